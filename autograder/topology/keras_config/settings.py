"""Freezes what a config says about one layer into comparable, readable settings."""

from __future__ import annotations

import hashlib
import json
import math
from typing import Any

from autograder.topology.keras_config.document import mapping, refuse, shorten
from autograder.topology.keras_config.names import canonical_op, is_built_in, snake_case
from autograder.topology.model import Value

MAX_FROZEN_DEPTH = 20
MAX_CONSTANT = 64
"""Numbers of a constant array that are kept; a larger one is told by its shape and a hash."""

OPAQUE = "opaque"
"""The setting that stands for the config of a layer that is not Keras's own: a hash."""

_LEFT_OUT = frozenset({"name", "dtype", "seed"})
_FLOATS = frozenset({"float16", "float32", "float64", "bfloat16"})
_COMPACT_MODULES = ("keras.initializers", "keras.regularizers", "keras.constraints")
_ACTIVATION_LAYERS = {
    "ELU": "elu", "LeakyReLU": "leaky_relu", "PReLU": "prelu", "ReLU": "relu", "Softmax": "softmax",
}  # fmt: skip
_DEFAULTS: dict[str, dict[str, object]] = {
    "constant": {"value": 0.0},
    "elu": {"alpha": 1.0},
    "glorot_normal": {"input_axes": None, "output_axes": None},
    "glorot_uniform": {"input_axes": None, "output_axes": None},
    "he_normal": {"input_axes": None, "output_axes": None},
    "he_uniform": {"input_axes": None, "output_axes": None},
    "identity": {"gain": 1.0},
    "lecun_normal": {"input_axes": None, "output_axes": None},
    "lecun_uniform": {"input_axes": None, "output_axes": None},
    "max_norm": {"max_value": 2, "axis": 0},
    "min_max_norm": {"min_value": 0.0, "max_value": 1.0, "rate": 1.0, "axis": 0},
    "orthogonal": {"gain": 1.0},
    "random_normal": {"mean": 0.0, "stddev": 0.05},
    "random_uniform": {"minval": -0.05, "maxval": 0.05},
    "relu": {"max_value": None, "negative_slope": 0.0, "threshold": 0.0},
    "softmax": {"axis": -1},
    "truncated_normal": {"mean": 0.0, "stddev": 0.05},
    "unit_norm": {"axis": 0},
    "variance_scaling": {
        "scale": 1.0, "mode": "fan_in", "distribution": "truncated_normal",
        "input_axes": None, "output_axes": None,
    },
}  # fmt: skip


def read_settings(op: str, config: dict[str, Any], where: str) -> tuple[tuple[str, Value], ...]:
    """Return the settings of a built-in layer, sorted by name."""
    if op == "Input":
        return _input_settings(config, where)
    if op == "Bidirectional":
        config = _without_mirror(config)
    return tuple(
        (name, freeze(value, where))
        for name, value in sorted(config.items())
        if name not in _LEFT_OUT and not (name == "trainable" and value is True)
    )


def opaque_settings(layer: dict[str, Any]) -> tuple[tuple[str, Value], ...]:
    """Return the one setting of a layer that is not built in: a hash of its config."""
    config = layer.get("config")
    if isinstance(config, dict):
        config = {name: value for name, value in config.items() if name not in _LEFT_OUT}
    return ((OPAQUE, digest(without_code(config))),)


def freeze(value: object, where: str, *, depth: int = 0) -> Value:
    """Return a JSON value as a comparable one; Keras objects become short texts."""
    if depth > MAX_FROZEN_DEPTH:
        refuse(f"a setting is nested more than {MAX_FROZEN_DEPTH} deep", where)
    if value is None or isinstance(value, (bool, str, int)):
        return value
    if isinstance(value, float):
        return "nan" if math.isnan(value) else value
    if isinstance(value, (list, tuple)):
        return tuple(freeze(element, where, depth=depth + 1) for element in value)
    if isinstance(value, dict):
        if "class_name" in value and "config" in value:
            return _freeze_object(value, where, depth)
        return tuple(
            (str(key), freeze(value[key], where, depth=depth + 1)) for key in sorted(value)
        )
    return freeze(_plain_number(value), where, depth=depth)


