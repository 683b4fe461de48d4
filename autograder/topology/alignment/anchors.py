"""A first pairing of large graphs: calls that nothing else resembles, then their neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from heapq import heappop, heappush
from typing import TypeAlias

from autograder.topology.alignment.numbered import MISSING, Comparands, Numbered, Pairs
from autograder.topology.alignment.wiring import Wiring
from autograder.topology.symmetry import MAYBE_ANY_ORDER

_Look: TypeAlias = tuple[Sequence[Hashable], Sequence[Hashable]]
_Looks: TypeAlias = list[_Look]

_RADII = 4
_ROUNDS = 4
_VOTE = 2
"""What a neighbour's vote weighs against surroundings of one kind that are alike."""
_CROWD = 8
"""A call with more readers or operands than this tells little about which of them is which."""


def anchored(both: Comparands) -> Pairs:
    """Pair calls whose surroundings are unique in both graphs, widest surroundings first.

    After each kind of surroundings the pairs found vote for their neighbours.
    """
    pairs = Pairs(len(both.expected.calls), len(both.learner.calls))
    looks = list(_surroundings(both))
    votes = _Votes(both, pairs, looks)
    for mine, theirs in looks:
        one, other = Counter(mine), Counter(theirs)
        known = {look: at for at, look in enumerate(theirs) if other[look] == 1}
        for at, look in enumerate(mine):
            if one[look] == 1 and look in known:
                votes.pair(at, known[look])
        votes.count()
    return _reconsidered(both, pairs, looks)


def _reconsidered(both: Comparands, pairs: Pairs, looks: _Looks) -> Pairs:
    """Take apart the pairs whose edges do not fit and let the others vote anew, a few times."""
    best, least = pairs, _misfits(both, pairs)
    for _ in range(_ROUNDS):
        if not least:
            break
        again = Pairs(len(both.expected.calls), len(both.learner.calls))
        votes = _Votes(both, again, looks)
        for at, learner in enumerate(best.learner_of):
            if learner != MISSING and at not in least:
                votes.pair(at, learner)
        votes.count()
        misfits = _misfits(both, again)
        if len(misfits) + again.learner_of.count(MISSING) >= len(least) + best.learner_of.count(
            MISSING
        ):
            break
        best, least = again, misfits
    return best


def _misfits(both: Comparands, pairs: Pairs) -> set[int]:
    """Return the expected calls that do not read, or are not read, as their partners are."""
    wiring = Wiring(both, pairs)
    found = set()
    for at, learner in enumerate(pairs.learner_of):
        if learner != MISSING and wiring.cost(at):
            found.add(at)
            found.update(edge.source for edge in both.expected.edges[at])
    return found


def _surroundings(both: Comparands) -> Iterator[_Look]:
    """Yield what each call of either graph looks like with ever less of what is around it."""
    ink: dict[Hashable, int] = {}
    sides = both.expected, both.learner
    below = [_all_before(side, kinds, ink) for side, kinds in zip(sides, both.kinds, strict=True)]
    above = [_all_after(side, kinds, ink) for side, kinds in zip(sides, both.kinds, strict=True)]
    yield _both(below[0], above[0]), _both(below[1], above[1])
    rings: list[list[list[int]]] = [[], []]
    for found, side, kinds in zip(rings, sides, both.kinds, strict=True):
        found.append([_number(ink, kind) for kind in kinds])
        for _ in range(_RADII):
            found.append(_ring(side, found[-1], ink))
    yield rings[0][_RADII], rings[1][_RADII]
    yield below[0], below[1]
    yield above[0], above[1]
    for radius in range(_RADII - 1, -1, -1):
        yield rings[0][radius], rings[1][radius]


def _both(below: Sequence[int], above: Sequence[int]) -> list[Hashable]:
    return list(zip(below, above, strict=True))


def _number(ink: dict[Hashable, int], description: Hashable) -> int:
    return ink.setdefault(description, len(ink))


def _sources(side: Numbered, at: int, looks: Sequence[int]) -> tuple[Hashable, ...]:
    sources = [(edge.port, edge.result, looks[edge.source]) for edge in side.edges[at]]
    if side.calls[at].op in MAYBE_ANY_ORDER:
        return tuple(sorted(("", *rest) for _, *rest in sources))
    return tuple(sources)


def _all_before(side: Numbered, kinds: list[Hashable], ink: dict[Hashable, int]) -> list[int]:
    looks = [0] * len(kinds)
    for at, kind in enumerate(kinds):
        looks[at] = _number(ink, ("before", kind, _sources(side, at, looks)))
    return looks


def _all_after(side: Numbered, kinds: list[Hashable], ink: dict[Hashable, int]) -> list[int]:
    looks = [0] * len(kinds)
    ends: dict[int, list[int]] = {}
    for at, (source, _) in enumerate(side.outputs):
        ends.setdefault(source, []).append(at)
    for at in range(len(kinds) - 1, -1, -1):
        readers = sorted(looks[reader] for reader in side.readers[at])
        looks[at] = _number(ink, ("after", kinds[at], tuple(readers), tuple(ends.get(at, ()))))
    return looks


def _ring(side: Numbered, looks: list[int], ink: dict[Hashable, int]) -> list[int]:
    return [
        _number(
            ink,
            (
                "ring",
                looks[at],
                _sources(side, at, looks),
                tuple(sorted(looks[reader] for reader in side.readers[at])),
            ),
        )
        for at in range(len(looks))
    ]


class _Votes:
    """Neighbours of pairs found, with how much speaks for pairing them."""

    def __init__(self, both: Comparands, pairs: Pairs, looks: _Looks) -> None:
        self._both = both
        self._looks = looks
        self._pairs = pairs
        self._for: Counter[tuple[int, int]] = Counter()
        self._waiting: list[tuple[int, int, int]] = []

    def pair(self, expected: int, learner: int) -> None:
        """Pair two calls, if both are free, and let them vote for those next to them."""
        if not self._free(expected, learner):
            return
        self._pairs.pair(expected, learner)
        mine, theirs = self._both.expected, self._both.learner
        free = mine.calls[expected].op in MAYBE_ANY_ORDER
        edges, other_edges = mine.edges[expected], theirs.edges[learner]
        if not free or len(edges) * len(other_edges) <= _CROWD**2:
            for edge in edges:
                for other in other_edges:
                    if free or edge.port == other.port:
                        self._vote(edge.source, other.source)
        readers, others = mine.readers[expected], theirs.readers[learner]
        if len(readers) <= _CROWD and len(others) <= _CROWD:
            for reader in readers:
                for other_reader in others:
                    self._vote(reader, other_reader)

    def count(self) -> None:
        """Pair what most speaks for, until no pair found has a neighbour left to vote for."""
        while self._waiting:
            votes, expected, learner = heappop(self._waiting)
            if -votes == self._for[expected, learner]:
                self.pair(expected, learner)

    def _vote(self, expected: int, learner: int) -> None:
        if self._free(expected, learner):
            kinds = self._both.kinds
            if kinds[0][expected] == kinds[1][learner]:
                pair = expected, learner
                if pair not in self._for:
                    self._for[pair] = sum(
                        mine[expected] == theirs[learner] for mine, theirs in self._looks
                    )
                self._for[pair] += _VOTE
                heappush(self._waiting, (-self._for[pair], expected, learner))

    def _free(self, expected: int, learner: int) -> bool:
        return (
            self._pairs.learner_of[expected] == MISSING
            and self._pairs.expected_of[learner] == MISSING
        )
