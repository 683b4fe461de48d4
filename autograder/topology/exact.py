"""The cheapest pairing of small graphs: branch and bound over the partners of every call.

The search takes the expected calls in an order of evaluation and gives each one partner or none. A
part of a pairing is given up where what it costs for certain reaches the best whole one known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from autograder.topology import sharing
from autograder.topology.costs import ADD_CALL, ENDPOINT, ORDER, REMOVE_CALL, REWIRE
from autograder.topology.endpoints import Interface
from autograder.topology.ledger import Ledger
from autograder.topology.numbered import MISSING, Comparands, Edge, Pairs
from autograder.topology.seeds import by_ports
from autograder.topology.twins import branches
from autograder.topology.wiring import Wiring

_CLOSE = 1e-9


class BranchAndBound:
    """One search; `best` and `cost` hold the cheapest pairing known."""

    def __init__(self, both: Comparands, interface: Interface, best: Ledger, steps: int) -> None:
        self.best, self.cost = best.pairs, best.total
        self.finished = True
        self._both = both
        self.steps = steps
        self._interface = interface
        size = len(both.expected.calls)
        self._pairs = Pairs(size, len(both.learner.calls))
        self._wiring = Wiring(both, self._pairs)
        self._order = by_ports(both.expected)
        self._inputs = len(set(both.expected.inputs))
        self._decided = [False] * size
        self._edges_cost = [0.0] * size
        self._read = [0] * len(both.learner.calls)
        """How many of a learner's call's readers have partners."""
        self._left = (
            Counter(call.op for call in both.expected.calls),
            Counter(call.op for call in both.learner.calls),
        )
        self._branches = branches(both)

    def run(self) -> None:
        """Search until no cheaper pairing can exist or the steps are used up."""
        self._from(0, 0.0)

    def _from(self, depth: int, cost: float) -> None:
        """Decide on the calls from the `depth`-th on; `cost` is that of the calls before."""
        if depth == len(self._order):
            self._finish()
            return
        at = self._order[depth]
        for own, partner in self._choices(at, self.cost - cost):
            self.steps -= 1
            if self.steps < 0:
                self.finished = False
                return
            undo = self._take(at, partner)
            more = own + sum(self._edges_cost[each] - before for each, before in undo)
            if cost + more + self._rest(depth) < self.cost - _CLOSE:
                self._from(depth + 1, cost + more)
            self._give_back(at, partner, undo)
            if not self.finished:
                return

    def _choices(self, at: int, limit: float) -> list[tuple[float, int]]:
        """Return a call's possible partners with what they cost by themselves, likeliest first."""
        likely = self.best.learner_of[at]
        found: list[tuple[float, bool, int]] = []
        met: set[Hashable] = set()
        for learner, holder in enumerate(self._pairs.expected_of):
            if holder != MISSING:
                continue
            cost = self._both.pair_cost(at, learner)
            if cost < limit and (learner == likely or not self._is_twin(learner, met)):
                found.append((cost, learner != likely, learner))
        if limit > ADD_CALL:
            found.append((ADD_CALL, likely != MISSING, MISSING))
        return [(cost, learner) for cost, _, learner in sorted(found)]

    def _is_twin(self, learner: int, met: set[Hashable]) -> bool:
        """Whether a free branch like the one that starts here was met already."""
        branch = self._branches[learner]
        if branch is None or any(self._pairs.expected_of[each] != MISSING for each in branch.calls):
            return False
        known = branch.likeness in met
        met.add(branch.likeness)
        return known

    def _take(self, at: int, partner: int) -> list[tuple[int, float]]:
        """Decide on a call; return the calls whose edges cost something else now, as before."""
        self._decided[at] = True
        self._left[0][self._both.expected.calls[at].op] -= 1
        if partner == MISSING:
            return []
        self._left[1][self._both.learner.calls[partner].op] -= 1
        self._pairs.pair(at, partner)
        for edge in self._both.learner.edges[partner]:
            self._read[edge.source] += 1
        expected_of = self._pairs.expected_of
        readers = [expected_of[each] for each in self._both.learner.readers[partner]]
        undo = []
        for each in dict.fromkeys((at, *readers)):
            if each != MISSING:
                undo.append((each, self._edges_cost[each]))
                self._edges_cost[each] = self._certain(each)
        return undo

    def _give_back(self, at: int, partner: int, undo: list[tuple[int, float]]) -> None:
        for each, cost in undo:
            self._edges_cost[each] = cost
        self._decided[at] = False
        self._left[0][self._both.expected.calls[at].op] += 1
        if partner == MISSING:
            return
        self._left[1][self._both.learner.calls[partner].op] += 1
        self._pairs.part(at)
        for edge in self._both.learner.edges[partner]:
            self._read[edge.source] -= 1

    def _rest(self, depth: int) -> float:
        """Return what is certain beyond single calls: calls left over, interface, sharing.

        A learner's call without a partner that a paired call reads is either too many or read where
        it should not be, for what that paired call should read is decided already.
        """
        mine, theirs = self._left
        missing = sum(max(0, count - theirs[op]) for op, count in mine.items())
        extra = sum(max(0, count - mine[op]) for op, count in theirs.items())
        free, dangling = 0, 0
        for holder, reads in zip(self._pairs.expected_of, self._read, strict=True):
            if holder == MISSING:
                free += 1
                dangling += reads > 0
        fewer = max(0, len(self._order) - depth - 1 - free)
        rest = max(
            missing * ADD_CALL,
            extra * REMOVE_CALL,
            dangling * min(REMOVE_CALL, REWIRE) + fewer * ADD_CALL,
        )
        if depth + 1 >= self._inputs:
            rest += self._interface.inputs_cost(self._pairs)
        rest += self._interface.names_cost
        return rest + self._ends_cost() + sharing.cost(self._both, self._pairs)

    def _ends_cost(self) -> float:
        for want, seen in self._interface.outputs:
            partner = self._pairs.learner_of[want.source]
            if (
                partner != MISSING
                and self._pairs.expected_of[seen.source] != MISSING
                and (partner, want.result) != (seen.source, seen.result)
            ):
                return min(ENDPOINT, ORDER)
        return 0.0

    def _certain(self, at: int) -> float:
        """Return what the edges into a paired call cost whatever is decided later."""
        mine = self._both.expected.edges[at]
        theirs = self._both.learner.edges[self._pairs.learner_of[at]]
        if at in self._both.any_order:
            return self._certain_in_any_order(mine, theirs)
        if len(mine) != len(theirs):
            return 0.0
        wrong = any(self._is_wrong(one, other) for one, other in zip(mine, theirs, strict=True))
        return min(ORDER, REWIRE) if wrong else 0.0

    def _is_wrong(self, wanted: Edge, seen: Edge) -> bool:
        if self._pairs.expected_of[seen.source] == MISSING:
            return False
        if self._pairs.learner_of[wanted.source] == seen.source:
            return wanted.result != seen.result
        return wanted.port == seen.port and not self._wiring.follows(wanted, seen)

    def _certain_in_any_order(self, mine: Sequence[Edge], theirs: Sequence[Edge]) -> float:
        learner_of, expected_of = self._pairs.learner_of, self._pairs.expected_of
        wanted = Counter((learner_of[edge.source], edge.result) for edge in mine)
        seen = Counter((edge.source, edge.result) for edge in theirs)
        left, right = wanted - seen, seen - wanted
        if not left and not right:
            return 0.0
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
        ledger = Ledger(self._both, self._pairs.copy(), self._interface)
        if ledger.total < self.cost - _CLOSE:
            self.best, self.cost = ledger.pairs, ledger.total
