"""Exact equality of two normal forms: colours first, then a pairing of calls that is verified."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from autograder.topology.colours import colour
from autograder.topology.interface import same_interface
from autograder.topology.model import Topology
from autograder.topology.normal_form.regrouping import regrouped
from autograder.topology.pairing_search import Search
from autograder.topology.policy import Policy
from autograder.topology.readings import readings


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """A proof that two normal forms are the same: each expected call and the learner's for it."""

    pairs: tuple[tuple[str, str], ...]

    @cached_property
    def learner(self) -> dict[str, str]:
        """The learner's ids by the expected ones."""
        return dict(self.pairs)


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """The result of a comparison; without `exact` the search gave up before it was decided."""

    pairing: Pairing | None
    exact: bool = True


def same(expected: Topology, learner: Topology, policy: Policy | None = None) -> Pairing | None:
    """Return the pairing under which two normal forms are the same topology, None without one."""
    return compare(expected, learner, policy).pairing


def compare(expected: Topology, learner: Topology, policy: Policy | None = None) -> Comparison:
    """Compare two normal forms; `expected` may hold open values and settings that only it sets.

    A call that an open value of its own lets do nothing (`activation="relu|linear"`) need not be
    there, and then stands in no pair.
    """
    policy = policy or expected.policy or Policy()
    exact = True
    for reading in readings(expected):
        comparison = _compared(reading, learner, policy)
        if comparison.pairing is None:
            exact &= comparison.exact
            other = regrouped(reading), regrouped(learner)
            if other != (reading, learner):
                comparison = _compared(*other, policy)
        if comparison.pairing is not None:
            return comparison
        exact &= comparison.exact
    return Comparison(pairing=None, exact=exact)


def _compared(expected: Topology, learner: Topology, policy: Policy) -> Comparison:
    names = policy.names == "author"
    inputs = same_interface(expected.inputs, learner.inputs, names=names)
    outputs = same_interface(expected.outputs, learner.outputs, names=names)
    if inputs is None or outputs is None or len(expected.calls) != len(learner.calls):
        return Comparison(pairing=None)
    nesting = policy.nesting == "keep"
    colours = colour(expected, learner, inputs, outputs, nesting=nesting)
    if sorted(colours[0].values()) != sorted(colours[1].values()):
        return Comparison(pairing=None)
    search = Search(expected, learner, colours, policy)
    image = search.run([(one.tensor, other.tensor) for one, other in (*inputs, *outputs)])
    if image is None:
        return Comparison(pairing=None, exact=not search.gave_up)
    return Comparison(
        pairing=Pairing(pairs=tuple((call.id, image[call.id]) for call in expected.calls))
    )
