"""The search for a pairing of calls, from the interface backwards along what every call reads.

Every choice is one of a symmetric operand among operands of its colour; the search comes back to a
choice where what follows from it fails, and gives up after a number of steps, never of seconds.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, MutableMapping
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from autograder.topology.agreement import agree
from autograder.topology.layouts import may_be_free, orders_agree
from autograder.topology.model import Call, Tensor, Topology
from autograder.topology.policy import Policy
from autograder.topology.symmetry import any_order

STEPS = 40_000
STEPS_PER_CALL = 200
"""How many goals a search may work off before it gives up."""

_Operands: TypeAlias = tuple[tuple[int, Tensor], ...]


class _Goal(NamedTuple):
    """Tensors to be paired with one another in any order; the numbers are their places."""

    expected: _Operands
    learner: _Operands


_Agenda: TypeAlias = "tuple[_Goal, _Agenda] | None"


class _Choice(NamedTuple):
    """A point to come back to: how much was paired by then, and the ways not yet tried."""

    trail: int
    ways: Iterator[_Agenda]


class Search:
    """One search for a pairing of two normal forms of the same size, coloured alike."""

    def __init__(
        self,
        expected: Topology,
        learner: Topology,
        colours: tuple[dict[str, int], dict[str, int]],
        policy: Policy,
    ) -> None:
        self.gave_up = False
        self._expected, self._learner = expected, learner
        self._colours = colours
        self._nesting = policy.nesting == "keep"
        self._free = any_order(expected), any_order(learner)
        self._blocks: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
        if policy.concat_order == "free":
            self._blocks = may_be_free(expected), may_be_free(learner)
        self._shared = tuple(
            {id: group for group, ids in side.weights_groups.items() if len(ids) > 1 for id in ids}
            for side in (expected, learner)
        )
        self._image: dict[str, str] = {}
        self._taken: set[str] = set()
        self._bound: dict[Hashable, Hashable] = {}
        self._trail: list[tuple[Any, Any]] = []
        self._steps = STEPS + STEPS_PER_CALL * len(expected.calls)

    def run(self, tensors: Iterable[tuple[Tensor, Tensor]]) -> dict[str, str] | None:
        """Return the learner's ids by the expected ones, with these tensors paired."""
        start: _Agenda = None
        for one, other in tensors:
            start = (_Goal(((0, one),), ((0, other),)), start)
        choices = [_Choice(0, iter([start]))]
        while choices:
            trail, ways = choices[-1]
            self._undo(trail)
            agenda = next(ways, _NO_WAY)
            if agenda is _NO_WAY:
                choices.pop()
            elif self._follow(agenda, choices):
                return dict(self._image)
            if self._steps < 0:
                self.gave_up = True
                return None
        return None

    def _follow(self, agenda: _Agenda, choices: list[_Choice]) -> bool:
        """Work goals off until none is left, one fails or there is a choice; True without any."""
        while agenda is not None:
            self._steps -= 1
            goal, rest = agenda
            if len(goal.expected) != len(goal.learner) or self._steps < 0:
                return False
            if not goal.expected:
                agenda = rest
                continue
            (place, tensor), left = goal.expected[0], goal.expected[1:]
            candidates = self._candidates(place, tensor, goal.learner)
            first = next(candidates, None)
            if first is None:
                return False
            if left and tensor.call not in self._image:
                second = next(candidates, None)
                if second is not None:
                    ways = (
                        (_alone(goal, one), (_without(goal, left, one), rest))
                        for one in chain((first, second), candidates)
                    )
                    choices.append(_Choice(len(self._trail), ways))
                    return False
            if left:
                rest = (_without(goal, left, first), rest)
            paired = self._pair(tensor, goal.learner[first][1], rest)
            if paired is _NO_WAY:
                return False
            agenda = paired
        return len(self._image) == len(self._expected.calls) and self._orders_agree()

    def _candidates(self, place: int, tensor: Tensor, operands: _Operands) -> Iterator[int]:
        """Yield the places in `operands` of those that may answer `tensor`, likeliest first."""
        known = self._image.get(tensor.call)
        colour = self._colours[0][tensor.call]
        met: set[tuple[str, int]] = set()
        same_place = (at for at, (other, _) in enumerate(operands) if other == place)
        for at in chain(same_place, range(len(operands))):
            other = operands[at][1]
            if other.result != tensor.result or (other.call, other.result) in met:
                continue
            met.add((other.call, other.result))
            if known is not None:
                if other.call == known:
                    yield at
            elif other.call not in self._taken and self._colours[1][other.call] == colour:
                yield at

    def _pair(self, one: Tensor, other: Tensor, rest: _Agenda) -> _Agenda:
        """Pair the calls of two tensors; return the goals that follow from it before `rest`."""
        if one.result != other.result:
            return _NO_WAY
        known = self._image.get(one.call)
        if known is not None:
            return rest if known == other.call else _NO_WAY
        expected, learner = self._expected.by_id[one.call], self._learner.by_id[other.call]
        if other.call in self._taken or not self._may_pair(expected, learner):
            return _NO_WAY
        self._note(self._image, one.call, other.call)
        self._taken.add(other.call)
        self._trail.append((self._taken, other.call))
        return self._goals_of(expected, learner, rest)

    def _may_pair(self, expected: Call, learner: Call) -> bool:
        if self._colours[0][expected.id] != self._colours[1][learner.id]:
            return False
        if not agree(expected, learner):
            return False
        groups = self._shared[0].get(expected.id), self._shared[1].get(learner.id)
        if groups != (None, None) and not self._bind("weights", *groups):
            return False
        if not self._nesting:
            return True
        depth = len(expected.inside)
        return depth == len(learner.inside) and all(
            self._bind("inside", expected.inside[:to], learner.inside[:to])
            for to in range(1, depth + 1)
        )

    def _bind(self, kind: str, one: Hashable, other: Hashable) -> bool:
        """Let `one` and `other` stand for each other from now on, unless they already do not."""
        if one is None or other is None:
            return False
        for key, value in (((kind, 0, one), other), ((kind, 1, other), one)):
            if key not in self._bound:
                self._note(self._bound, key, value)
            elif self._bound[key] != value:
                return False
        return True

    def _goals_of(self, expected: Call, learner: Call, rest: _Agenda) -> _Agenda:
        mine = {argument.port: argument.tensor for argument in expected.arguments}
        theirs = {argument.port: argument.tensor for argument in learner.arguments}
        if mine.keys() != theirs.keys():
            return _NO_WAY
        free = expected.id in self._free[0] or learner.id in self._free[1]
        free = free or (expected.id in self._blocks[0] and learner.id in self._blocks[1])
        if free:
            places = [port for port in mine if port.isdigit()]
            operands = self._by_colour(0, {port: mine.pop(port) for port in places})
            others = self._by_colour(1, {port: theirs[port] for port in places})
            if {colour: len(found) for colour, found in operands.items()} != {
                colour: len(found) for colour, found in others.items()
            }:
                return _NO_WAY
            for colour, found in operands.items():
                rest = (_Goal(found, others[colour]), rest)
        for port, tensor in mine.items():
            rest = (_Goal(((0, tensor),), ((0, theirs[port]),)), rest)
        return rest

    def _by_colour(self, side: int, ports: dict[str, Tensor]) -> dict[tuple[int, int], _Operands]:
        found: dict[tuple[int, int], list[tuple[int, Tensor]]] = {}
        for port, tensor in ports.items():
            colour = self._colours[side][tensor.call], tensor.result
            found.setdefault(colour, []).append((int(port), tensor))
        return {colour: tuple(operands) for colour, operands in found.items()}

    def _orders_agree(self) -> bool:
        return orders_agree(self._expected, self._learner, self._image)

    def _note(self, table: MutableMapping[Any, Any], key: Hashable, value: Hashable) -> None:
        table[key] = value
        self._trail.append((table, key))

    def _undo(self, length: int) -> None:
        while len(self._trail) > length:
            table, key = self._trail.pop()
            if isinstance(table, set):
                table.discard(key)
            else:
                table.pop(key, None)


_NO_WAY: _Agenda = (_Goal((), ()), None)


def _alone(goal: _Goal, at: int) -> _Goal:
    return _Goal(goal.expected[:1], goal.learner[at : at + 1])


def _without(goal: _Goal, left: _Operands, at: int) -> _Goal:
    return _Goal(left, goal.learner[:at] + goal.learner[at + 1 :])
