"""The difference of two normal forms as repairs that turn the learner's into the expected one."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.topology.alignment import MISSING, Comparands, Pairs, align, repairs
from autograder.topology.applying import apply
from autograder.topology.change import Alignment, Diff
from autograder.topology.layouts import may_be_free
from autograder.topology.matching import compare
from autograder.topology.model import Topology
from autograder.topology.policy import Policy
from autograder.topology.readings import readings

__all__ = ["apply", "diff"]

_EACH_BY_ITSELF = 8
"""Up to so many joins, the one whose order is wrong is told from the others."""


def diff(expected: Topology, learner: Topology, policy: Policy | None = None) -> Diff:
    """Return the cheapest repairs found for the learner's normal form, none where it is the same.

    `Diff.alignment.exact` tells whether no cheaper ones exist.
    """
    policy = policy or expected.policy or Policy()
    comparison = compare(expected, learner, policy)
    if comparison.pairing is not None:
        return Diff(alignment=Alignment(pairs=comparison.pairing.pairs))
    found = (_difference(reading, learner, policy) for reading in readings(expected))
    return min(found, key=lambda each: each.cost)


def _difference(expected: Topology, learner: Topology, policy: Policy) -> Diff:
    """Return repairs that work: where one relabelling explains not all orders, orders count."""
    found = Diff(alignment=Alignment(pairs=()))
    for ordered in _ordered_joins(expected, policy):
        both = Comparands(expected, learner, policy, ordered=ordered)
        pairs, cost, exact = align(both)
        found = Diff(
            alignment=_alignment(both, pairs, exact=exact),
            changes=repairs(both, pairs),
            cost=round(cost, 2),
        )
        if compare(expected, apply(found, expected, learner), policy).pairing is not None:
            break
    return found


def _ordered_joins(expected: Topology, policy: Policy) -> Iterator[frozenset[str]]:
    """Yield joins whose order may have to count: none, then each by itself, then all of them."""
    free = may_be_free(expected) if policy.concat_order == "free" else frozenset[str]()
    yield frozenset()
    if len(free) <= _EACH_BY_ITSELF:
        yield from (frozenset({id}) for id in sorted(free))
    yield free


def _alignment(both: Comparands, pairs: Pairs, *, exact: bool) -> Alignment:
    mine, theirs = both.expected.calls, both.learner.calls
    return Alignment(
        pairs=tuple(
            (mine[at].id, theirs[other].id)
            for at, other in enumerate(pairs.learner_of)
            if other != MISSING
        ),
        missing=tuple(mine[at].id for at, to in enumerate(pairs.learner_of) if to == MISSING),
        extra=tuple(theirs[at].id for at, to in enumerate(pairs.expected_of) if to == MISSING),
        exact=exact,
    )
