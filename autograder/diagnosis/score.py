"""The score of a graph that does not match: a published table of costs over a fixed denominator.

Half of the score is for calls, half for the wiring beyond a plain chain where the drawing has any
(else all of it is for calls, and a wrong edge costs as much as a missing layer). What each mistake
costs, in uses of layers:

    a layer or merge missing, or of the wrong class   1
    an activation missing or wrong                    1/2
    an input missing                                  1/2
    a layer too many                                  1/2     (an activation or input: 1/4)
    a setting or call argument wrong                  1/2     (all of one call together at most 1)
    weights shared wrongly, for each use              1/2
    inputs in the wrong order or wrongly named        1
    outputs in the wrong order or wrongly named       1

The calls' half is 1 minus the sum of these over the number of uses of layers in the drawing (inputs
left out, activations counted as 1/2). The wiring's half is 1 minus the number of wrong edges over the
number of edges that no plain chain through the drawing could have. Neither falls below 0. An edge is
not wrong for a missing or needless call along it, and a graph that is itself a plain chain has none
of the wiring's half.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.diagnosis.case import Case
from autograder.diagnosis.kinds import is_activation
from autograder.topology.change import (
    AddCall,
    ChangeInputs,
    ChangeOption,
    ChangeOutputs,
    ChangeSetting,
    Regroup,
    RemoveCall,
    ReplaceOp,
)
from autograder.topology.model import Call, Tensor, Topology

HIGHEST_WITHOUT_PASS = 0.99


def score_of(case: Case) -> float:
    """Return the score of a graph that differs, in [0, 0.99]; the module's docstring has the table."""
    calls = sum(_weight(call) for call in case.expected.calls if call.op != "Input") or 1.0
    cost = calls_cost(case)
    beyond = edges_beyond_a_chain(case.expected)
    wrong = len(wrong_edges(case)) + edges_too_many(case)
    if beyond == 0:
        share = 1 - (cost + wrong) / calls
    else:
        wiring = 0.0 if is_chain(case.learner) else max(0.0, 1 - wrong / beyond)
        share = (max(0.0, 1 - cost / calls) + wiring) / 2
    return max(0.0, min(share, HIGHEST_WITHOUT_PASS))


def _weight(call: Call) -> float:
    return 0.5 if call.op == "Input" or is_activation(call) else 1.0


def calls_cost(case: Case) -> float:
    """Return what the mistakes in calls, sharing and interface cost, in uses of layers."""
    by_call: dict[str, float] = {}
    rest = 0.0
    for change in case.diff.changes:
        match change:
            case AddCall():
                rest += _weight(change.expected)
            case RemoveCall():
                rest += _weight(case.call(change.call)) / 2
            case ReplaceOp() | ChangeSetting() | ChangeOption() | Regroup():
                cost = 1.0 if isinstance(change, ReplaceOp) else 0.5
                by_call[change.call] = by_call.get(change.call, 0.0) + cost
            case ChangeInputs() | ChangeOutputs():
                rest += _interface_cost(case, change)
            case _:
                pass
    return rest + sum(min(cost, _weight(case.call(ref))) for ref, cost in by_call.items())


def _interface_cost(case: Case, change: ChangeInputs | ChangeOutputs) -> float:
    """Return 1, or 0 where the ends differ only because calls are missing or too many."""
    ends = change.seen, change.wanted
    if isinstance(change, ChangeInputs):
        # An input that is missing or too many is a call, and its cost is counted there.
        ends = (
            tuple(end for end in change.seen if end.tensor.call not in case.removed),
            tuple(end for end in change.wanted if end.tensor.call not in case.added),
        )
    seen = [(case.heads(end.tensor), end.name) for end in ends[0]]
    wanted = [(case.roots(end.tensor), end.name) for end in ends[1]]
    same = len(seen) == len(wanted) and all(
        one & other and name == wanted_name
        for (one, name), (other, wanted_name) in zip(seen, wanted, strict=True)
    )
    return 0.0 if same else 1.0


def wrong_edges(case: Case) -> tuple[tuple[str, str], ...]:
    """Return the (reference, port) of every edge of the drawing that the learner's graph lacks.

    An output counts as an edge, with the reference "". Edges are looked at as if the missing calls
    with one operand were stepped over.
    """
    rewired = {(change.call, change.port): change for change in case.rewires}
    found: list[tuple[str, str]] = []
    for ref, ports in case.wanted.items():
        if ref in case.added:
            found += [(ref, port) for port in list(ports)[1:]]
            continue
        for port in ports:
            change = rewired.get((ref, port))
            if change is not None and not case.follows_from_calls(change):
                found.append((ref, port))
    ends = frozenset(end for tensor in case.seen_outputs for end in case.heads(tensor))
    for index, tensor in enumerate(case.wanted_outputs):
        if not case.roots(tensor) & ends:
            found.append(("", str(index)))
    return tuple(found)


def edges_too_many(case: Case) -> int:
    """Return the number of the learner's edges and outputs that the drawing has no place for."""
    surplus = sum(1 for change in case.rewires if change.wanted is None)
    surplus += sum(max(0, len(case.seen.get(ref, {})) - 1) for ref in case.removed)
    return surplus + max(0, len(case.seen_outputs) - len(case.wanted_outputs))


def is_chain(topology: Topology) -> bool:
    """Say whether every call reads one tensor and every tensor has one reader."""
    readers = [tensor for tensor, _ in _edges(topology)]
    one_each = len(set(readers)) == len(readers)
    return one_each and all(len(call.arguments) <= 1 for call in topology.calls)


def edges_beyond_a_chain(topology: Topology) -> int:
    """Return how many edges, outputs included, cannot lie on plain chains through the graph.

    That is their number less a maximum matching of tensors to readers (the graph's path cover).
    """
    edges = _edges(topology)
    readers: dict[str, list[str]] = {}
    for tensor, reader in edges:
        readers.setdefault(tensor.call, []).append(reader)
    return len(edges) - _matching(readers)


def _edges(topology: Topology) -> list[tuple[Tensor, str]]:
    inner = [(arg.tensor, call.id) for call in topology.calls for arg in call.arguments]
    ends = [(end.tensor, f" output {index}") for index, end in enumerate(topology.outputs)]
    return inner + ends


def _matching(readers: dict[str, list[str]]) -> int:
    """Return the size of a maximum matching, by augmenting paths without recursion."""
    matched: dict[str, str] = {}
    for start in readers:
        _augment(start, readers, matched)
    return len(matched)


def _augment(start: str, readers: dict[str, list[str]], matched: dict[str, str]) -> None:
    came_from: dict[str, str] = {}
    open_sources: list[str] = [start]
    while open_sources:
        source = open_sources.pop()
        for reader in readers[source]:
            if reader in came_from:
                continue
            came_from[reader] = source
            if reader not in matched:
                _turn(reader, came_from, matched)
                return
            open_sources.append(matched[reader])


def _turn(reader: str, came_from: dict[str, str], matched: dict[str, str]) -> None:
    """Match the reader to the source it was reached from, and so on back to the path's start."""
    sources: dict[str, str] = {source: taken for taken, source in matched.items()}
    current: str | None = reader
    while current is not None:
        source = came_from[current]
        following = sources.get(source)
        matched[current] = source
        current = following


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
            case ReplaceOp() | ChangeSetting() | ChangeOption() | Regroup():
                if change.call in case.expected_of:
                    yield case.expected_of[change.call].id
                elif change.call.startswith("+"):
                    yield change.call[1:]
            case _:
                pass
