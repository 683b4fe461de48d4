"""What a probe may cost, and estimates of it made before anything is allocated."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from autograder.probe.refusal import Refused
from autograder.topology.model import Value
from autograder.topology.normal_form.weights import has_weights
from autograder.topology.shapes import words


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """The most that one probe may take; `work` counts multiplications of one run of one model."""

    calls: int
    parameters: int
    elements: int
    """Numbers in one tensor, the rows of a draw included."""
    work: int
    seconds: float


HERE = Limits(calls=120, parameters=1_500_000, elements=2_000_000, work=200_000_000, seconds=1.0)
"""In the learner's own process: lesson-sized models only."""
APART = Limits(
    calls=2_000,
    parameters=60_000_000,
    elements=40_000_000,
    work=100_000_000_000,
    seconds=120.0,
)
"""In a process of its own: up to ResNet152."""

_GATES = {"Bidirectional": 8, "GRU": 3, "LSTM": 4, "RNN": 4, "SimpleRNN": 1}
_STACKED = words("Concatenate Stack Hstack Vstack Dstack")
_ELEMENTWISE = words(
    """
    Add Arctan2 Average Divide Equal Greater GreaterEqual Less LessEqual LogicalAnd LogicalOr
    Maximum Minimum Mod Multiply NotEqual Power Subtract TrueDivide Where
    """
)
_STEP = 2_000_000
"""One step of a recurrent layer takes a millisecond, in which so much is multiplied elsewhere."""
_MIXING = ("Dense", "Conv", "SeparableConv")
_SPARED = words(
    """
    axis axes dims groups kernel_size key newshape num_key_value_heads pool_size target_shape
    value_dim
    """
)
"""Settings whose integers make a result no larger."""
_SPARED_CLASSES = ("Pooling", "Normalization", "Cropping", "Activation", "TimeDistributed")


@dataclass(kw_only=True)
class Meter:
    """Adds up what one model takes, and refuses what goes past the limits."""

    limits: Limits
    deadline: float
    parameters: int = 0
    work: int = 0
    _seen: set[str] = field(default_factory=set)

    def admit(
        self,
        op: str,
        settings: Mapping[str, Value],
        shapes: Sequence[tuple[int, ...]],
        group: str,
    ) -> None:
        """Count a call that is about to be made of tensors of these shapes.

        `group` names its weights, which count once.
        """
        self.check_time()
        cost = estimate(op, settings, shapes)
        if has_weights(op) and group not in self._seen:
            self._seen.add(group)
            self.parameters += cost.parameters
        self.work += cost.work
        if self.parameters > self.limits.parameters:
            raise Refused(f"the model is too large: at {op} its weights are past the limit")
        if cost.elements > self.limits.elements:
            raise Refused(f"the model is too large: a result of {op} is past the limit")
        if self.work > self.limits.work:
            raise Refused(f"the model is too large: at {op} its work is past the limit")

    def restart(self) -> None:
        """Begin a new run of the same model; its weights are there already."""
        self.work = 0
        self.check_time()

    def check_time(self) -> None:
        """Refuse to go on past the deadline."""
        if time.monotonic() > self.deadline:
            raise Refused(f"it takes longer than {self.limits.seconds:g} seconds")


class Cost(NamedTuple):
    """Upper bounds for one call: weights, numbers in a result, multiplications."""

    parameters: int
    elements: int
    work: int


def estimate(op: str, settings: Mapping[str, Value], shapes: Sequence[tuple[int, ...]]) -> Cost:
    """Return what a call of tensors of these shapes, rows included, takes at most."""
    width = max((shape[-1] for shape in shapes if shape), default=1)
    given = sum(math.prod(shape) for shape in shapes)
    window = math.prod(_integers(settings.get("kernel_size")))
    grows = math.prod(max(1, abs(number)) for number in _growing(op, settings))
    if op in _GATES or op.startswith("ConvLSTM"):
        table = _GATES.get(op, 4) * (width + grows) * grows * window
        steps = max((shape[1] for shape in shapes if len(shape) > 2), default=1)
        work = given // max(1, width) * table + steps * _STEP
        return Cost(table, given * grows, work)
    if op == "Embedding":
        wide = max(_integers(settings.get("output_dim")), default=1)
        return Cost(grows, given * wide, given * wide)
    if "Attention" in op:
        steps = max((shape[-2] for shape in shapes if len(shape) > 1), default=1)
        return Cost(4 * width * grows, given * max(grows, steps), given * (4 * grows + steps))
    if op == "EinsumDense":
        return Cost(math.prod(shapes[0][1:]) * grows, given * grows, given * grows)
    # These have other channels in place of those that they read; the rest multiplies what it reads.
    places = given // max(1, width) if op.startswith(_MIXING) else _joined(op, settings, shapes)
    return Cost(window * width * grows, places * grows, given * grows * window)


def _joined(op: str, settings: Mapping[str, Value], shapes: Sequence[tuple[int, ...]]) -> int:
    """Return how many numbers a result has that is made of these tensors and grows no further."""
    sizes = [math.prod(shape) for shape in shapes]
    name = op.removeprefix("ops.")
    if len(shapes) < len(("one", "other")) or name in _STACKED:
        return sum(sizes)
    rank = max(map(len, shapes))
    padded = [(1,) * (rank - len(shape)) + shape for shape in shapes]
    if name in _ELEMENTWISE:
        return _product(padded)
    if name == "Matmul" and all(len(shape) > 1 for shape in shapes):
        return _product([shape[:-2] for shape in padded]) * shapes[0][-2] * shapes[-1][-1]
    if name == "Einsum":
        read, _, made = str(settings.get("subscripts")).replace(" ", "").partition("->")
        letters = {
            letter: size
            for term, shape in zip(read.split(","), shapes, strict=False)
            for letter, size in zip(term, shape, strict=False)
        }
        if made.isalpha() and set(made) <= set(letters):
            return math.prod(letters[letter] for letter in made)
    return math.prod(sizes)


def _product(shapes: Sequence[tuple[int, ...]]) -> int:
    """Return how many numbers the largest of these shapes of one rank has, axis by axis."""
    return math.prod(max(sizes) for sizes in zip(*shapes, strict=True))


def _growing(op: str, settings: Mapping[str, Value]) -> Iterator[int]:
    if any(part in op for part in _SPARED_CLASSES):
        return
    for name, value in settings.items():
        own = name.rpartition(".")[2]
        spared = own in _SPARED or name.startswith("constant.")
        if not spared and (own != "strides" or "Transpose" in op):
            yield from _integers(value)


def _integers(value: Value) -> Iterator[int]:
    if isinstance(value, tuple):
        for part in value:
            yield from _integers(part)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield value
