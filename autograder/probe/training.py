"""What only training shows, and must therefore be written alike in both models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from autograder.probe.layers import is_trained_only
from autograder.probe.noise import RANDOM
from autograder.probe.refusal import Refused
from autograder.topology.agreement import differing_settings
from autograder.topology.model import Call, Topology, Value
from autograder.topology.open_values import admits
from autograder.topology.shapes import words

_NORMALISATIONS = words(
    """
    BatchNormalization GroupNormalization LayerNormalization RMSNormalization
    """
)
TRAINING_ONLY = RANDOM | _NORMALISATIONS | {"StopGradient"}
"""Calls that are counted: as many of each, with the same settings, belong in both models."""
_RATES = frozenset({"dropout", "recurrent_dropout"})
_Item = tuple[str, tuple[tuple[str, Value], ...]]


def check_training(expected: Topology, learner: Topology, pairs: Mapping[str, str]) -> None:
    """Refuse normal forms that differ in what only training shows."""
    ours, theirs = Counter(_items(expected)), Counter(_items(learner))
    if ours != theirs:
        ops = sorted({op for op, _ in (ours - theirs) + (theirs - ours)})
        raise Refused(f"what acts in training differs: {', '.join(ops)}")
    if Counter(_penalties(expected)) != Counter(_penalties(learner)):
        raise Refused("the regularisers differ")
    if any("activity_regularizer" in dict(call.settings) for call in expected.calls):
        raise Refused("an activity regulariser depends on what a layer returns")
    for call in expected.calls:
        _check_demands(call, learner.by_id.get(pairs.get(call.id, "")))


def _items(topology: Topology) -> Iterator[_Item]:
    for call in topology.calls:
        plain = tuple(pair for pair in call.settings if not is_trained_only(pair[0]))
        held = [value for name, value in call.settings if name.rpartition(".")[2] == "layer"]
        if call.op in TRAINING_ONLY or any(map(_holds_training, held)):
            yield call.op, (*plain, *call.options)
        rates = tuple(
            pair for pair in call.settings if pair[0].rpartition(".")[2] in _RATES and pair[1]
        )
        if rates:
            yield call.op, rates


def _holds_training(value: Value) -> bool:
    if isinstance(value, tuple):
        return any(map(_holds_training, value))
    return value in TRAINING_ONLY


def _penalties(topology: Topology) -> Iterator[tuple[str, Value]]:
    """Yield the regularisers, once for each set of weights."""
    seen = set()
    for call in topology.calls:
        group = call.id if call.weights is None else call.weights
        if group not in seen:
            seen.add(group)
            for name, value in call.settings:
                if name.endswith("_regularizer") and value is not None:
                    yield name, value
        if call.op == "ActivityRegularization":
            raise Refused("an activity regulariser depends on what a layer returns")


def _check_demands(call: Call, other: Call | None) -> None:
    """Refuse where the drawing sets an initialiser or `trainable` and the learner does not."""
    demanded = [name for name, _ in call.settings if is_trained_only(name)]
    if not demanded:
        return
    if other is None or other.op != call.op:
        raise Refused(f"the drawing sets {demanded[0]} of a layer that is not there")
    for difference in differing_settings(call, other):
        if difference.name in demanded and not admits(difference.wanted, difference.seen):
            raise Refused(f"the drawing sets {difference.name} otherwise")
