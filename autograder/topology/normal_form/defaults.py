"""What Keras takes where nothing is written: the table of defaults, and which settings count."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from autograder.topology.model import Value

NEVER = frozenset(
    {
        "name",
        "dtype",
        "seed",
        "autocast",
        "weights",  # values to start from, no setting of the layer
        "use_cudnn",
        "unroll",
        "synchronized",
        "flash_attention",
        "lora_rank",
        "lora_alpha",
        "quantization_config",
        "gptq_unpacked_column_size",
        "reverse_dtype",
        "vocabulary_dtype",
        "custom_name",
    }
)
"""Settings that never count: they change neither the graph nor the function that is trained."""

WHERE_SET = frozenset(
    {
        "trainable",
        "unit_forget_bias",  # how an LSTM's bias starts
        "vocabulary",
        "idf_weights",
        "mean",
        "variance",  # what a preprocessing layer has learned from data
    }
)
_WHERE_SET_ENDINGS = ("_initializer", "_regularizer", "_constraint")

_DERIVED = {
    ("MultiHeadAttention", "value_dim"): "key_dim",
    ("STFTSpectrogram", "fft_length"): "frame_length",
}
"""Settings that Keras fills in from another one."""

_NO_SETTINGS: Mapping[str, Value] = MappingProxyType({})
_COMMON: dict[str, Value] = {
    "trainable": True,
    "activity_regularizer": None,
    "zero_output_for_mask": False,  # of every recurrent layer, handed on to its base class
    "rms_scaling": False,  # of LayerNormalization, no longer in its signature
}
_INPUT: dict[str, Value] = {
    "batch_size": None,
    "dtype": None,
    "sparse": False,
    "ragged": False,
    "optional": False,
}


def counts_where_set(op: str, name: str) -> bool:
    """Whether a difference in this setting counts only where the expected topology sets it."""
    name = name.rpartition(".")[2]
    return (
        name in WHERE_SET or name.endswith(_WHERE_SET_ENDINGS) or (op == "Input" and name in _INPUT)
    )


def never_counts(op: str, name: str) -> bool:
    """Whether this setting is left out of every comparison."""
    name = name.rpartition(".")[2]
    return name in NEVER and not (op == "Input" and name == "dtype")


def is_known(op: str) -> bool:
    """Whether `op` is a class of Keras, not a learner's own."""
    table = _table()
    name = op.removeprefix("ops.")
    return op == "Input" or name in table["layers"] or name in table["operations"]


def known_classes() -> frozenset[str]:
    """Return the names of all of Keras's layer and operation classes, operations without `ops.`."""
    table = _table()
    return frozenset({"Input", *table["layers"], *table["operations"]}) - {"InputLayer"}


def is_layer(op: str) -> bool:
    """Whether `op` is a layer class of Keras."""
    return op in _table()["layers"]


def default_of(op: str, name: str, settings: Mapping[str, Value]) -> Value:
    """Return what Keras takes for a setting of `op` that is not written; None if it has to be.

    Some defaults follow another setting: pooling strides are the pool's size. `layer.units` is a
    setting of the layer that `layer` names.
    """
    op, name, settings = _owner(op, name, settings)
    source = _DERIVED.get((op, name))
    if source is not None:
        return settings.get(source)
    if name == "strides" and (op.endswith(("Pooling1D", "Pooling2D", "Pooling3D", "Pool"))):
        return settings.get("pool_size", _constructor(op).get("pool_size"))
    return _constructor(op).get(name)


def has_default(op: str, name: str, settings: Mapping[str, Value] = _NO_SETTINGS) -> bool:
    """Whether Keras has a default for this setting of `op`."""
    op, name, _ = _owner(op, name, settings)
    return (op, name) in _DERIVED or name in _constructor(op)


def optional_settings(op: str) -> frozenset[str]:
    """Return the names of the settings of `op` that Keras has a default for."""
    return frozenset(_constructor(op))


def _owner(
    op: str, name: str, settings: Mapping[str, Value]
) -> tuple[str, str, Mapping[str, Value]]:
    """Return the class of the layer, inside `op`, whose setting is meant, and its own settings."""
    prefix, _, own = name.rpartition(".")
    if not prefix:
        return op, name, settings
    holder: Value = settings.get(prefix)
    listed, _, place = prefix.rpartition(".")
    if holder is None and place.isdigit():
        layers = settings.get(listed)
        holder = (
            layers[int(place)] if isinstance(layers, tuple) and len(layers) > int(place) else ""
        )
    start = f"{prefix}."
    inner = {
        key.removeprefix(start): value for key, value in settings.items() if key.startswith(start)
    }
    return str(holder), own, inner


def option_default(op: str, name: str) -> tuple[bool, Value]:
    """Return whether a call argument has a default, and that default."""
    if name == "mask" or (name == "training" and not _table()["calls"].get(op)):
        return True, None
    row = _table()["calls"].get(op, {})
    return name in row, row.get(name)


def activation_defaults(name: str) -> dict[str, Value] | None:
    """Return the parameters of an activation function and their defaults; None if it is unknown."""
    return _table()["activations"].get(name)


@cache
def _constructor(op: str) -> dict[str, Value]:
    table = _table()
    if op == "Input":
        return _INPUT
    if op in table["layers"]:
        return {**_COMMON, **table["layers"][op]}
    return table["operations"].get(op.removeprefix("ops."), {})


@cache
def _table() -> dict[str, dict[str, dict[str, Value]]]:
    text = files(__package__).joinpath("keras_defaults.json").read_text(encoding="utf-8")
    return {
        part: {
            name: {key: _frozen(value) for key, value in row.items()} for name, row in rows.items()
        }
        for part, rows in json.loads(text).items()
    }


def _frozen(value: Any) -> Value:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
