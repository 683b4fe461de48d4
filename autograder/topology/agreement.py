"""Whether two calls ask the same of Keras, apart from what they read: class, settings, options."""

from __future__ import annotations

from typing import NamedTuple

from autograder.topology.model import Call, Value
from autograder.topology.normal_form.defaults import (
    counts_where_set,
    default_of,
    has_default,
    option_default,
)
from autograder.topology.normal_form.values import canonical
from autograder.topology.open_values import admits
from autograder.topology.shapes import words

AXES = frozenset({"axis", "axes"})
_KEEPING_RANK = words(
    """
    Activation Argsort BatchNormalization Concatenate Cumprod Cumsum ExpandDims Flip
    GroupNormalization LayerNormalization Normalization RMSNormalization Roll Softmax Sort Split
    Stack UnitNormalization
    """
)
"""Classes with an axis that is counted in a tensor of as many axes as the result has."""


class Difference(NamedTuple):
    """A setting or call argument in which two calls differ."""

    name: str
    seen: Value
    wanted: Value


def differing_settings(expected: Call, learner: Call) -> tuple[Difference, ...]:
    """Return the settings in which the learner's call is not what the expected one asks for."""
    if expected.settings == learner.settings:
        return ()
    wanted, seen = dict(expected.settings), dict(learner.settings)
    found = []
    for name in sorted(wanted.keys() | seen.keys()):
        if name not in wanted and counts_where_set(expected.op, name):
            continue
        # A default is never written in a normal form, so it has to be looked up.
        ask = wanted[name] if name in wanted else _default(expected, name, wanted)
        given = seen[name] if name in seen else _default(learner, name, seen)
        if not admits(ask, given) and not (name in AXES and _same_axis(ask, given, learner)):
            found.append(Difference(name, given, ask))
    return tuple(found)


def _default(call: Call, name: str, settings: dict[str, Value]) -> Value:
    return canonical(name, default_of(call.op, name, settings))


def _same_axis(wanted: Value, seen: Value, learner: Call) -> bool:
    """Whether two axes are one where only the learner's tensor has a known rank."""
    if not learner.shapes or not isinstance(wanted, int) or not isinstance(seen, int):
        return False
    rank = len(learner.shapes[0])
    if has_default(learner.op, "keepdims"):
        rank += not learner.setting("keepdims")
    elif learner.op not in _KEEPING_RANK:
        return False
    return rank > 0 and wanted % rank == seen % rank


def differing_options(expected: Call, learner: Call) -> tuple[Difference, ...]:
    """Return the call arguments, no tensors, in which the two calls differ."""
    if expected.options == learner.options:
        return ()
    wanted, seen = dict(expected.options), dict(learner.options)
    found = []
    for name in sorted(wanted.keys() | seen.keys()):
        if name not in wanted and name == "training" and not seen[name]:
            continue
        default = option_default(expected.op, name)[1]
        ask, given = wanted.get(name, default), seen.get(name, default)
        if not admits(ask, given):
            found.append(Difference(name, given, ask))
    return tuple(found)


def agree(expected: Call, learner: Call) -> bool:
    """Whether the calls are of one class and differ in no setting or call argument."""
    return (
        expected.op == learner.op
        and not differing_settings(expected, learner)
        and not differing_options(expected, learner)
    )
