"""Random inputs and weights for one comparison, wide enough to reach every branch of a function."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from autograder.probe.carrying import Slot
from autograder.probe.refusal import Refused
from autograder.topology.model import Topology, Value

Generator: TypeAlias = Any
DRAWS, DRAWS_OF_LARGE = 16, 8
"""How many draws; fewer where one takes long, for there each output has many numbers."""
_SCALES = (1.0, 1.0, 0.3, 3.0, 1.0, 30.0, 1.0, 2.0, 1000.0, 0.1, 1.0, 5.0)
"""Factors of the inputs; the large ones reach what is clipped, the small ones what is not."""
_GAINS = (1.0, 0.5, 1.4, 0.7, 0.4, 1.0, 2.0, 0.5, 0.3, 3.0, 0.7, 8.0)
"""Factors of the weights; deep models need the small ones, or their last softmax saturates."""
_STEPS, _PLACES = (7, 10), (32, 45)
"""Lengths that stand for an unknown size: of a sequence, of each side of a picture."""
_SMALL, _LARGE = (5, 8), (2, 3)
_LARGE_FROM = 20_000
_WIDE = math.sqrt(3)
"""Half the width of a uniform distribution of variance 1."""
_SPECIAL = 0.2
"""The share of steps that are exactly 0, or what a Masking layer leaves out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draw:
    """One set of numbers to compare at; `training` runs both models as in training."""

    number: int
    inputs: tuple[Any, ...]
    training: bool
    gain: float


def draws(expected: Topology, learner: Topology, count: int, *, elements: int) -> Iterator[Draw]:
    """Yield `count` draws, the same ones every time, of alternating numbers of rows.

    An input of more than `elements` numbers is refused.
    """
    import numpy as np

    kinds = [_kind(expected, learner, at) for at in range(len(expected.inputs))]
    special = _special_values(expected, learner)
    for kind in kinds:
        if math.prod(_PLACES[-1] if size is None else size for size in kind.shape) > elements:
            raise Refused("the model is too large: an input is past the limit")
    for number in range(count):
        random = np.random.default_rng([number, 20])
        inputs = tuple(
            _input(random, kind, number, special[number % len(special)]) for kind in kinds
        )
        yield Draw(
            number=number,
            inputs=inputs,
            training=number % 4 == 3,
            gain=_GAINS[number % len(_GAINS)],
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Kind:
    shape: tuple[int | None, ...]
    below: int | None
    """For whole numbers: the first one that is too large."""
    truth: bool = False


def _kind(expected: Topology, learner: Topology, at: int) -> _Kind:
    call = expected.by_id[expected.inputs[at].tensor.call]
    shape, dtype = call.setting("tensor"), call.setting("dtype")
    if not isinstance(shape, tuple) or call.setting("batch_size") is not None:
        raise Refused("the size of an input is not known")
    bounds = [
        bound
        for topology in (expected, learner)
        for bound in _bounds(topology, topology.inputs[at].tensor.call)
    ]
    text = str(dtype)
    if dtype is not None and not text.startswith(("int", "uint", "float", "bool")):
        raise Refused(f"inputs of the type {text[:20]} are not drawn")
    whole = bool(bounds) or text.startswith(("int", "uint"))
    return _Kind(
        shape=tuple(size if isinstance(size, int) else None for size in shape),
        below=min(bounds, default=50) if whole else None,
        truth=text == "bool",
    )


def _bounds(topology: Topology, source: str) -> Iterator[int]:
    """Yield the sizes of the tables that are read with numbers from this input."""
    reached = {source}
    for call in topology.calls:
        if any(argument.tensor.call in reached for argument in call.arguments):
            size = call.setting("input_dim") if call.op == "Embedding" else None
            if call.op.endswith("OneHot"):
                size = call.setting("num_classes")
            if isinstance(size, int):
                yield max(1, size)
            elif call.op != "Embedding":
                reached.add(call.id)


def _special_values(expected: Topology, learner: Topology) -> list[float]:
    values = [0.0]
    for call in (*expected.calls, *learner.calls):
        value: Value = call.setting("mask_value")
        if isinstance(value, int | float):
            values.append(float(value))
    return values


def _input(random: Generator, kind: _Kind, number: int, special: float) -> Any:
    unknown = (_PLACES if len(kind.shape) > 2 else _STEPS)[number % 2]
    shape = tuple(unknown if size is None else size for size in kind.shape)
    rows = (_LARGE if math.prod(shape) > _LARGE_FROM else _SMALL)[number // 2 % 2]
    if kind.truth:
        return random.random((rows, *shape)) < 0.5
    if kind.below is not None:
        values = random.integers(0, kind.below, (rows, *shape))
        return (values * (random.random(values.shape) > _SPECIAL)).astype("int32")
    values = random.normal(size=(rows, *shape)) * _SCALES[number % len(_SCALES)]
    steps = random.random((rows, *shape[:-1], 1)) < _SPECIAL
    if number % 3 == 2 or special:
        values[..., :] = special * steps + values * ~steps
    return values


def weights(slots: Sequence[Slot], draw: Draw) -> list[Any]:
    """Return numbers for every array of weights; nothing stays at the 0 or 1 where it starts."""
    import numpy as np

    random = np.random.default_rng([draw.number, 21])
    return [_array(random, slot, draw.gain) for slot in slots]


def _array(random: Generator, slot: Slot, gain: float) -> Any:
    if slot.role.endswith("variance"):
        return random.uniform(0.5, 2.0, slot.shape)
    if slot.role in {"gamma", "scale"}:
        signs = random.choice([-1.0, 1.0], slot.shape)
        return signs * random.uniform(0.5, 1.5, slot.shape) * gain
    numbers = random.uniform(-_WIDE, _WIDE, slot.shape)
    if len(slot.shape) < 2 or slot.role == "bias":
        return numbers * gain / 2
    fan_in = 1 if slot.role == "embeddings" else math.prod(slot.shape[:-1])
    return numbers * gain / math.sqrt(max(1, fan_in))