def digest(value: object) -> str:
    """Return a short hash of a JSON value, the same in every process and on every machine."""
    text = json.dumps(value, sort_keys=True, default=_plain_number)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def without_code(value: object, *, depth: int = 0) -> Any:
    """Return a copy of a JSON value in which the code of every lambda is replaced by its hash."""
    if isinstance(value, (list, tuple)):
        return [without_code(element, depth=depth + 1) for element in value]
    if not isinstance(value, dict):
        return value
    copy = {key: without_code(inner, depth=depth + 1) for key, inner in value.items()}
    if copy.get("class_name") == "__lambda__" and "sha" not in copy:
        return {"class_name": "__lambda__", "sha": digest(copy.get("config")), "config": {}}
    return copy


def _plain_number(value: object) -> int | float:
    number = float(value)  # type: ignore[arg-type]  # NumPy's scalars are all that is left here
    return int(number) if number.is_integer() else number


def _input_settings(config: dict[str, Any], where: str) -> tuple[tuple[str, Value], ...]:
    if "batch_shape" not in config:
        refuse(
            "an Input has no batch_shape, as in the configs of Keras 2",
            where,
            next_step="Build the model with Keras 3 and take its config again.",
        )
    shape = freeze(config["batch_shape"], where)
    if not isinstance(shape, tuple) or not shape:
        refuse(f"the shape of an Input is {shorten(shape)}", where)
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
    turned = {**forward, "go_backwards": not forward.get("go_backwards")}
    if turned != backward:
        return config
    return {name: value for name, value in config.items() if name != "backward_layer"}


def _freeze_object(value: dict[str, Any], where: str, depth: int) -> Value:
    class_name, config = str(value["class_name"]), value["config"]
    module = str(value.get("module"))
    if class_name == "function":
        return str(config)
    if class_name == "DTypePolicy":
        return str(mapping(config, "a dtype policy", where).get("name"))
    if class_name in {"__numpy__", "__tensor__"}:
        return _freeze_array(mapping(config, "an array", where).get("value"), where)
    if class_name == "__slice__":
        return slice_text(config)
    if class_name == "__ellipsis__":
        return "..."
    if class_name == "__lambda__" or not is_built_in(module) or not isinstance(config, dict):
        return f"{class_name.strip('_')} {digest(without_code(config))}"
    if class_name == "Activation":
        return freeze(config.get("activation"), where, depth=depth + 1)
    if module.startswith(_COMPACT_MODULES) or class_name in _ACTIVATION_LAYERS:
        return _compact(class_name, config, where, depth)
    settings = (
        (name, freeze(inner, where, depth=depth + 1))
        for name, inner in sorted(config.items())
        if name not in _LEFT_OUT and not (name == "trainable" and inner is True)
    )
    return (canonical_op(module, class_name), *settings)


def _compact(class_name: str, config: dict[str, Any], where: str, depth: int) -> str:
    name = _ACTIVATION_LAYERS.get(class_name) or snake_case(class_name)
    defaults = _DEFAULTS.get(name, {})
    parameters = ", ".join(
        f"{key}={_text(freeze(value, where, depth=depth + 1))}"
        for key, value in sorted(config.items())
        if key not in _LEFT_OUT
        and key != "trainable"
        and not (key in defaults and defaults[key] == value)
    )
    return f"{name}({parameters})" if parameters else name


def _text(value: Value) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(_text(element) for element in value) + ")"
    return str(value)


def _freeze_array(value: object, where: str) -> Value:
    shape: list[int] = []
    layer = value
    while isinstance(layer, (list, tuple)):
        shape.append(len(layer))
        layer = layer[0] if layer else None
    if math.prod(shape) > MAX_CONSTANT:
        return f"array{tuple(shape)} {digest(value)}"
    return freeze(value, where)


def slice_text(config: object) -> str:
    """Return a slice as Python writes it, with what it starts and steps by itself left out."""
    parts = config if isinstance(config, dict) else {}
    start, stop, step = (parts.get(name) for name in ("start", "stop", "step"))
    if step in {None, 1}:
        step = None
        start = None if start == 0 else start
    head = "" if start is None else shorten(start)
    tail = "" if stop is None else shorten(stop)
    return f"{head}:{tail}" + ("" if step is None else f":{shorten(step)}")
