"""Which calls have to leave their weights group, under a pairing of calls, and join another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from autograder.topology.costs import REGROUP
from autograder.topology.numbered import MISSING, Comparands, Pairs


class Misplaced(NamedTuple):
    """An expected call, by number, whose partner is to use the weights of the partners `mates`."""

    expected: int
    mates: tuple[int, ...]
    paid: bool
    """False where it follows from a call added or replaced."""


def misplaced(both: Comparands, pairs: Pairs) -> list[Misplaced]:
    """Return the calls that share weights wrongly, fewest first choice.

    Each expected group keeps the learner's group that holds most of its calls; the others move.
    """
    if not both.expected.shares and not both.learner.shares:
        return []
    host = _hosts(both, pairs)
    members: dict[str, list[int]] = {}
    for number, group in enumerate(both.expected.groups):
        if group is not None:
            members.setdefault(group, []).append(number)
    found = []
    for group, calls in members.items():
        settled = [call for call in calls if _stays(both, pairs, call, host.get(group))]
        for call in calls:
            if call in settled:
                continue
            mates = tuple(settled)
            settled.append(call)
            if mates or _leaves(both, pairs, call):
                found.append(Misplaced(call, mates, _is_paid(both, pairs, call)))
    return found


def cost(both: Comparands, pairs: Pairs) -> float:
    """Return what the wrongly shared weights cost."""
    return REGROUP * sum(each.paid for each in misplaced(both, pairs))


def _is_paid(both: Comparands, pairs: Pairs, call: int) -> bool:
    """Whether the call has a partner of its class: a new one comes with the right weights."""
    partner = pairs.learner_of[call]
    return partner != MISSING and both.expected.calls[call].op == both.learner.calls[partner].op


def _stays(both: Comparands, pairs: Pairs, call: int, host: str | None) -> bool:
    return (
        host is not None
        and _is_paid(both, pairs, call)
        and both.learner.groups[pairs.learner_of[call]] == host
    )


def _leaves(both: Comparands, pairs: Pairs, call: int) -> bool:
    """Whether the partner of a call shares its weights with another call that is to stay."""
    partner = pairs.learner_of[call]
    if not _is_paid(both, pairs, call) or both.learner.groups[partner] is None:
        return False
    mates = both.learner.topology.weights_groups[both.learner.groups[partner] or ""]
    return any(
        other != partner and pairs.expected_of[other] != MISSING
        for other in (both.learner.number[id] for id in mates)
    )


def _hosts(both: Comparands, pairs: Pairs) -> dict[str, str]:
    """Return for each expected group the learner's group it keeps; no group is kept twice."""
    overlap: Counter[tuple[str, str]] = Counter()
    for number, group in enumerate(both.expected.groups):
        if group is None or not _is_paid(both, pairs, number):
            continue
        theirs = both.learner.groups[pairs.learner_of[number]]
        if theirs is not None:
            overlap[group, theirs] += 1
    return _best_matching(overlap.items())


def _best_matching(overlap: Iterable[tuple[tuple[str, str], int]]) -> dict[str, str]:
    """Choose group pairs, each group once, with as many calls in common as can be."""
    edges = sorted(overlap, key=lambda item: -item[1])
    best = _greedy(edges)
    if len(best) < len(edges) <= _TRIED_OUT:
        best = _exhaustive(edges, {}, frozenset())[1]
    return best


_TRIED_OUT = 10
"""Up to so many pairs of groups with calls in common, every choice is tried."""


def _greedy(edges: list[tuple[tuple[str, str], int]]) -> dict[str, str]:
    found: dict[str, str] = {}
    taken: set[str] = set()
    for (mine, theirs), _ in edges:
        if mine not in found and theirs not in taken:
            found[mine] = theirs
            taken.add(theirs)
    return found


def _exhaustive(
    edges: list[tuple[tuple[str, str], int]], chosen: dict[str, str], taken: frozenset[str]
) -> tuple[int, dict[str, str]]:
    if not edges:
        return 0, chosen
    (mine, theirs), calls = edges[0]
    best = _exhaustive(edges[1:], chosen, taken)
    if mine not in chosen and theirs not in taken:
        with_it = _exhaustive(edges[1:], {**chosen, mine: theirs}, taken | {theirs})
        best = max((with_it[0] + calls, with_it[1]), best, key=lambda result: result[0])
    return best
