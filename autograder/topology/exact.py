"""The cheapest pairing of small graphs: branch and bound over the partners of every call.

The search takes the expected calls in an order of evaluation and gives each one partner or none. A
part of a pairing is given up where what it costs for certain reaches the best whole one known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from autograder.topology.costs import ADD_CALL, ORDER, REMOVE_CALL, REWIRE
from autograder.topology.ledger import Ledger
from autograder.topology.numbered import MISSING, NEVER, Comparands, Edge, Pairs
from autograder.topology.wiring import Wiring

_CLOSE = 1e-9


class BranchAndBound:
    """One search; `best` and `cost` hold the cheapest pairing known."""

    def __init__(self, both: Comparands, best: Pairs, cost: float, steps: int) -> None:
        self.best, self.cost = best, cost
        self.finished = True
        self._both = both
        self._steps = steps
        self._pairs = Pairs(len(best.learner_of), len(best.expected_of))
        self._wiring = Wiring(both, self._pairs)
        self._left = (
            Counter(call.op for call in both.expected.calls),
            Counter(call.op for call in both.learner.calls),
        )

    def run(self) -> None:
        """Search until no cheaper pairing can exist or the steps are used up."""
        self._from(0, 0.0)

    def _from(self, at: int, cost: float) -> None:
        if at == len(self._pairs.learner_of):
            self._finish()
            return
        for partner, more in self._choices(at):
            self._steps -= 1
            if self._steps < 0:
                self.finished = False
                return
            if cost + more >= self.cost - _CLOSE:
                continue
            self._take(at, partner, -1)
            if cost + more + self._rest() < self.cost - _CLOSE:
                self._from(at + 1, cost + more)
            self._take(at, partner, 1)
            if not self.finished:
                return

    def _take(self, at: int, partner: int, change: int) -> None:
        """Pair (-1) or part (+1) a call with its partner, and count what is left of each class."""
        mine, theirs = self._left
        mine[self._both.expected.calls[at].op] += change
        if partner == MISSING:
            return
        theirs[self._both.learner.calls[partner].op] += change
        if change < 0:
            self._pairs.pair(at, partner)
        else:
            self._pairs.part(at)

    def _rest(self) -> float:
        """Return what the calls without a decision cost at least: surplus of any class."""
        mine, theirs = self._left
        missing = sum(max(0, count - theirs[op]) for op, count in mine.items())
        extra = sum(max(0, count - mine[op]) for op, count in theirs.items())
        return max(missing * ADD_CALL, extra * REMOVE_CALL)

    def _choices(self, at: int) -> list[tuple[int, float]]:
        """Return the possible partners of a call with their certain costs, cheapest first."""
        found: list[tuple[float, bool, int]] = []
        met: set[Hashable] = set()
        for learner, holder in enumerate(self._pairs.expected_of):
            if holder != MISSING:
                continue
            cost = self._both.pair_cost(at, learner)
            if cost == NEVER or cost >= self.cost or self._is_twin(learner, met):
                continue
            self._pairs.pair(at, learner)
            cost += self._certain(at)
            self._pairs.part(at)
            found.append((cost, learner != self.best.learner_of[at], learner))
        found.append((ADD_CALL, self.best.learner_of[at] != MISSING, MISSING))
        return [(learner, cost) for cost, _, learner in sorted(found)]

    def _is_twin(self, learner: int, met: set[Hashable]) -> bool:
        """Whether a call already met stands in every respect as this one does."""
        side = self._both.learner
        group = side.groups[learner]
        alone = group is None or len(side.topology.weights_groups[group]) == 1
        readers = tuple(
            (reader, edge.port, edge.result)
            for reader in side.readers[learner]
            for edge in side.edges[reader]
            if edge.source == learner
        )
        if not alone or len(readers) != 1 or side.calls[readers[0][0]].op != "Add":
            return False
        key = (side.labels[learner], side.edges[learner], readers[0][0])
        if key in met:
            return True
        met.add(key)
        return False

    def _certain(self, at: int) -> float:
        """Return what the edges into a call just paired cost whatever is decided later."""
        mine = self._both.expected.edges[at]
        theirs = self._both.learner.edges[self._pairs.learner_of[at]]
        if at in self._both.any_order:
            return self._certain_in_any_order(mine, theirs)
        if len(mine) != len(theirs):
            return 0.0
        wrong = sum(self._is_wrong(one, other) for one, other in zip(mine, theirs, strict=True))
        return min(ORDER, REWIRE) if wrong else 0.0

    def _is_wrong(self, wanted: Edge, seen: Edge) -> bool:
        if self._pairs.expected_of[seen.source] == MISSING:
            return False
        return wanted.port == seen.port and not self._wiring.follows(wanted, seen)

    def _certain_in_any_order(self, mine: Sequence[Edge], theirs: Sequence[Edge]) -> float:
        learner_of, expected_of = self._pairs.learner_of, self._pairs.expected_of
        wanted = Counter((learner_of[edge.source], edge.result) for edge in mine)
        seen = Counter((edge.source, edge.result) for edge in theirs)
        left, right = wanted - seen, seen - wanted
        missing = sum(count for (partner, _), count in left.items() if partner == MISSING)
        undecided = sum(
            count for (source, _), count in right.items() if expected_of[source] == MISSING
        )
        return REWIRE * max(
            sum(left.values()) - missing - undecided,
            sum(right.values()) - undecided - missing,
            0,
        )

    def _finish(self) -> None:
        ledger = Ledger(self._both, self._pairs.copy())
        if ledger.total < self.cost - _CLOSE:
            self.best, self.cost = ledger.pairs, ledger.total
