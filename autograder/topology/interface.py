"""Which input and output of the learner's model answers which expected one: by name or by order."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.topology.model import Endpoint


def pair_endpoints(
    expected: Sequence[Endpoint], learner: Sequence[Endpoint], *, names: bool
) -> tuple[tuple[int, int | None], ...]:
    """Return for each expected endpoint its index and that of the learner's that answers it.

    With `names`, an endpoint to which the drawing gives a name is answered by the one of that name
    wherever it stands, and by none otherwise; the others follow the order of those left over.
    """
    if not names:
        return tuple((at, at if at < len(learner) else None) for at in range(len(expected)))
    named = {endpoint.name: at for at, endpoint in enumerate(learner) if endpoint.name}
    answers = {
        at: named.get(endpoint.name) for at, endpoint in enumerate(expected) if endpoint.name
    }
    taken = set(answers.values())
    rest = iter(at for at in range(len(learner)) if at not in taken)
    return tuple(
        (at, answers[at] if at in answers else next(rest, None)) for at in range(len(expected))
    )


def same_interface(
    expected: Sequence[Endpoint], learner: Sequence[Endpoint], *, names: bool
) -> tuple[tuple[Endpoint, Endpoint], ...] | None:
    """Return the paired endpoints, None where the numbers or a name that counts differ."""
    if len(expected) != len(learner):
        return None
    pairs = pair_endpoints(expected, learner, names=names)
    if any(other is None for _, other in pairs):
        return None
    return tuple((expected[at], learner[other]) for at, other in pairs if other is not None)


def answered_endpoints(
    expected: Sequence[Endpoint], learner: Sequence[Endpoint], *, names: bool
) -> tuple[tuple[int, int | None], ...]:
    """Pair endpoints as `pair_endpoints` does, then those of wrong names with what is left over."""
    strict = pair_endpoints(expected, learner, names=names)
    taken = {other for _, other in strict}
    rest = iter(at for at in range(len(learner)) if at not in taken)
    return tuple((at, next(rest, None) if other is None else other) for at, other in strict)
