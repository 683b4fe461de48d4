"""Which calls have to leave their weights group, under a pairing of calls, and join another."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple, TypeAlias

from autograder.topology.alignment.numbered import MISSING, Comparands, Pairs
from autograder.topology.costs import REGROUP

_Edge: TypeAlias = tuple[tuple[str, str], int]
"""An expected group, a learner's, and how many calls they have in common."""
_TRIED_OUT = 10
"""Up to so many pairs of groups with calls in common, every choice is tried."""


class Misplaced(NamedTuple):
    """An expected call, by number, whose partner is to use the weights of the partners `mates`."""

    expected: int
    mates: tuple[int, ...]
    paid: bool
    """False where it follows from a call added or replaced."""


def misplaced(both: Comparands, pairs: Pairs) -> list[Misplaced]:
    """Return the calls that share weights wrongly, as few as can be.

    Each expected group keeps the learner's group that holds most of its calls; the others move.
    """
    members = _members(both, pairs)
    if not members:
        return []
    host = _hosts(both, pairs, members)
    found = []
    for group, calls in members.items():
        settled = [call for call in calls if _stays(both, pairs, call, host.get(group))]
        kept = set(settled)
        for call in calls:
            if call in kept:
                continue
            mates = tuple(settled)
            settled.append(call)
            if mates or _leaves(both, pairs, call):
                found.append(Misplaced(call, mates, _is_paid(both, pairs, call)))
    return found


def cost(both: Comparands, pairs: Pairs) -> float:
    """Return what the wrongly shared weights cost."""
    return REGROUP * sum(each.paid for each in misplaced(both, pairs))


def _members(both: Comparands, pairs: Pairs) -> dict[str, list[int]]:
    """Return the expected groups, with their calls, in which either side shares weights."""
    calls = set(both.expected.sharing)
    partners = (pairs.expected_of[learner] for learner in both.learner.sharing)
    calls.update(partner for partner in partners if partner != MISSING)
    members: dict[str, list[int]] = {}
    for call in sorted(calls):
        group = both.expected.groups[call]
        if group is not None:
            members.setdefault(group, []).append(call)
    return members


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
    if not _is_paid(both, pairs, call) or partner not in both.learner.sharing:
        return False
    mates = both.learner.topology.weights_groups[both.learner.groups[partner] or ""]
    return any(
        other != partner and pairs.expected_of[other] != MISSING
        for other in (both.learner.number[id] for id in mates)
    )


def _hosts(both: Comparands, pairs: Pairs, members: dict[str, list[int]]) -> dict[str, str]:
    """Return for each expected group the learner's group it keeps; no group is kept twice."""
    overlap: Counter[tuple[str, str]] = Counter()
    for group, calls in members.items():
        for call in calls:
            if _is_paid(both, pairs, call):
                theirs = both.learner.groups[pairs.learner_of[call]]
                if theirs is not None:
                    overlap[group, theirs] += 1
    edges = sorted(overlap.items(), key=lambda item: -item[1])
    found: dict[str, str] = {}
    for part in _connected(edges):
        greedy = _greedy(part)
        if len(greedy) < len(part) <= _TRIED_OUT:
            greedy = _exhaustive(part, {}, frozenset())[1]
        found.update(greedy)
    return found


def _connected(edges: list[_Edge]) -> list[list[_Edge]]:
    """Return the edges in parts that have no group in common."""
    part_of: dict[tuple[int, str], list[_Edge]] = {}
    for edge in edges:
        (mine, theirs), _ = edge
        one = part_of.setdefault((0, mine), [])
        other = part_of.setdefault((1, theirs), [])
        if other is not one:
            one += other
            for (my, their), _ in other:
                part_of[0, my] = part_of[1, their] = one
            part_of[1, theirs] = one
        one.append(edge)
    return [*{id(part): part for part in part_of.values()}.values()]


def _greedy(edges: list[_Edge]) -> dict[str, str]:
    found: dict[str, str] = {}
    taken: set[str] = set()
    for (mine, theirs), _ in edges:
        if mine not in found and theirs not in taken:
            found[mine] = theirs
            taken.add(theirs)
    return found


def _exhaustive(
    edges: list[_Edge], chosen: dict[str, str], taken: frozenset[str]
) -> tuple[int, dict[str, str]]:
    if not edges:
        return 0, chosen
    (mine, theirs), calls = edges[0]
    best = -1, chosen
    if mine not in chosen and theirs not in taken:
        found = _exhaustive(edges[1:], {**chosen, mine: theirs}, taken | {theirs})
        best = found[0] + calls, found[1]
    if best[0] < sum(more for _, more in edges[1:]):
        best = max(best, _exhaustive(edges[1:], chosen, taken), key=lambda result: result[0])
    return best
