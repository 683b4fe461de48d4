"""The verdict on a model that computes what the drawing does and is built another way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from autograder.diagnosis.catalogue.same_function import SAME_FUNCTION
from autograder.diagnosis.kinds import is_activation, label
from autograder.diagnosis.notes import notes_on
from autograder.diagnosis.phrases import counted, listing, number, shown
from autograder.diagnosis.verdict import Verdict
from autograder.topology.change import (
    AddCall,
    ChangeOption,
    ChangeSetting,
    RemoveCall,
    ReplaceOp,
)
from autograder.topology.model import Call, Topology
from autograder.topology.normal_form import normalise
from autograder.topology.policy import Policy

_MOST = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class ProbeAnswer:
    """Whether two models compute the same, and how that was found; the reason is for records."""

    same: bool
    reason: str


Probe: TypeAlias = Callable[[Topology, Topology, Verdict], ProbeAnswer]
"""Given the drawing, the learner's model (both as read) and the verdict on them."""


def as_same_function(verdict: Verdict, drawing: Topology, built: Topology) -> Verdict:
    """Return the verdict, that on these two, once a probe has found that they compute the same."""
    return replace(
        verdict,
        outcome="same-function",
        score=1.0,
        summary=SAME_FUNCTION["summary"],
        findings=(),
        notes=(SAME_FUNCTION["meaning"], _difference(verdict, drawing, built), *notes_on(built)),
        approximate=False,
    )


def _difference(verdict: Verdict, drawing: Topology, built: Topology) -> str:
    learner = {
        call.id: _written(call, built)
        for call in normalise(built, drawing.policy or Policy()).calls
    }
    drawn: list[str] = []
    seen: list[str] = []
    for change in () if verdict.diff is None else verdict.diff.changes:
        match change:
            case AddCall():
                drawn.append(label(change.expected))
            case RemoveCall():
                seen.append(label(learner[change.call]))
            case ReplaceOp():
                drawn.append(label(change.expected))
                seen.append(label(learner[change.call]))
            case ChangeSetting() | ChangeOption():
                name = label(learner[change.call])
                drawn.append(f"{name} with {change.name}={shown(change.wanted)}")
                seen.append(f"{name} with {change.name}={shown(change.seen)}")
            case _:
                pass
    key = "calls" if drawn and seen else "drawn" if drawn else "built" if seen else "wiring"
    return SAME_FUNCTION[key].format(drawn=_listed(drawn), built=_listed(seen))


def _written(call: Call, built: Topology) -> Call:
    """Return the call as the learner wrote it, but an activation as a call of its own."""
    sources = [built.by_id.get(origin) for origin in reversed(call.origins)]
    return call if is_activation(call) else next(filter(None, sources), call)


def _listed(labels: Iterable[str]) -> str:
    counts = Counter(labels)
    parts = [name if count == 1 else f"{number(count)} {name}" for name, count in counts.items()]
    if len(parts) > _MOST:
        parts[_MOST:] = [counted(len(parts) - _MOST, "other layer")]
    return listing(parts)
