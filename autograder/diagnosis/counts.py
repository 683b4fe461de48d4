"""How much of the drawing a learner's graph has, counted as a learner counts: nodes and arrows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.diagnosis.case import Case
from autograder.diagnosis.phrases import counted, listing
from autograder.diagnosis.score import wrong_edges
from autograder.topology.change import (
    AddCall,
    ChangeInputs,
    ChangeOption,
    ChangeOutputs,
    ChangeSetting,
    Regroup,
    Renest,
    ReplaceOp,
)
from autograder.topology.model import Topology


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """How much of the drawing a learner's graph has, in the drawing's own nodes and arrows."""

    layers: int
    right_layers: int
    connections: int
    right_connections: int


def count(case: Case) -> Count:
    """Count the uses of layers and the connections of the drawing, and those that are right."""
    wrong_calls = _wrong_calls(case)
    unit_of = {call.id: (call.origins or (call.id,))[-1] for call in case.expected.calls}
    units = {unit_of[c.id] for c in case.expected.calls if c.op != "Input"}
    wrong_units = {unit_of[id] for id in wrong_calls}
    wrong = {(ref, port) for ref, port in wrong_edges(case)}
    edges = right = 0
    for call in case.expected.calls:
        ref = case.learner_of[call.id]
        sources = [a for a in call.arguments if unit_of[a.tensor.call] != unit_of[call.id]]
        edges += len(sources)
        if ref in case.added:
            continue
        bad = sum(1 for port in case.wanted[ref] if (ref, port) in wrong)
        right += max(0, len(sources) - bad)
    return Count(
        layers=len(units),
        right_layers=len(units - wrong_units),
        connections=edges,
        right_connections=right,
    )


def _wrong_calls(case: Case) -> Iterable[str]:
    for change in case.diff.changes:
        match change:
            case AddCall():
                yield change.expected.id
            case ReplaceOp() | ChangeSetting() | ChangeOption() | Regroup() | Renest():
                if change.call in case.expected_of:
                    yield case.expected_of[change.call].id
                elif change.call.startswith("+"):
                    yield change.call[1:]
            case _:
                pass


def summary_of(case: Case) -> str:
    """Return the first line of a verdict on a graph that differs: what is right in it."""
    found = count(case)
    layers = f"{found.right_layers} of {found.layers} uses of layers"
    edges = f"{found.right_connections} of {found.connections} connections"
    if found.right_layers == found.layers and found.right_connections == found.connections:
        return f"Not yet: every layer and connection is right; {_rest(case)}."
    verb = "is" if found.right_layers == 1 else "are"
    return f"Not yet: {layers} {verb} right, and {edges}."


def praise_of(drawing: Topology) -> str:
    """Return the first line of a verdict on a graph that matches."""
    layers = sum(1 for call in drawing.calls if call.op != "Input")
    edges = sum(len(call.arguments) for call in drawing.calls)
    uses = _all(counted(layers, "use of a layer", "uses of layers"), layers)
    return f"Right: {uses} and {_all(counted(edges, 'connection'), edges)}, as drawn."


def _all(text: str, number: int) -> str:
    return text if number == 1 else f"all {text}"


def _rest(case: Case) -> str:
    """Return what is wrong where every layer and connection of the drawing is right."""
    parts = []
    too_many = len({(case.call(ref).origins or (ref,))[-1] for ref in case.removed})
    if case.removed:
        verb = "is" if too_many == 1 else "are"
        parts.append(f"{counted(too_many, 'layer')} more {verb} there")
    surplus = sum(edge.wanted is None for edge in case.rewires)
    if surplus and not case.removed:
        verb = "is" if surplus == 1 else "are"
        parts.append(f"{counted(surplus, 'connection')} more {verb} there")
    inputs = outputs = False
    for change in case.diff.changes:
        inputs |= isinstance(change, ChangeInputs)
        outputs |= isinstance(change, ChangeOutputs)
        if isinstance(change, ChangeSetting):
            inputs |= case.call(change.call).op == "Input"
    ends = listing([name for name, wrong in (("inputs", inputs), ("outputs", outputs)) if wrong])
    if ends and not case.removed:
        parts.append(f"the model's {ends} are not")
    return listing(parts) or "one thing beside them is not"
