"""The difference of two normal forms as repairs that turn the learner's into the expected one."""

from __future__ import annotations

from autograder.topology.align import align
from autograder.topology.applying import apply
from autograder.topology.change import Alignment, Diff
from autograder.topology.matching import compare
from autograder.topology.model import Topology
from autograder.topology.numbered import MISSING, Comparands, Pairs
from autograder.topology.policy import Policy
from autograder.topology.repairs import repairs

__all__ = ["apply", "diff"]


def diff(expected: Topology, learner: Topology, policy: Policy | None = None) -> Diff:
    """Return the cheapest repairs found for the learner's normal form, none where it is the same.

    `Diff.alignment.exact` tells whether no cheaper ones exist.
    """
    policy = policy or expected.policy or Policy()
    comparison = compare(expected, learner, policy)
    if comparison.pairing is not None:
        return Diff(alignment=Alignment(pairs=comparison.pairing.pairs))
    found = _difference(Comparands(expected, learner, policy))
    if compare(expected, apply(found, expected, learner), policy).pairing is None:
        # One relabelling of channels has to explain all orders: here none does, so each counts.
        found = _difference(Comparands(expected, learner, policy, blocks=False))
    return found


def _difference(both: Comparands) -> Diff:
    pairs, cost, exact = align(both)
    return Diff(
        alignment=_alignment(both, pairs, exact=exact),
        changes=repairs(both, pairs),
        cost=round(cost, 2),
    )


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
