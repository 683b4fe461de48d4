"""The changes that a pairing of calls makes necessary, in the order in which they can be made."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.topology.agreement import differing_options, differing_settings
from autograder.topology.alignment.nesting import wanted_paths
from autograder.topology.alignment.numbered import MISSING, Comparands, Edge, Pairs
from autograder.topology.alignment.sharing import misplaced
from autograder.topology.alignment.wiring import Wiring
from autograder.topology.change import (
    AddCall,
    Change,
    ChangeInputs,
    ChangeOption,
    ChangeOutputs,
    ChangeSetting,
    Regroup,
    RemoveCall,
    Renest,
    ReplaceOp,
    Rewire,
)
from autograder.topology.interface import pair_endpoints
from autograder.topology.model import Endpoint, Tensor

ADDED = "+"
"""Stands before the id of an expected call that the learner has not made."""


def repairs(both: Comparands, pairs: Pairs) -> tuple[Change, ...]:
    """Return the changes: calls, settings, edges, sharing, nesting, interface."""
    return (
        *_calls(both, pairs),
        *_settings(both, pairs),
        *_edges(both, pairs),
        *_groups(both, pairs),
        *_paths(both, pairs),
        *_interface(both, pairs),
    )


def reference(both: Comparands, pairs: Pairs, expected: int) -> str:
    """Return the id of an expected call's partner, or `+ID` where it has none."""
    learner = pairs.learner_of[expected]
    if learner == MISSING:
        return ADDED + both.expected.calls[expected].id
    return both.learner.calls[learner].id


def _wanted(both: Comparands, pairs: Pairs, edge: Edge | None) -> Tensor | None:
    if edge is None:
        return None
    return Tensor(call=reference(both, pairs, edge.source), result=edge.result)


def _calls(both: Comparands, pairs: Pairs) -> Iterator[Change]:
    for at, learner in enumerate(pairs.learner_of):
        if learner == MISSING:
            yield AddCall(expected=both.expected.calls[at])
    for at, expected in enumerate(pairs.expected_of):
        if expected == MISSING:
            yield RemoveCall(call=both.learner.calls[at].id)


def _settings(both: Comparands, pairs: Pairs) -> Iterator[Change]:
    for at, partner in enumerate(pairs.learner_of):
        if partner == MISSING:
            continue
        expected, learner = both.expected.calls[at], both.learner.calls[partner]
        if expected.op != learner.op:
            yield ReplaceOp(call=learner.id, expected=expected)
            continue
        kinds = (
            (ChangeSetting, differing_settings(expected, learner)),
            (ChangeOption, differing_options(expected, learner)),
        )
        for kind, differences in kinds:
            for name, seen, wanted in differences:
                yield kind(
                    call=learner.id, expected=expected.id, name=name, seen=seen, wanted=wanted
                )


def _edges(both: Comparands, pairs: Pairs) -> Iterator[Change]:
    wiring = Wiring(both, pairs)
    for at, partner in enumerate(pairs.learner_of):
        call = reference(both, pairs, at)
        if partner == MISSING:
            for edge in both.expected.edges[at]:
                wanted = _wanted(both, pairs, edge)
                yield Rewire(call=call, port=edge.port, seen=None, wanted=wanted)
            continue
        for port, seen, wanted_edge in wiring.examine(at)[1]:
            yield Rewire(
                call=call,
                port=port,
                seen=None if seen is None else both.learner.tensor(seen.source, seen.result),
                wanted=_wanted(both, pairs, wanted_edge),
            )


def _groups(both: Comparands, pairs: Pairs) -> Iterator[Change]:
    for at, mates, _ in misplaced(both, pairs):
        partner = pairs.learner_of[at]
        yield Regroup(
            call=reference(both, pairs, at),
            seen=None if partner == MISSING else both.learner.groups[partner],
            wanted=tuple(reference(both, pairs, mate) for mate in mates),
        )


def _paths(both: Comparands, pairs: Pairs) -> Iterator[Change]:
    if not both.nesting:
        return
    for at, wanted in wanted_paths(both, pairs).items():
        partner = pairs.learner_of[at]
        seen = () if partner == MISSING else both.learner.calls[partner].inside
        if seen != wanted:
            yield Renest(call=reference(both, pairs, at), seen=seen, wanted=wanted)


def _interface(both: Comparands, pairs: Pairs) -> Iterator[Change]:
    mine, theirs = both.expected.topology, both.learner.topology
    wanted = _endpoints(both, pairs, mine.inputs)
    if not _answered(both, wanted, theirs.inputs):
        yield ChangeInputs(seen=theirs.inputs, wanted=wanted)
    wanted = _endpoints(both, pairs, mine.outputs)
    if not _answered(both, wanted, theirs.outputs):
        yield ChangeOutputs(seen=theirs.outputs, wanted=wanted)


def _endpoints(
    both: Comparands, pairs: Pairs, endpoints: tuple[Endpoint, ...]
) -> tuple[Endpoint, ...]:
    return tuple(
        Endpoint(
            tensor=Tensor(
                call=reference(both, pairs, both.expected.number[each.tensor.call]),
                result=each.tensor.result,
            ),
            name=each.name,
        )
        for each in endpoints
    )


def _answered(both: Comparands, wanted: tuple[Endpoint, ...], seen: tuple[Endpoint, ...]) -> bool:
    """Whether the endpoints seen are those wanted already, by name or in order."""
    if len(wanted) != len(seen):
        return False
    return all(
        other is not None and wanted[at].tensor == seen[other].tensor
        for at, other in pair_endpoints(wanted, seen, names=both.names)
    )
