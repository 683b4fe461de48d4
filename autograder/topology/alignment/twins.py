"""Branches of one graph that stand for each other: exchanging two of them changes nothing."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from autograder.topology.alignment.numbered import Comparands, Numbered
from autograder.topology.costs import kind_of
from autograder.topology.symmetry import COMMUTATIVE

_LONGEST = 30
"""Longer branches are not held against each other."""
_SYMMETRIC = COMMUTATIVE | {"Average"}


class Branch(NamedTuple):
    """All that hangs on one call alone: what it is like, and the calls in it."""

    likeness: int
    calls: tuple[int, ...]


def branches(both: Comparands) -> list[Branch | None]:
    """Return for each of the learner's calls the branch it starts, None where it may have no twin.

    Two calls with equal likenesses read the same tensors, and what follows from each alone is equal
    up to where it ends in the same symmetric merges.
    """
    side = both.learner
    if any(
        kind_of(call.op) == "merge" and len(call.arguments) > 1 and at not in both.any_order
        for at, call in enumerate(both.expected.calls)
    ):
        # A symmetric merge may stand where operands should have an order.
        return [None] * len(side.calls)
    ends = {source for source, _ in side.outputs}
    shared = {
        side.number[id]
        for ids in side.topology.weights_groups.values()
        if len(ids) > 1
        for id in ids
    }
    found: list[Branch | None] = [None] * len(side.calls)
    tails: list[Branch | None] = [None] * len(side.calls)
    ink: dict[Hashable, int] = {}
    for at in range(len(side.calls) - 1, -1, -1):
        if at in ends or at in shared or not side.edges[at]:
            continue
        tail = tails[at] = _tail(side, at, tails, ink)
        if tail is not None and len(tail.calls) <= _LONGEST:
            likeness = ink.setdefault((tail.likeness, side.edges[at]), len(ink))
            found[at] = Branch(likeness, tail.calls)
    return found


def _tail(
    side: Numbered, at: int, tails: list[Branch | None], ink: dict[Hashable, int]
) -> Branch | None:
    calls, parts = [at], []
    for reader in side.readers[at]:
        edges = side.edges[reader]
        uses = tuple((edge.port, edge.result) for edge in edges if edge.source == at)
        if side.calls[reader].op in _SYMMETRIC:
            end = ("end", reader, tuple(result for _, result in uses))
            parts.append(ink.setdefault(end, len(ink)))
            continue
        tail = tails[reader]
        if tail is None or len(edges) != len(uses) or len(calls) > _LONGEST:
            return None
        calls += tail.calls
        parts.append(ink.setdefault(("tail", uses, tail.likeness), len(ink)))
    likeness = ink.setdefault((side.labels[at], tuple(sorted(parts))), len(ink))
    return Branch(likeness, tuple(calls))
