"""The reasons that an author writes down for near-misses that may pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from autograder.verify.report import NearMiss


def with_reasons(found: Sequence[NearMiss], reasons: Mapping[str, str]) -> tuple[NearMiss, ...]:
    """Turn survivors into accepted ones where a reason stands for their key."""
    return tuple(
        replace(each, status="accepted", reason=reason)
        if each.status == "survives" and (reason := _reason(each, reasons))
        else each
        for each in found
    )


def mistaken_reasons(found: Sequence[NearMiss], reasons: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each reason that is empty, unknown, or no longer needed."""
    for key, reason in reasons.items():
        about = [each for each in found if key in _keys(each)]
        if not reason.strip():
            yield f"accepts {key!r} without a reason"
        elif not about:
            yield f"accepts {key!r}, and there is no such near-miss"
        elif not any(each.status in {"survives", "accepted"} for each in about):
            yield f"accepts {key!r}, which does not pass any more: take the reason out"


def _reason(each: NearMiss, reasons: Mapping[str, str]) -> str:
    return next((reasons[key].strip() for key in _keys(each) if key in reasons), "")


def _keys(each: NearMiss) -> tuple[str, str]:
    return f"{each.key}: {each.change}", each.key
