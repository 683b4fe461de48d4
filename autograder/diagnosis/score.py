"""The score of a graph that does not match, over a fixed denominator.

Half of the score is for calls, half for the wiring beyond a plain chain where the drawing has any;
where it has none, all of it is for calls, and a wrong edge costs as much as a missing layer.

The calls' half is 1 less what the repairs to calls, sharing and interface cost (the table is
`autograder.topology.costs`: a layer missing, too many or of the wrong class 1, a setting 1/2, ...)
over the number of calls in the drawing's normal form, inputs left out. An activation too many
counts with the needless layer it belongs to. The wiring's half is 1 less the number of wrong edges
over the number of edges that no plain chain through the drawing could have. Neither falls below 0.
An edge is not wrong for a missing or needless call along it, operands in the wrong order count
once, and a graph that is itself a plain chain has none of the wiring's half.
"""

from __future__ import annotations

from collections import Counter

from autograder.diagnosis.case import Case
from autograder.diagnosis.chains import edges_beyond_a_chain, is_chain
from autograder.topology import costs
from autograder.topology.change import (
    AddCall,
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
from autograder.topology.model import Endpoint, Tensor, Topology

HIGHEST_WITHOUT_PASS = 0.99


def score_of(case: Case) -> float:
    """Return the score of a graph that differs, in [0, 0.99]; the module says how it is made."""
    calls = sum(call.op != "Input" for call in case.expected.calls) or 1
    cost = calls_cost(case)
    beyond = edges_beyond_a_chain(case.expected)
    wrong = len(wrong_edges(case)) - _swaps(case) + edges_too_many(case)
    if beyond == 0:
        share = 1 - (cost + wrong) / calls
    else:
        wiring = 0.0 if is_chain(case.learner) else max(0.0, 1 - wrong / beyond)
        share = (max(0.0, 1 - cost / calls) + wiring) / 2
    return max(0.0, min(share, HIGHEST_WITHOUT_PASS))


def calls_cost(case: Case) -> float:
    """Return what the mistakes in calls, sharing and interface cost."""
    settings: dict[str, float] = {}
    cost = 0.0
    for change in case.diff.changes:
        match change:
            case AddCall():
                cost += costs.ADD_CALL
            case RemoveCall() if change.call not in case.carried:
                cost += costs.REMOVE_CALL
            case ReplaceOp():
                replaced = costs.replacing(change.expected.op, case.call(change.call).op)
                cost += costs.REPLACE_KIND if replaced is None else replaced
            case ChangeSetting():
                settings[change.call] = settings.get(change.call, 0.0) + costs.CHANGE_SETTING
            case ChangeOption():
                cost += costs.CHANGE_OPTION
            case Regroup() if change.call not in case.added and change.call not in case.replaced:
                cost += costs.REGROUP
            case Renest():
                cost += costs.RENEST
            case ChangeInputs() | ChangeOutputs():
                cost += _interface_cost(case, change)
            case _:
                pass
    cost += sum(min(each, costs.SETTINGS_AT_MOST) for each in settings.values())
    return round(cost, 3)  # without what only breaks ties between repairs


def _interface_cost(case: Case, change: ChangeInputs | ChangeOutputs) -> float:
    """Return what the ends cost; nothing where they differ only by calls missing or too many."""
    seen = [end for end in change.seen if end.tensor.call not in case.removed or _leads(case, end)]
    wanted = [
        end for end in change.wanted if end.tensor.call not in case.added or _leads(case, end)
    ]
    names = {end.name for end in seen}
    cost = costs.NAME * sum(bool(end.name) and end.name not in names for end in wanted)
    ours = [case.heads(end.tensor) for end in seen]
    theirs = [case.roots(end.tensor) for end in wanted]
    wrong = sum(not one & other for one, other in zip(ours, theirs, strict=False))
    if sorted(map(sorted, map(_names, ours))) == sorted(map(sorted, map(_names, theirs))):
        order = costs.INPUTS_ORDER if isinstance(change, ChangeInputs) else costs.ORDER
        return cost + order * bool(wrong)
    return cost + costs.ENDPOINT * (wrong + abs(len(ours) - len(theirs)))


def _names(tensors: frozenset[Tensor]) -> set[tuple[str, int]]:
    return {(tensor.call, tensor.result) for tensor in tensors}


def _leads(case: Case, end: Endpoint) -> bool:
    """Say whether past the calls missing or too many at an end both models end alike."""
    ends = {one for tensor in case.seen_outputs for one in case.heads(tensor)}
    drawn = {one for tensor in case.wanted_outputs for one in case.roots(tensor)}
    own = case.heads(end.tensor) if end.tensor.call in case.removed else case.roots(end.tensor)
    return bool(own & ends & drawn)


def _swaps(case: Case) -> int:
    """Return how many wrong edges are wrong only because another one of the same call is.

    What a call reads and should read at another port is only in the wrong place, and all that is
    counts once.
    """
    by_call: dict[str, list[Rewire]] = {}
    for change in case.rewires:
        if change.call not in case.added and not case.follows_from_calls(change):
            by_call.setdefault(change.call, []).append(change)
    swapped = 0
    for edges in by_call.values():
        here = Counter(edge.seen for edge in edges) & Counter(edge.wanted for edge in edges)
        swapped += max(0, here.total() - 1)
    return swapped


def wrong_edges(case: Case) -> tuple[tuple[str, str], ...]:
    """Return the (reference, port) of every edge of the drawing that the learner's graph lacks.

    An output counts as an edge, with the reference "". Edges are looked at as if the missing calls
    with one operand were stepped over. A branch of which nothing is there lacks the edge from its
    fork, and its output no more.
    """
    rewired = {(change.call, change.port): change for change in case.rewires}
    absent, their_calls = _absent_branches(case)
    found: list[tuple[str, str]] = []
    for ref, ports in case.wanted.items():
        if ref in case.added:
            found += [(ref, port) for port in list(ports)[0 if ref in absent else 1 :]]
            continue
        for port in ports:
            change = rewired.get((ref, port))
            if change is not None and not case.follows_from_calls(change):
                found.append((ref, port))
    ends = frozenset(end for tensor in case.seen_outputs for end in case.heads(tensor))
    for index, tensor in enumerate(case.wanted_outputs):
        if tensor.call not in their_calls and not case.roots(tensor) & ends:
            found.append(("", str(index)))
    return tuple(found)


def edges_too_many(case: Case) -> int:
    """Return the number of the learner's edges and outputs that the drawing has no place for."""
    surplus = sum(1 for change in case.rewires if change.wanted is None)
    surplus += sum(max(0, len(case.seen.get(ref, {})) - 1) for ref in case.removed)
    return surplus + max(0, len(case.seen_outputs) - len(case.wanted_outputs))


def _absent_branches(case: Case) -> tuple[set[str], set[str]]:
    """Return the missing calls that begin a branch of which nothing is there, and all in such ones.

    A branch begins where a tensor of the drawing has more than one reader, outputs included.
    """
    expected = case.expected
    readers: dict[Tensor, set[str]] = {}
    for call in expected.calls:
        for argument in call.arguments:
            readers.setdefault(argument.tensor, set()).add(call.id)
    for index, end in enumerate(expected.outputs):
        readers.setdefault(end.tensor, set()).add(f" output {index}")
    lost = {call.id for call in expected.calls if case.learner_of[call.id] in case.added}
    for call in expected.calls:
        if call.id not in lost:
            _keep_above(call.id, expected, lost)
    first = {
        f"+{call.id}"
        for call in expected.calls
        if call.id in lost and call.arguments and len(readers[call.arguments[0].tensor]) > 1
    }
    return first, {f"+{id}" for id in lost} if first else set()


def _keep_above(id: str, expected: Topology, lost: set[str]) -> None:
    """Take the missing calls that lead to a call that is there out of `lost`."""
    waiting = [id]
    while waiting:
        for argument in expected.by_id[waiting.pop()].arguments:
            if argument.tensor.call in lost:
                lost.discard(argument.tensor.call)
                waiting.append(argument.tensor.call)
