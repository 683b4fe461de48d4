"""Computes both models with the same weights and inputs, several times, and compares."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from autograder.diagnosis.phrases import counted
from autograder.probe.carrying import Assignment, Slot, slots_of, ways_to_carry
from autograder.probe.draws import DRAWS, DRAWS_OF_LARGE, Draw, draws, weights
from autograder.probe.limits import Limits, Meter
from autograder.probe.machine import Machine
from autograder.probe.refusal import Refused
from autograder.probe.request import Request

TOLERANCE = 1e-6
"""The largest difference that counts as rounding, as a share of the largest number of an output.

Both are computed in float64, where equal functions differ by 1e-13 or, where Keras keeps a constant
in float32, by 1e-8 in this measure."""
_SEEN_TWICE = 2
_LEAST_VARIED = 4
"""In so many draws, or half of them, each output must depend on the inputs."""
_LARGE = 50_000_000
"""Multiplications of one run from which on a model counts as large."""


def compare(request: Request, limits: Limits) -> str:
    """Return how the two were found to compute the same; raises Refused where they were not.

    They do if with weights carried over one to one all outputs agree at every draw, some of these
    as in training, and if these outputs do depend on the inputs and on each layer's weights.
    """
    import keras  # noqa: F401 - so that loading it takes none of the time

    deadline = time.monotonic() + limits.seconds
    meter = Meter(limits=limits, deadline=deadline)
    expected = Machine(request.expected, meter)
    learner = Machine(request.learner, Meter(limits=limits, deadline=deadline))
    taken = list(draws(request.expected, request.learner, DRAWS, elements=limits.elements))
    for machine in (expected, learner):
        machine.run(_tensors(taken[0]), training=False)
    if meter.work > _LARGE:
        del taken[DRAWS_OF_LARGE:]
    ours, theirs = slots_of(expected), slots_of(learner)
    comparison = _Comparison(expected, learner, ours, theirs)
    ways = 0
    for way in ways_to_carry(ours, theirs, request.groups):
        ways += 1
        comparison.largest = 0.0
        if all(comparison.agrees(draw, way) for draw in taken):
            comparison.check_dependence(taken)
            return f"equal at {len(taken)} draws, to {comparison.largest:.0e}"
    raise Refused(f"the numbers differ ({counted(ways, 'way')} to carry the weights over)")


class _Comparison:
    def __init__(
        self, expected: Machine, learner: Machine, ours: list[Slot], theirs: list[Slot]
    ) -> None:
        self._expected, self._learner = expected, learner
        self._ours, self._theirs = ours, theirs
        self._wanted: dict[int, list[Any]] = {}
        self.largest = 0.0

    def agrees(self, draw: Draw, way: Assignment) -> bool:
        """Whether all outputs are the same at one draw."""
        import numpy as np

        values = weights(self._ours, draw)
        for one, two in way:
            slot = self._theirs[two]
            slot.variable.assign(np.reshape(values[one], slot.shape))
        inputs = _tensors(draw)
        seen = _arrays(self._learner.run(inputs, training=draw.training))
        if draw.number not in self._wanted:
            _set(self._ours, values)
            made = self._expected.run(inputs, training=draw.training)
            self._wanted[draw.number] = _arrays(made)
        return all(
            self._close(one, two) for one, two in zip(self._wanted[draw.number], seen, strict=True)
        )

    def _close(self, wanted: Any, seen: Any) -> bool:
        import numpy as np

        if wanted.shape != seen.shape:
            return False
        finite = np.isfinite(wanted)
        if not np.array_equal(finite, np.isfinite(seen)):
            return False
        if not finite.any():
            return True
        scale = float(np.max(np.abs(wanted[finite]))) or 1.0
        difference = float(np.max(np.abs(wanted - seen)[finite])) / scale
        self.largest = max(self.largest, difference)
        return difference <= TOLERANCE

    def check_dependence(self, taken: Sequence[Draw]) -> None:
        """Refuse where equality says nothing: an output, an input or weights without effect."""
        self._check_outputs(taken)
        if len(taken[0].inputs) > 1:
            self._check_inputs(taken)
        self._check_weights(taken)

    def _check_outputs(self, taken: Sequence[Draw]) -> None:
        for at in range(len(self._wanted[0])):
            varied = sum(_varies(self._wanted[draw.number][at]) for draw in taken)
            if varied < min(_LEAST_VARIED, len(taken) // 2):
                raise Refused("an output hardly depends on the inputs, so equality says nothing")

    def _check_inputs(self, taken: Sequence[Draw]) -> None:
        for at in range(len(taken[0].inputs)):
            if not any(self._heeds(draw, at) for draw in taken if not draw.training):
                raise Refused("an input has no effect, so equality says nothing")

    def _heeds(self, draw: Draw, at: int) -> bool:
        """Whether the outputs change when the rows of one input change places."""
        import numpy as np

        _set(self._ours, weights(self._ours, draw))
        inputs = _tensors(draw)
        inputs[at] = _tensor(np.roll(draw.inputs[at], 1, axis=0))
        seen = _arrays(self._expected.run(inputs, training=False))
        return any(
            _differ(one, two) for one, two in zip(self._wanted[draw.number], seen, strict=True)
        )

    def _check_weights(self, taken: Sequence[Draw]) -> None:
        """Refuse if the drawing's outputs do not depend on some layer: a dead ReLU, say."""
        left = {slot.owner: _SEEN_TWICE for slot in self._ours}
        for draw in taken:
            if not left:
                return
            for owner in self._moved_by(draw):
                if owner in left:
                    left[owner] -= 1
                    if not left[owner]:
                        del left[owner]
        if left:
            name = min(owner.group for owner in left)
            raise Refused(f"the weights of {name[:60]} hardly matter, so equality says nothing")

    def _moved_by(self, draw: Draw) -> set[Any]:
        """Return the layers whose weights the outputs depend on at this draw, by gradients."""
        import numpy as np
        import tensorflow as tf

        _set(self._ours, weights(self._ours, draw))
        variables = [slot.variable.value for slot in self._ours]
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            for variable in variables:
                tape.watch(variable)
            total = 0.0
            for output in self._expected.run(_tensors(draw), training=draw.training):
                factors = np.random.default_rng(draw.number).normal(size=output.shape)
                total += tf.reduce_sum(tf.cast(output, "float64") * factors)
        gradients = tape.gradient(total, variables)
        return {
            slot.owner
            for slot, gradient in zip(self._ours, gradients, strict=True)
            if gradient is not None and np.any(np.abs(tf.convert_to_tensor(gradient)) > 0)
        }


def _set(slots: Sequence[Slot], values: Sequence[Any]) -> None:
    for slot, value in zip(slots, values, strict=True):
        slot.variable.assign(value)


def _tensors(draw: Draw) -> list[Any]:
    return [_tensor(values) for values in draw.inputs]


def _tensor(values: Any) -> Any:
    from keras import ops

    return ops.convert_to_tensor(values)


def _arrays(tensors: Sequence[Any]) -> list[Any]:
    from keras import ops

    return [ops.convert_to_numpy(tensor).astype("float64") for tensor in tensors]


def _varies(output: Any) -> bool:
    """Whether the rows of an output differ."""
    import numpy as np

    return bool(np.isfinite(output).all()) and _differ(output, np.roll(output, 1, axis=0))


def _differ(one: Any, other: Any) -> bool:
    import numpy as np

    scale = float(np.max(np.abs(one))) if one.size else 0.0
    return scale > 0 and float(np.max(np.abs(one - other))) > TOLERANCE * scale
