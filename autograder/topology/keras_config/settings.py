"""Freezes what a config says about one layer into comparable, readable settings."""

from __future__ import annotations

from typing import Any

from autograder.topology.keras_config.document import refuse, shorten
from autograder.topology.keras_config.values import (
    LEFT_OUT,
    Freezer,
    counting,
    digest,
    without_code,
)
from autograder.topology.model import Value

OPAQUE = "opaque"
"""The setting that stands for the config of a layer that is not Keras's own: a hash."""

_FLOATS = frozenset({"float16", "float32", "float64", "bfloat16"})


def read_settings(
    op: str, config: dict[str, Any], freezer: Freezer
) -> tuple[tuple[str, Value], ...]:
    """Return the settings of a built-in layer, sorted by name."""
    if op == "Input":
        return _input_settings(config, freezer)
    if op == "Bidirectional":
        config = _without_mirror(config)
    return freezer.items(counting(config))


def opaque_settings(entry: dict[str, Any]) -> tuple[tuple[str, Value], ...]:
    """Return the one setting of a layer that is not built in: a hash of its config."""
    config = entry.get("config")
    if isinstance(config, dict):
        config = {name: value for name, value in config.items() if name not in LEFT_OUT}
    return ((OPAQUE, digest(without_code(config))),)


def _input_settings(config: dict[str, Any], freezer: Freezer) -> tuple[tuple[str, Value], ...]:
    shape = freezer.freeze(config.get("batch_shape"))
    if not isinstance(shape, tuple) or not shape:
        refuse(f"the batch_shape of an Input is {shorten(shape)}", freezer.where)
    settings: list[tuple[str, Value]] = [("tensor", shape[1:])]
    dtype = config.get("dtype")
    if isinstance(dtype, str) and dtype not in _FLOATS:
        settings.append(("dtype", dtype))
    settings += [(name, True) for name in ("optional", "ragged", "sparse") if config.get(name)]
    return tuple(sorted(settings))


def _without_mirror(config: dict[str, Any]) -> dict[str, Any]:
    """Leave out a `backward_layer` that is only the layer turned round, which Keras adds itself."""
    layers = [config.get("layer"), config.get("backward_layer")]
    inner = [layer.get("config") if isinstance(layer, dict) else None for layer in layers]
    if not all(isinstance(each, dict) for each in inner):
        return config
    forward, backward = ({**each, "name": ""} for each in inner if each is not None)
    if {**forward, "go_backwards": not forward.get("go_backwards")} != backward:
        return config
    return {name: value for name, value in config.items() if name != "backward_layer"}
