"""Which of the learner's weights stand for which of the drawing's: one to one, or not at all.

One to one is what makes the comparison sound: two layers of the learner's that would both have to
take the weights of one expected layer are not shared, whatever numbers they hold.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, permutations, product
from operator import mul
from typing import Any

from autograder.probe.machine import Machine, Owner
from autograder.probe.refusal import Refused

MOST_WAYS = 24
"""So many ways to carry weights over are tried; where more are possible nothing is guessed."""
_FEW = 4
"""So many layers that look alike are paired in every order."""
_MOST_STEPS = 20_000
_TOO_MANY = f"the numbers differ, and there are more than {MOST_WAYS} ways to carry weights"

Assignment = tuple[tuple[int, int], ...]
"""Pairs of indices into the expected slots and the learner's."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Slot:
    """One array of weights."""

    owner: Owner
    variable: Any
    role: str
    shape: tuple[int, ...]

    @property
    def kind(self) -> tuple[str, int]:
        """What arrays that may stand for each other have in common."""
        return (self.role if self.role.startswith("moving") else "", math.prod(self.shape))


def slots_of(machine: Machine) -> list[Slot]:
    """Return the weights of a model that has run, in the order in which its calls use them."""
    return [
        Slot(
            owner=Owner(owner.group, (*owner.path, *_inside(variable))),
            variable=variable,
            role=str(variable.name),
            shape=tuple(variable.shape),
        )
        for owner, weights in machine.weights()
        for variable in weights
    ]


def _inside(variable: Any) -> tuple[str, ...]:
    """Return the layers inside its layer to which an array belongs: query, forward_lstm."""
    return tuple(str(variable.path).split("/")[1:-1])


def ways_to_carry(
    expected: Sequence[Slot], learner: Sequence[Slot], groups: Sequence[tuple[str, str]]
) -> Iterator[Assignment]:
    """Yield one-to-one assignments, the one along `groups` first.

    Arrays match if they are equally long and one shape is the other with neighbouring axes joined,
    as a kernel of (1, 5, 8) and one of (5, 8). Raises Refused where there is none, or too many.
    """
    if sorted(slot.kind for slot in expected) != sorted(slot.kind for slot in learner):
        raise Refused("the weights differ in number or size, so they cannot be carried over")
    aligned = _along(expected, learner, groups)
    tried = set()
    many = False
    for fixed in (aligned, ()):
        found = list(islice(_completed(expected, learner, fixed), MOST_WAYS + 1))
        many = many or len(found) > MOST_WAYS
        for way in found if len(found) <= MOST_WAYS else found[:1] if fixed else ():
            if way not in tried:
                tried.add(way)
                yield way
    if many:
        raise Refused(_TOO_MANY)


def _along(
    expected: Sequence[Slot], learner: Sequence[Slot], groups: Sequence[tuple[str, str]]
) -> Assignment:
    """Pair the weights of layers that are taken for each other, where all of them match."""
    mine, theirs = _by_group(expected), _by_group(learner)
    pairs: list[tuple[int, int]] = []
    for group, other in groups:
        ours, others = mine.get(group, []), theirs.get(other, [])
        if len(ours) == len(others) and all(
            expected[one].shape == learner[two].shape for one, two in zip(ours, others, strict=True)
        ):
            pairs += zip(ours, others, strict=True)
    return tuple(pairs)


def _by_group(slots: Sequence[Slot]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, slot in enumerate(slots):
        found.setdefault(slot.owner.group, []).append(at)
    return found


def _completed(
    expected: Sequence[Slot], learner: Sequence[Slot], fixed: Assignment
) -> Iterator[Assignment]:
    """Yield the ways to pair what `fixed` leaves over: layers as a whole, else single arrays."""
    taken = {one for one, _ in fixed}, {two for _, two in fixed}
    mine = _by_signature(expected, taken[0])
    theirs = _by_signature(learner, taken[1])
    layers = [key for key in mine if len(mine[key]) == len(theirs.get(key, ()))]
    choices = [_orders(expected, learner, mine[key], theirs[key]) for key in layers]
    ours = [at for key in mine if key not in layers for owner in mine[key] for at in owner]
    others = [at for key in theirs if key not in layers for owner in theirs[key] for at in owner]
    if not all(choices):
        return
    for single in _singles(expected, learner, ours, others, iter(range(_MOST_STEPS))):
        for chosen in product(*choices):
            yield (*fixed, *(pair for layer in chosen for pair in layer), *single)


def _orders(
    expected: Sequence[Slot],
    learner: Sequence[Slot],
    mine: list[list[int]],
    theirs: list[list[int]],
) -> list[Assignment]:
    """Return the ways to pair layers that look alike; for many of them one way, often."""
    few = len(mine) <= _FEW
    found = []
    for order in permutations(theirs) if few else (theirs,):
        pairs = tuple(
            pair
            for one, two in zip(mine, order, strict=True)
            for pair in zip(one, two, strict=True)
        )
        if all(_reshapes(expected[one].shape, learner[two].shape) for one, two in pairs):
            found.append(pairs)
    return found if few else found * (MOST_WAYS + 1)


def _by_signature(
    slots: Sequence[Slot], taken: set[int]
) -> dict[tuple[tuple[str, int], ...], list[list[int]]]:
    """Return the layers not yet taken, as lists of their arrays, by roles and sizes of these."""
    owners: dict[Owner, list[int]] = {}
    for at, slot in enumerate(slots):
        if at not in taken:
            owners.setdefault(slot.owner, []).append(at)
    found: dict[tuple[tuple[str, int], ...], list[list[int]]] = {}
    for arrays in owners.values():
        key = tuple((slots[at].role, math.prod(slots[at].shape)) for at in arrays)
        found.setdefault(key, []).append(arrays)
    return found


def _singles(
    expected: Sequence[Slot],
    learner: Sequence[Slot],
    ours: list[int],
    others: list[int],
    steps: Iterator[int],
) -> Iterator[list[tuple[int, int]]]:
    """Yield the ways to pair single arrays; raises Refused after as many tries as `steps` has."""
    if not ours:
        yield []
        return
    first, *rest = ours
    for other in others:
        if next(steps, None) is None:
            raise Refused(_TOO_MANY)
        if expected[first].kind == learner[other].kind and _reshapes(
            expected[first].shape, learner[other].shape
        ):
            left = [each for each in others if each != other]
            for further in _singles(expected, learner, rest, left, steps):
                yield [(first, other), *further]


def _without_ones(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(size for size in shape if size != 1)


def _reshapes(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether one shape is the other with neighbouring axes joined."""
    ours, theirs = (set(accumulate(_without_ones(shape), mul)) for shape in (one, other))
    return ours <= theirs or theirs <= ours
