"""The calls made of a learner's function: those of the exercise, and further ones drawn by seed."""

from __future__ import annotations

import math
import random
from typing import Any

from autograder.errors import AutograderError
from autograder.exercise.definition import Exercise

PRACTICE_SEED = "practice"
"""Draws of `check` and of an ungraded run; released answers belong to them."""
DRAWN = 3
"""Further calls when grading, and array cases when practising."""


def calls_of(exercise: Exercise, *, seed: str | None = None) -> tuple[dict[str, Any], ...]:
    """Return the keyword arguments of every call of the learner's function, in order.

    Without a seed these are the exercise's own cases, and for arrays the practice draws; a seed,
    given when grading, adds `DRAWN` further ones. Arrays are nested lists of floats. The same seed
    gives the same calls on every platform, for `random.Random` seeded by a string is specified so.
    """
    if exercise.kind == "topology":
        return ({},)
    calls = [dict(case) for case in exercise.cases]
    if exercise.arrays is not None:
        calls += [_arrays(exercise, PRACTICE_SEED, number) for number in range(DRAWN)]
    if seed is not None:
        if exercise.arrays is not None:
            calls += [_arrays(exercise, seed, number) for number in range(DRAWN)]
        elif exercise.draw is not None:
            calls += [_drawn(exercise, seed, number) for number in range(DRAWN)]
    return tuple(calls)


def _generator(exercise: Exercise, seed: str, number: int) -> random.Random:
    return random.Random(f"{exercise.id}/{seed}/{number}")


def _drawn(exercise: Exercise, seed: str, number: int) -> dict[str, Any]:
    generator = _generator(exercise, seed, number)
    return {
        name: _value(generator, rule, f"draw.{name} of {exercise.id}")
        for name, rule in (exercise.draw or {}).items()
    }


def _value(generator: random.Random, rule: Any, where: str) -> Any:
    if isinstance(rule, dict):
        length = _integer(generator, str(rule.get("length")), where)
        return [_integer(generator, str(rule.get("list")), where) for _ in range(length)]
    return _integer(generator, str(rule), where)


def _integer(generator: random.Random, rule: str, where: str) -> int:
    low, dots, high = rule.partition("..")
    if not (dots and low.isdigit() and high.isdigit() and int(low) <= int(high)):
        raise AutograderError(
            f"{where} is {rule!r}, no range of whole numbers.", next_step='Write it as "2..40".'
        )
    return generator.randint(int(low), int(high))


def _arrays(exercise: Exercise, seed: str, number: int) -> dict[str, Any]:
    generator = _generator(exercise, seed, number)
    sizes = {
        name: _integer(generator, rule, f"dims.{name} of {exercise.id}")
        for name, rule in (exercise.dims or {}).items()
    }
    shapes = {
        name: tuple(sizes[axis] if isinstance(axis, str) else axis for axis in shape)
        for name, shape in (exercise.arrays or {}).items()
    }
    return {name: _normal(generator, shape) for name, shape in shapes.items()}


def _normal(generator: random.Random, shape: tuple[int, ...]) -> Any:
    numbers = iter([generator.gauss(0.0, 1.0) for _ in range(math.prod(shape))])

    def fill(axes: tuple[int, ...]) -> Any:
        return [fill(axes[1:]) for _ in range(axes[0])] if axes else next(numbers)

    return fill(shape)
