"""The form of an entry in the catalogue, and how its gaps are filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from autograder.diagnosis.verdict import Finding


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """The sentences for one mistake, with {gaps} for names and numbers.

    `message` says what was seen and why it matters; `hints` are a question, the place in the
    drawing, the edge in words and a worked analogue of other sizes.
    """

    message: str
    next_step: str
    hints: tuple[str, str, str, str]


def fill(code: str, wording: Wording, gaps: Mapping[str, object], *, where: str = "") -> Finding:
    """Return the finding that says `wording` with its gaps filled; it claims and marks nothing."""
    return Finding(
        code=code,
        message=_sentence(wording.message, gaps),
        where=where,
        next_step=_sentence(wording.next_step, gaps),
        hints=tuple(_sentence(hint, gaps) for hint in wording.hints),
    )


def _sentence(template: str, gaps: Mapping[str, object]) -> str:
    text = template.format_map(gaps).replace("  ", " ").strip()
    return text[:1].upper() + text[1:]
