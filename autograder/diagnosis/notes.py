"""Remarks that cost nothing: what was built and never used."""

from __future__ import annotations

from autograder.diagnosis.kinds import label
from autograder.diagnosis.phrases import shown, with_article
from autograder.topology.model import Call, Topology

_MOST = 5


def notes_on(built: Topology) -> tuple[str, ...]:
    """Return a remark for each call that the learner made and that reaches no output."""
    notes = [_note(built, call) for call in built.unused]
    if len(notes) > _MOST:
        notes[_MOST:] = [f"{len(notes) - _MOST} more layers are built and never used."]
    return tuple(notes)


def _note(built: Topology, call: Call) -> str:
    if call.op == "Input":
        what = f"an Input of shape {shown(call.setting('tensor'))}"
    else:
        what = with_article(label(call))
    line = f" on line {call.line}" if call.line is not None else ""
    return f"You built {what}{_source(built, call)}{line} and never used it."


def _source(built: Topology, call: Call) -> str:
    known = {each.id: each for each in (*built.calls, *built.unused)}
    for argument in call.arguments:
        source = known.get(argument.tensor.call)
        if source is not None and source.variable is not None:
            return f" from `{source.variable}`"
    return ""
