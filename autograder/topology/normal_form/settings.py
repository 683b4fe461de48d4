"""Passes on single calls: values in one spelling, Keras's defaults dropped."""

from __future__ import annotations

from dataclasses import replace

from autograder.topology.model import Call, Topology, Value
from autograder.topology.normal_form.defaults import (
    default_of,
    has_default,
    is_known,
    never_counts,
    option_default,
)
from autograder.topology.normal_form.rewriting import each_call, with_settings
from autograder.topology.normal_form.values import canonical

_MODES = frozenset(
    {
        "AlphaDropout",
        "BatchNormalization",
        "Dropout",
        "GaussianDropout",
        "GaussianNoise",
        "SpatialDropout1D",
        "SpatialDropout2D",
        "SpatialDropout3D",
    }
)
"""Layers for which `training=False` in the call is no mere default."""


_NOTHING: Value = ("nothing",)
_BASE: dict[str, Value] = {"trainable": True, "activity_regularizer": None}


def plain_values(topology: Topology) -> Topology:
    """Write `(3, 3)` as 3, "SAME" as "same", "HeNormal" as "he_normal"."""
    return each_call(
        topology,
        {call.id: changed for call in topology.calls if (changed := _plain(call)) is not call},
    )


def _plain(call: Call) -> Call:
    return with_settings(call, {name: canonical(name, value) for name, value in call.settings})


def drop_defaults(topology: Topology) -> Topology:
    """Leave out settings and call arguments that say what Keras does anyway or never count."""
    changes = {}
    for call in topology.calls:
        settings = dict(call.settings)
        kept = {
            name: value
            for name, value in settings.items()
            if _says(call.op, name, settings) and not _is_every_step(call, name, value)
        }
        options = tuple(
            (name, value) for name, value in call.options if _asks(call.op, name, value)
        )
        if len(kept) != len(settings) or len(options) != len(call.options):
            changes[call.id] = replace(with_settings(call, kept), options=options)
    return each_call(topology, changes)


def _says(op: str, name: str, settings: dict[str, Value]) -> bool:
    if never_counts(op, name):
        return False
    value = settings[name]
    own = name.rpartition(".")[2]
    if own == "data_format":
        return value not in {None, "channels_last"}
    if own in {"strides", "value_dim"} and value is None:
        return False
    if not has_default(op, name, settings):
        # A learner's own class: of its parameters only the base layer's are known.
        return value != _BASE.get(name, _NOTHING)
    return value != canonical(name, default_of(op, name, settings))


def _is_every_step(call: Call, name: str, value: Value) -> bool:
    # Keras fills in the axes between batch and channels once the layer has seen a tensor.
    if name != "attention_axes" or not isinstance(value, tuple):
        return False
    axes = len(call.shapes[0]) - 2 if call.shapes else len(value)
    return value == tuple(range(1, axes + 1))


def _asks(op: str, name: str, value: Value) -> bool:
    if name == "training":
        return bool(value) or (value is False and op in _MODES) or not is_known(op)
    known, default = option_default(op, name)
    return not (known and value in {None, default})
