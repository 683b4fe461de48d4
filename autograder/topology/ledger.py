"""The cost of a pairing, kept call by call, so that trying another partner touches only a few."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.topology import nesting, sharing
from autograder.topology.costs import ADD_CALL, REMOVE_CALL
from autograder.topology.endpoints import Interface
from autograder.topology.numbered import MISSING, Comparands, Pairs
from autograder.topology.wiring import Wiring


class Ledger:
    """A pairing with its cost."""

    def __init__(self, both: Comparands, pairs: Pairs, interface: Interface) -> None:
        self.both = both
        self.pairs = pairs
        self.wiring = Wiring(both, pairs)
        self._interface = interface
        self.work = 0
        """How many edges were looked at so far."""
        self.of_call = [self._cost_of(at) for at in range(len(pairs.learner_of))]
        self.extra = pairs.expected_of.count(MISSING)
        self._sharing = sharing.cost(both, pairs)
        self.frame = self._frame()
        self.total = sum(self.of_call) + REMOVE_CALL * self.extra + self.frame

    def _cost_of(self, expected: int) -> float:
        learner = self.pairs.learner_of[expected]
        self.work += 1 + len(self.both.expected.edges[expected])
        if learner == MISSING:
            return ADD_CALL
        return self.both.pair_cost(expected, learner) + self.wiring.cost(expected)

    def _frame(self) -> float:
        """Return what no single call bears: interface, sharing, nesting."""
        return (
            self._interface.names_cost
            + self._interface.inputs_cost(self.pairs)
            + self._interface.outputs_cost(self.wiring)
            + self._sharing
            + nesting.cost(self.both, self.pairs)
        )

    def assign(self, changes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Give expected calls these partners, or MISSING; return the changes that undo it.

        A partner that another call had is taken from it.
        """
        wanted = dict(changes)
        learner_of, expected_of = self.pairs.learner_of, self.pairs.expected_of
        for partner in tuple(wanted.values()):
            holder = expected_of[partner] if partner != MISSING else MISSING
            if holder != MISSING:
                wanted.setdefault(holder, MISSING)
        undo = [(at, learner_of[at]) for at in wanted]
        moved = {partner for _, partner in undo} | set(wanted.values())
        moved.discard(MISSING)
        touched = self._affected(wanted, moved)
        for at in wanted:
            self.pairs.part(at)
        for at, partner in wanted.items():
            if partner != MISSING:
                self.pairs.pair(at, partner)
        touched |= self._affected(wanted, moved)
        shared = self.both.expected.sharing, self.both.learner.sharing
        if not shared[0].isdisjoint(wanted) or not shared[1].isdisjoint(moved):
            self._sharing = sharing.cost(self.both, self.pairs)
        self._recount(touched)
        return undo

    def _recount(self, touched: set[int]) -> None:
        for at in touched:
            cost = self._cost_of(at)
            self.total += cost - self.of_call[at]
            self.of_call[at] = cost
        extra = len(self.pairs.expected_of) - len(self.pairs.learner_of)
        extra += self.pairs.learner_of.count(MISSING)
        self.total += REMOVE_CALL * (extra - self.extra)
        self.extra = extra
        frame = self._frame()
        self.total += frame - self.frame
        self.frame = frame

    def _affected(self, expected: Iterable[int], learner: Iterable[int]) -> set[int]:
        """Return the expected calls whose edges may count differently once these are re-paired."""
        found = set(expected)
        learner_of, expected_of = self.pairs.learner_of, self.pairs.expected_of
        waiting, met = list(found), set(found)
        while waiting:
            for reader in self.both.expected.readers[waiting.pop()]:
                if reader not in met:
                    met.add(reader)
                    found.add(reader)
                    if learner_of[reader] == MISSING:
                        waiting.append(reader)
        waiting = list(learner)
        met = set(waiting)
        while waiting:
            for reader in self.both.learner.readers[waiting.pop()]:
                if reader in met:
                    continue
                met.add(reader)
                if expected_of[reader] == MISSING:
                    waiting.append(reader)
                else:
                    found.add(expected_of[reader])
        return found
