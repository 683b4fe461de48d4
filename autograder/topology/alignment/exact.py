"""The cheapest pairing of small graphs: branch and bound over the partners of every call.

The search takes the expected calls in an order of evaluation and gives each one partner or none. A
part of a pairing is given up where what it costs for certain reaches the best whole one known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from autograder.topology.alignment import sharing
from autograder.topology.alignment.endpoints import Interface
from autograder.topology.alignment.ledger import Ledger
from autograder.topology.alignment.numbered import MISSING, NEVER, Comparands, Edge, Pairs
from autograder.topology.alignment.seeds import by_ports
from autograder.topology.alignment.twins import branches
from autograder.topology.alignment.wiring import Wiring
from autograder.topology.costs import ADD_CALL, ENDPOINT, ORDER, REMOVE_CALL, REWIRE

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
        self._edges_cost = [0.0] * size
        self._sources = [list({edge.source for edge in edges}) for edges in both.learner.edges]
        self._read = [0] * len(both.learner.calls)
        """How many of the calls that read a learner's call have partners."""
        self._dangling = 0
        """The learner's calls without partner that a call with one reads."""
        self._free = len(both.learner.calls)
        self._left: dict[str, list[int]] = {}
        for side, calls in enumerate((both.expected.calls, both.learner.calls)):
            for call in calls:
                self._left.setdefault(call.op, [0, 0])[side] += 1
        self._partners = [self._affordable(at) for at in range(size)]
        self._branches = branches(both)

    def run(self) -> None:
        """Search until no cheaper pairing can exist or the steps are used up."""
        self._from(0, 0.0, 0.0)

    def _from(self, depth: int, cost: float, rest: float) -> None:
        """Decide on the calls from the `depth`-th on.

        `cost` is that of the calls before, `rest` what is certain beside it.
        """
        if depth == len(self._order):
            self._finish()
            return
        at = self._order[depth]
        for own, partner in self._choices(at, self.cost - cost, rest):
            self.steps -= 1
            if self.steps < 0:
                self.finished = False
                return
            undo = self._take(at, partner)
            more = own + sum(self._edges_cost[each] - before for each, before in undo)
            certain = self._rest(depth)
            if cost + more + certain < self.cost - _CLOSE:
                self._from(depth + 1, cost + more, certain)
            self._give_back(at, partner, undo)
            if not self.finished:
                return

    def _choices(self, at: int, limit: float, rest: float) -> list[tuple[float, int]]:
        """Return a call's possible partners with what they cost by themselves, likeliest first."""
        fitting = self._fitting(at, limit - rest)
        likely = self.best.learner_of[at]
        found: list[tuple[float, bool, int]] = []
        met: set[Hashable] = set()
        for cost, learner in self._partners[at]:
            if cost >= limit - _CLOSE:
                break
            if self._pairs.expected_of[learner] != MISSING:
                continue
            if fitting is not None and learner not in fitting:
                continue
            if learner == likely or not self._is_twin(learner, met):
                found.append((cost, learner != likely, learner))
        if limit > ADD_CALL + _CLOSE:
            found.append((ADD_CALL, likely != MISSING, MISSING))
        return [(cost, learner) for cost, _, learner in sorted(found)]

    def _fitting(self, at: int, slack: float) -> set[int] | None:
        """Return the only partners that can fit where no edge may be wrong any more, else None."""
        edges = self._both.expected.edges[at]
        if not edges or slack > self._least(at) + _CLOSE:
            return None
        source = self._pairs.learner_of[edges[0].source]
        if source == MISSING or any(mine != theirs for mine, theirs in self._left.values()):
            return None
        return set(self._both.learner.readers[source])

    def _least(self, at: int) -> float:
        """Return what a wrong edge into a call costs at least: two may be one swap."""
        swapped = len(self._both.expected.edges[at]) > 1 and at not in self._both.any_order
        return min(ORDER, REWIRE) if swapped else REWIRE

    def _affordable(self, at: int) -> list[tuple[float, int]]:
        costs = (self._both.pair_cost(at, learner) for learner in range(len(self._read)))
        return sorted((cost, learner) for learner, cost in enumerate(costs) if cost < NEVER)

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
        self._left[self._both.expected.calls[at].op][0] -= 1
        if partner == MISSING:
            return []
        self._left[self._both.learner.calls[partner].op][1] -= 1
        self._pairs.pair(at, partner)
        self._free -= 1
        self._dangling -= self._read[partner] > 0
        expected_of = self._pairs.expected_of
        for source in self._sources[partner]:
            self._read[source] += 1
            self._dangling += self._read[source] == 1 and expected_of[source] == MISSING
        undo = [(at, 0.0)]
        undo += [
            (each, self._edges_cost[each])
            for each in map(expected_of.__getitem__, self._both.learner.readers[partner])
            if each != MISSING
        ]
        for each, _ in undo:
            self._edges_cost[each] = self._certain(each)
        return undo

    def _give_back(self, at: int, partner: int, undo: list[tuple[int, float]]) -> None:
        for each, cost in undo:
            self._edges_cost[each] = cost
        self._left[self._both.expected.calls[at].op][0] += 1
        if partner == MISSING:
            return
        self._left[self._both.learner.calls[partner].op][1] += 1
        expected_of = self._pairs.expected_of
        for source in self._sources[partner]:
            self._dangling -= self._read[source] == 1 and expected_of[source] == MISSING
            self._read[source] -= 1
        self._pairs.part(at)
        self._free += 1
        self._dangling += self._read[partner] > 0

    def _rest(self, depth: int) -> float:
        """Return what is certain beyond single calls: calls left over, interface, sharing.

        A learner's call without a partner that a paired call reads is either too many or read where
        it should not be, for what that paired call should read is decided already.
        """
        missing = extra = 0
        for mine, theirs in self._left.values():
            if mine > theirs:
                missing += mine - theirs
            else:
                extra += theirs - mine
        fewer = max(0, len(self._order) - depth - 1 - self._free)
        rest = max(
            missing * ADD_CALL,
            extra * REMOVE_CALL,
            self._dangling * min(REMOVE_CALL, REWIRE) + fewer * ADD_CALL,
        )
        if depth + 1 >= self._inputs:
            rest += self._interface.inputs_cost(self._pairs)
        rest += self._interface.names_cost + self._ends_cost()
        if self._both.expected.sharing or self._both.learner.sharing:
            rest += sharing.cost(self._both, self._pairs)
        return rest

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
        return self._least(at) if wrong else 0.0

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
