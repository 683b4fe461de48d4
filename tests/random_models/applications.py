"""The architectures of keras.applications, and copies of their configs with one thing changed."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from unittest.mock import patch

import keras

NAMES = sorted(
    name
    for name, maker in vars(keras.applications).items()
    if name[0].isupper() and callable(maker)
)
SETTINGS = {
    "axis": lambda _: 1,
    "epsilon": lambda value: value * 7,
    "filters": lambda value: value + 1,
    "kernel_size": lambda value: [size + 2 for size in value],
    "pool_size": lambda value: [size + 1 for size in value],
    "rate": lambda value: value / 2 + 0.1,
    "units": lambda value: value + 1,
    "use_bias": lambda value: not value,
}
"""Settings that any of the architectures has, and another value for each."""


def config_of(name: str) -> dict[str, Any]:
    """Return the config of an architecture; its weights are never made."""
    with _no_weights(), keras.StatelessScope():
        return dict(getattr(keras.applications, name)(weights=None).get_config())


@contextmanager
def _no_weights() -> Iterator[None]:
    """Build without filling the weights: they would take gigabytes, and their values not count."""
    from keras.src.backend.common import variables

    with patch.object(variables, "initialize_all_variables", lambda: None):
        yield


def renamed(config: dict[str, Any]) -> dict[str, Any]:
    """Return the config with every layer called otherwise but the outputs, whose names count."""
    kept = {name for name, _, _ in _triples(config["output_layers"])}
    names = {
        layer["name"]: layer["name"] if layer["name"] in kept else f"layer_number_{at}"
        for at, layer in enumerate(config["layers"])
    }
    return _with_names(copy.deepcopy(config), names)


def _with_names(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            key: names.get(inner, inner)
            if key == "name" and isinstance(inner, str)
            else _with_names(inner, names)
            for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        if len(value) == 3 and isinstance(value[0], str):
            return [names.get(value[0], value[0]), *value[1:]]
        return [_with_names(each, names) for each in value]
    return value


def _triples(ends: Any) -> list[Any]:
    return [ends] if isinstance(ends[0], str) else list(ends)


def with_another_setting(config: dict[str, Any], random: Random) -> dict[str, Any]:
    """Return the config with one setting of one layer changed."""
    changed = copy.deepcopy(config)
    layers = [
        (layer["config"], name)
        for layer in changed["layers"]
        for name in SETTINGS
        if layer["config"].get(name) is not None and "layers" not in layer["config"]
    ]
    settings, name = random.choice(layers)
    settings[name] = SETTINGS[name](settings[name])
    return changed


def with_another_edge(config: dict[str, Any], random: Random) -> dict[str, Any]:
    """Return the config with one call reading what the call before it reads."""
    changed = copy.deepcopy(config)
    by_name = {layer["name"]: layer for layer in changed["layers"]}
    places = []
    for layer in changed["layers"]:
        for node in layer["inbound_nodes"]:
            for tensor in tensors_in(node["args"]):
                before = by_name[tensor["config"]["keras_history"][0]]
                if (
                    before["class_name"] == "Activation"
                    and before["config"]["activation"] == "linear"
                ):
                    continue  # ConvNeXt has such calls, and may do without them.
                nodes = before["inbound_nodes"]
                earlier = list(tensors_in(nodes[0]["args"])) if len(nodes) == 1 else []
                places += [(tensor, other) for other in earlier[:1]]
    tensor, other = random.choice(places)
    tensor["config"] = copy.deepcopy(other["config"])
    return changed


def tensors_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the tensors among the arguments of a call."""
    if isinstance(value, dict) and value.get("class_name") == "__keras_tensor__":
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from tensors_in(each)
