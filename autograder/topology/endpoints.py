"""Where the learner's model starts and ends, against where it should, under a pairing of calls."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.topology.costs import ENDPOINT, NAME, ORDER
from autograder.topology.interface import pair_endpoints
from autograder.topology.model import Endpoint
from autograder.topology.numbered import MISSING, Comparands, Edge, Numbered, Pairs
from autograder.topology.wiring import Wiring


def inputs_cost(both: Comparands, pairs: Pairs) -> float:
    """Return what wrong order and wrong names of the inputs cost; calls are paid for elsewhere."""
    mine, theirs = both.expected.topology.inputs, both.learner.topology.inputs
    cost = _names_cost(both, mine, theirs)
    wanted = [
        pairs.learner_of[both.expected.number[each.tensor.call]]
        for each in mine
        if not (both.names and each.name)
    ]
    named = {each.name: both.learner.number[each.tensor.call] for each in theirs if each.name}
    swapped = False
    if both.names:
        for each in mine:
            partner = pairs.learner_of[both.expected.number[each.tensor.call]]
            if each.name and each.name in named and partner != MISSING:
                other = named[each.name]
                swapped |= other != partner and pairs.expected_of[other] != MISSING
    wanted = [number for number in wanted if number != MISSING]
    seen = [both.learner.number[each.tensor.call] for each in theirs]
    seen = [number for number in seen if number in wanted]
    return cost + ORDER * (swapped or wanted != seen)


def outputs_cost(both: Comparands, wiring: Wiring) -> float:
    """Return what outputs cost that are other tensors, too many, too few or in another order."""
    mine, theirs = both.expected.topology.outputs, both.learner.topology.outputs
    pairs = wiring.pairs
    cost = _names_cost(both, mine, theirs)
    answered = lenient_pairs(both, mine, theirs)
    wrong: list[tuple[Edge, Edge]] = []
    for at, other in answered:
        want = _edge(both.expected, mine[at])
        if other is None:
            cost += ENDPOINT * (pairs.learner_of[want.source] != MISSING)
            continue
        seen = _edge(both.learner, theirs[other])
        missing, extra = (
            pairs.learner_of[want.source] == MISSING,
            pairs.expected_of[seen.source] == MISSING,
        )
        if not (missing and extra) and not wiring.follows(want, seen):
            wrong.append((want, seen))
    taken = {other for _, other in answered}
    for at, each in enumerate(theirs):
        if at not in taken:
            cost += ENDPOINT * (pairs.expected_of[_edge(both.learner, each).source] != MISSING)
    wanted = sorted((pairs.learner_of[want.source], want.result) for want, _ in wrong)
    if wrong and wanted == sorted((seen.source, seen.result) for _, seen in wrong):
        return cost + ORDER
    return cost + ENDPOINT * len(wrong)


def lenient_pairs(
    both: Comparands, mine: Sequence[Endpoint], theirs: Sequence[Endpoint]
) -> list[tuple[int, int | None]]:
    """Pair endpoints by name or order, then those of a wrong name with what is left, in order."""
    strict = pair_endpoints(mine, theirs, names=both.names)
    taken = {other for _, other in strict}
    rest = iter(at for at in range(len(theirs)) if at not in taken)
    return [(at, next(rest, None) if other is None else other) for at, other in strict]


def _names_cost(both: Comparands, mine: Sequence[Endpoint], theirs: Sequence[Endpoint]) -> float:
    if not both.names:
        return 0.0
    given = {each.name for each in theirs}
    # An endpoint that is not there at all is paid for as such.
    answered = [mine[at] for at, other in lenient_pairs(both, mine, theirs) if other is not None]
    return NAME * sum(bool(each.name) and each.name not in given for each in answered)


def _edge(side: Numbered, endpoint: Endpoint) -> Edge:
    return Edge("", side.number[endpoint.tensor.call], endpoint.tensor.result)
