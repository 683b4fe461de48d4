"""Two topologies with their calls numbered, for searches that look at each edge many times."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property
from typing import NamedTuple

from autograder.topology.agreement import differing_options, differing_settings
from autograder.topology.colours import kinds_of
from autograder.topology.costs import (
    CHANGE_OPTION,
    CHANGE_SETTING,
    SETTINGS_AT_MOST,
    replacing,
)
from autograder.topology.layouts import may_be_free
from autograder.topology.model import Call, Tensor, Topology
from autograder.topology.policy import Policy
from autograder.topology.symmetry import any_order

MISSING = -1
NEVER = float("inf")


class Edge(NamedTuple):
    """What a port reads: result `result` of call number `source`."""

    port: str
    source: int
    result: int


class Numbered:
    """One topology: for each call by number what it reads, who reads it, and its label."""

    def __init__(self, topology: Topology) -> None:
        self.topology = topology
        self.calls = topology.calls
        self.number = {call.id: at for at, call in enumerate(self.calls)}
        self.edges: list[tuple[Edge, ...]] = [
            tuple(
                Edge(each.port, self.number[each.tensor.call], each.tensor.result)
                for each in call.arguments
            )
            for call in self.calls
        ]
        self.readers: list[list[int]] = [[] for _ in self.calls]
        for at, edges in enumerate(self.edges):
            for source in {edge.source for edge in edges}:
                self.readers[source].append(at)
        self.inputs = [self.number[each.tensor.call] for each in topology.inputs]
        self.outputs = [
            (self.number[each.tensor.call], each.tensor.result) for each in topology.outputs
        ]

    def tensor(self, source: int, result: int) -> Tensor:
        """Return the tensor behind two numbers."""
        return Tensor(call=self.calls[source].id, result=result)

    @cached_property
    def labels(self) -> list[Hashable]:
        """What each call is apart from its wiring."""
        return [(call.op, call.settings, call.options) for call in self.calls]

    @cached_property
    def groups(self) -> list[str | None]:
        """The weights group of each call."""
        return [call.weights for call in self.calls]

    @cached_property
    def sharing(self) -> frozenset[int]:
        """The calls that have their weights in common with another call."""
        groups = self.topology.weights_groups.values()
        return frozenset(self.number[id] for ids in groups if len(ids) > 1 for id in ids)


class Comparands:
    """An expected and a learner's topology under a policy, with what pairing two calls costs."""

    def __init__(
        self,
        expected: Topology,
        learner: Topology,
        policy: Policy,
        *,
        ordered: frozenset[str] = frozenset(),
    ) -> None:
        self.policy = policy
        self.names = policy.names == "author"
        self.nesting = policy.nesting == "keep"
        self.expected = Numbered(expected)
        self.learner = Numbered(learner)
        number = self.expected.number
        self.any_order = {number[id] for id in any_order(expected)}
        if policy.concat_order == "free":
            self.any_order |= {number[id] for id in may_be_free(expected) - ordered}
        self.kinds = kinds_of(expected, learner)
        self._costs: dict[tuple[Hashable, Hashable], float] = {}

    def pair_cost(self, expected: int, learner: int) -> float:
        """Return what it costs to make one call the other, wiring aside; infinity if never."""
        labels = self.expected.labels[expected], self.learner.labels[learner]
        cost = self._costs.get(labels)
        if cost is None:
            cost = _label_cost(self.expected.calls[expected], self.learner.calls[learner])
            self._costs[labels] = cost
        return cost


def _label_cost(expected: Call, learner: Call) -> float:
    cost = replacing(expected.op, learner.op)
    if cost is None:
        return NEVER
    if cost:
        return cost
    settings = min(CHANGE_SETTING * len(differing_settings(expected, learner)), SETTINGS_AT_MOST)
    options = CHANGE_OPTION * len(differing_options(expected, learner))
    return settings + options


class Pairs:
    """A pairing under construction: for each call the number of its partner, or MISSING."""

    def __init__(self, expected: int, learner: int) -> None:
        self.learner_of = [MISSING] * expected
        self.expected_of = [MISSING] * learner

    def pair(self, expected: int, learner: int) -> None:
        """Pair two calls that are free."""
        self.learner_of[expected] = learner
        self.expected_of[learner] = expected

    def part(self, expected: int) -> None:
        """Take a pair apart."""
        learner = self.learner_of[expected]
        if learner != MISSING:
            self.learner_of[expected] = MISSING
            self.expected_of[learner] = MISSING

    def copy(self) -> Pairs:
        """Return an independent copy."""
        other = Pairs(0, 0)
        other.learner_of = list(self.learner_of)
        other.expected_of = list(self.expected_of)
        return other
