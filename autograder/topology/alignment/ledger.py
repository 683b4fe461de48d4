"""The cost of a pairing, kept call by call, so that trying another partner touches only a few."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.topology.alignment import nesting, sharing
from autograder.topology.alignment.endpoints import Interface
from autograder.topology.alignment.numbered import MISSING, Comparands, Numbered, Pairs
from autograder.topology.alignment.wiring import STEPPED_OVER, Wiring
from autograder.topology.costs import ADD_CALL, REMOVE_CALL

_QUICK = 5
"""So many calls are passed over in the time that one edge takes."""


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
        learner_of, expected_of = self.pairs.learner_of, self.pairs.expected_of
        found = set(expected)
        found.update(self._readers(self.both.expected, found, learner_of))
        readers = self._readers(self.both.learner, learner, expected_of)
        found.update(expected_of[each] for each in readers if expected_of[each] != MISSING)
        return found

    def _readers(self, side: Numbered, calls: Iterable[int], partner_of: list[int]) -> set[int]:
        """Return what reads these calls, directly or over calls without a partner."""
        met: set[int] = set()
        level = list(calls)
        for _ in range(STEPPED_OVER):
            level = [reader for at in level for reader in side.readers[at] if reader not in met]
            if not level:
                break
            met.update(level)
            self.work += len(level) // _QUICK
            level = [reader for reader in set(level) if partner_of[reader] == MISSING]
        return met
