"""Which ports of a paired call read the wrong tensor, and what that costs.

An edge that leads past calls missing or too many is right where both lead to the same place once
those are stepped over: it follows from them and costs nothing.
"""

from __future__ import annotations

from itertools import chain, count
from typing import NamedTuple

from autograder.topology.alignment.numbered import MISSING, NEVER, Comparands, Edge, Numbered, Pairs
from autograder.topology.costs import ORDER, REWIRE

_CELLS = 200
"""How many pairs of operands of one call are compared to find what was put in or left out."""
STEPPED_OVER = 64
"""How many calls are stepped over before an edge is taken to lead elsewhere."""


class Miswired(NamedTuple):
    """A port with what it reads, in the learner's numbers, and what it should, in the expected."""

    port: str
    seen: Edge | None
    wanted: Edge | None


class Wiring:
    """The edges of two topologies under a pairing of their calls."""

    def __init__(self, both: Comparands, pairs: Pairs) -> None:
        self.both = both
        self.pairs = pairs

    def cost(self, expected: int) -> float:
        """Return what the edges into a paired call cost."""
        if self._is_right(expected):
            return 0.0
        return self.examine(expected)[0]

    def _is_right(self, expected: int) -> bool:
        learner_of = self.pairs.learner_of
        mine = self.both.expected.edges[expected]
        theirs = self.both.learner.edges[learner_of[expected]]
        if len(mine) != len(theirs):
            return False
        for one, other in zip(mine, theirs, strict=True):
            if (
                learner_of[one.source] != other.source
                or one.result != other.result
                or one.port != other.port
            ):
                return False
        return True

    def examine(self, expected: int) -> tuple[float, list[Miswired]]:
        """Return the cost of the edges into a paired call and every port that has to change."""
        mine = self.both.expected.edges[expected]
        theirs = self.both.learner.edges[self.pairs.learner_of[expected]]
        if expected in self.both.any_order:
            return self._in_any_order(mine, theirs)
        learner = self.pairs.learner_of[expected]
        if self.both.expected.calls[expected].op != self.both.learner.calls[learner].op:
            mine = _counted_alike(mine, theirs)
        return self._in_order(mine, theirs)

    def follows(self, wanted: Edge, seen: Edge) -> bool:
        """Whether two edges are one once calls missing and calls too many are stepped over."""
        learner_of, expected_of = self.pairs.learner_of, self.pairs.expected_of
        if learner_of[wanted.source] != MISSING and expected_of[seen.source] != MISSING:
            return learner_of[wanted.source] == seen.source and wanted.result == seen.result
        ends = {
            (learner_of[source], result)
            for source, result in _ends(self.both.expected, learner_of, wanted)
        }
        return not ends.isdisjoint(_ends(self.both.learner, expected_of, seen))

    def _in_order(
        self, mine: tuple[Edge, ...], theirs: tuple[Edge, ...]
    ) -> tuple[float, list[Miswired]]:
        wanted = {edge.port: edge for edge in mine}
        seen = {edge.port: edge for edge in theirs}
        wrong, prices = [], {}
        for port in dict.fromkeys((*wanted, *seen)):
            one, other = wanted.get(port), seen.get(port)
            if one is not None and other is not None and self._equal(one, other):
                continue
            wrong.append(Miswired(port, other, one))
            # A key that follows its value is no mistake of its own.
            prices[one and one[1:], other and other[1:]] = self._price(one, other)
        cost = sum(prices.values())
        if cost > ORDER and self._only_swapped(wrong):
            cost = ORDER
        if cost > REWIRE and len(mine) != len(theirs):
            cost = min(cost, self._shifted(mine, theirs))
        return cost, wrong

    def _in_any_order(
        self, mine: tuple[Edge, ...], theirs: tuple[Edge, ...]
    ) -> tuple[float, list[Miswired]]:
        """Pair equal operands, then those that follow from calls; the rest have to be rewired."""
        left, right = self._unequal(mine, theirs)
        wrong = []
        for one in tuple(left) if len(left) * len(right) <= _CELLS else ():
            same = next((other for other in right if self.follows(one, other)), None)
            if same is not None:
                left.remove(one)
                right.remove(same)
                wrong.append(Miswired(same.port, same, one))
        cost = REWIRE * max(
            sum(self.pairs.learner_of[edge.source] != MISSING for edge in left),
            sum(self.pairs.expected_of[edge.source] != MISSING for edge in right),
        )
        # Calls missing are paired with operands last, so that what is paired is mended first.
        left.sort(key=lambda edge: self.pairs.learner_of[edge.source] == MISSING)
        right.sort(key=lambda edge: self.pairs.expected_of[edge.source] == MISSING)
        fresh = 1 + max((int(edge.port) for edge in theirs if edge.port.isdigit()), default=-1)
        for at in range(max(len(left), len(right))):
            if at < len(left) and at < len(right):
                wrong.append(Miswired(right[at].port, right[at], left[at]))
            elif at < len(right):
                wrong.append(Miswired(right[at].port, right[at], None))
            else:
                wrong.append(Miswired(str(fresh), None, left[at]))
                fresh += 1
        return cost, wrong

    def _unequal(
        self, mine: tuple[Edge, ...], theirs: tuple[Edge, ...]
    ) -> tuple[list[Edge], list[Edge]]:
        """Return the operands on either side that have no equal on the other."""
        waiting: dict[tuple[int, int], list[Edge]] = {}
        for other in reversed(theirs):
            waiting.setdefault((other.source, other.result), []).append(other)
        left = []
        for one in mine:
            equal = waiting.get((self.pairs.learner_of[one.source], one.result))
            if equal:
                equal.pop()
            else:
                left.append(one)
        spare = {id(edge) for edges in waiting.values() for edge in edges}
        return left, [other for other in theirs if id(other) in spare]

    def _equal(self, one: Edge, other: Edge) -> bool:
        return self.pairs.learner_of[one.source] == other.source and one.result == other.result

    def _price(self, wanted: Edge | None, seen: Edge | None) -> float:
        missing = wanted is not None and self.pairs.learner_of[wanted.source] == MISSING
        extra = seen is not None and self.pairs.expected_of[seen.source] == MISSING
        if wanted is None:
            return 0.0 if extra else REWIRE
        if seen is None or (missing and extra):
            return 0.0 if missing else REWIRE
        return 0.0 if self.follows(wanted, seen) else REWIRE

    def _only_swapped(self, wrong: list[Miswired]) -> bool:
        """Whether the tensors are the right ones, each in the place of another."""
        if any(each.wanted is None or each.seen is None for each in wrong):
            return False
        wanted = {
            (self.pairs.learner_of[each.wanted.source], each.wanted.result)
            for each in wrong
            if each.wanted is not None
        }
        seen = {(each.seen.source, each.seen.result) for each in wrong if each.seen is not None}
        return wanted == seen

    def _shifted(self, mine: tuple[Edge, ...], theirs: tuple[Edge, ...]) -> float:
        """Return the least cost where operands may be put in or taken out between others."""
        while mine and theirs and self._equal(mine[0], theirs[0]):
            mine, theirs = mine[1:], theirs[1:]
        while mine and theirs and self._equal(mine[-1], theirs[-1]):
            mine, theirs = mine[:-1], theirs[:-1]
        if len(mine) * len(theirs) > _CELLS:
            return NEVER
        row = [0.0]
        for other in theirs:
            row.append(row[-1] + self._price(None, other))
        for one in mine:
            before, row = row, [row[0] + self._price(one, None)]
            for at, other in enumerate(theirs):
                same = 0.0 if self._equal(one, other) else self._price(one, other)
                row.append(
                    min(
                        before[at] + same,
                        before[at + 1] + self._price(one, None),
                        row[at] + self._price(None, other),
                    )
                )
        return row[-1]


def _counted_alike(mine: tuple[Edge, ...], theirs: tuple[Edge, ...]) -> tuple[Edge, ...]:
    """Return the expected edges of a call to be replaced, at the ports that the learner's has.

    A constant before or after them moves all of them, as in `x * 2` for `2 - x`.
    """
    ports = [edge.port for edge in theirs if edge.port.isdigit()]
    last = max(map(int, ports), default=-1)
    spare = (str(port) for port in count(last + 1))
    places = chain(ports, spare)
    return tuple(edge._replace(port=next(places)) if edge.port.isdigit() else edge for edge in mine)


def _ends(side: Numbered, partner_of: list[int], edge: Edge) -> set[tuple[int, int]]:
    """Return the paired tensors that an edge leads back to over calls without a partner."""
    found: set[tuple[int, int]] = set()
    waiting, met = [(edge.source, edge.result)], {edge.source}
    while waiting and len(met) < STEPPED_OVER:
        source, result = waiting.pop()
        if partner_of[source] != MISSING:
            found.add((source, result))
            continue
        for other in side.edges[source]:
            if other.source not in met or partner_of[other.source] != MISSING:
                met.add(other.source)
                waiting.append((other.source, other.result))
    return found
