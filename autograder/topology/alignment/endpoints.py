"""Where the learner's model starts and ends, against where it should, under a pairing of calls."""

from __future__ import annotations

from autograder.topology.alignment.numbered import MISSING, Comparands, Edge, Numbered, Pairs
from autograder.topology.alignment.wiring import Wiring
from autograder.topology.costs import ENDPOINT, INPUTS_ORDER, NAME, ORDER
from autograder.topology.interface import answered_endpoints, pair_endpoints
from autograder.topology.model import Endpoint


class Interface:
    """The inputs and outputs of two topologies, with what no pairing of calls can change."""

    def __init__(self, both: Comparands) -> None:
        self._both = both
        mine, theirs = both.expected.topology, both.learner.topology
        self.names_cost = 0.0
        if both.names:
            self.names_cost = _names_cost(mine.inputs, theirs.inputs)
            self.names_cost += _names_cost(mine.outputs, theirs.outputs)
        self._read_inputs()
        self._read_outputs()

    def _read_inputs(self) -> None:
        both = self._both
        mine, theirs = both.expected.topology.inputs, both.learner.topology.inputs
        numbers, others = both.expected.number, both.learner.number
        named = {each.name: others[each.tensor.call] for each in theirs if each.name and both.names}
        self._unnamed_inputs = [
            numbers[each.tensor.call] for each in mine if not (both.names and each.name)
        ]
        self._named_inputs = [
            (numbers[each.tensor.call], named[each.name]) for each in mine if each.name in named
        ]
        self._learner_inputs = [others[each.tensor.call] for each in theirs]

    def _read_outputs(self) -> None:
        """Pair outputs by name and by order; those left where the numbers differ stay loose."""
        both = self._both
        mine, theirs = both.expected.topology.outputs, both.learner.topology.outputs
        wanted = [_edge(both.expected, each) for each in mine]
        seen = [_edge(both.learner, each) for each in theirs]
        self.loose: tuple[list[Edge], list[Edge]] = ([], [])
        if len(mine) == len(theirs):
            answered = answered_endpoints(mine, theirs, names=both.names)
            self.outputs = [
                (wanted[at], seen[other]) for at, other in answered if other is not None
            ]
            return
        known = {
            at: other
            for at, other in pair_endpoints(mine, theirs, names=both.names)
            if other is not None and both.names and mine[at].name
        }
        self.outputs = [(wanted[at], seen[other]) for at, other in known.items()]
        taken = set(known.values())
        self.loose = (
            [edge for at, edge in enumerate(wanted) if at not in known],
            [edge for at, edge in enumerate(seen) if at not in taken],
        )

    def inputs_cost(self, pairs: Pairs) -> float:
        """Return what the order of the inputs costs; missing ones are paid for as calls."""
        wanted = [pairs.learner_of[each] for each in self._unnamed_inputs]
        if wanted == self._learner_inputs:
            return 0.0
        for each, other in self._named_inputs:
            swapped = pairs.learner_of[each] not in {other, MISSING}
            if swapped and pairs.expected_of[other] != MISSING:
                return INPUTS_ORDER
        wanted = [number for number in wanted if number != MISSING]
        seen = [number for number in self._learner_inputs if number in wanted]
        return INPUTS_ORDER * (wanted != seen)

    def outputs_cost(self, wiring: Wiring) -> float:
        """Return what outputs cost that are other tensors, too many, too few or out of order."""
        learner_of = wiring.pairs.learner_of
        wrong = [pair for pair in self.outputs if self._price(wiring, *pair)]
        wanted = sorted((learner_of[want.source], want.result) for want, _ in wrong)
        swapped = wanted == sorted((seen.source, seen.result) for _, seen in wrong)
        cost = min(ORDER, ENDPOINT * len(wrong)) if swapped else ENDPOINT * len(wrong)
        mine, theirs = self.loose
        if not mine and not theirs:
            return cost
        row = [0.0]
        for seen in theirs:
            row.append(row[-1] + self._price(wiring, None, seen))
        for want in mine:
            before, row = row, [row[0] + self._price(wiring, want, None)]
            for at, seen in enumerate(theirs):
                more = before[at + 1] + self._price(wiring, want, None)
                fewer = row[at] + self._price(wiring, None, seen)
                row.append(min(before[at] + self._price(wiring, want, seen), more, fewer))
        return cost + row[-1]

    def _price(self, wiring: Wiring, want: Edge | None, seen: Edge | None) -> float:
        missing = want is None or wiring.pairs.learner_of[want.source] == MISSING
        extra = seen is None or wiring.pairs.expected_of[seen.source] == MISSING
        if missing and extra:
            return 0.0
        if want is None or seen is None:
            return ENDPOINT
        return 0.0 if wiring.follows(want, seen) else ENDPOINT


def _names_cost(mine: tuple[Endpoint, ...], theirs: tuple[Endpoint, ...]) -> float:
    given = {each.name for each in theirs}
    # An endpoint that is not there at all is paid for as such.
    answered = answered_endpoints(mine, theirs, names=True)
    wanted = [mine[at].name for at, other in answered if other is not None]
    return NAME * sum(bool(name) and name not in given for name in wanted)


def _edge(side: Numbered, endpoint: Endpoint) -> Edge:
    return Edge("", side.number[endpoint.tensor.call], endpoint.tensor.result)
