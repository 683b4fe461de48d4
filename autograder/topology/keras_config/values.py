"""Freezes the JSON of a config into comparable values; Keras objects become short texts."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from autograder.topology.keras_config.document import mapping, refuse, shorten
from autograder.topology.keras_config.names import canonical_op, is_built_in, snake_case
from autograder.topology.model import Value

MAX_FROZEN_DEPTH = 20
MAX_CONSTANT = 64
"""Numbers of a constant array that are kept; a larger one is told by its shape and a hash."""

LEFT_OUT = frozenset({"name", "dtype", "seed"})
"""Constructor arguments that make no difference to a topology."""

_MODELS = frozenset({"Functional", "Sequential"})
_COMPACT_MODULES = ("keras.initializers", "keras.regularizers", "keras.constraints")
_ACTIVATION_LAYERS = {
    "ELU": "elu", "LeakyReLU": "leaky_relu", "PReLU": "prelu", "ReLU": "relu", "Softmax": "softmax",
}  # fmt: skip
_FANS: dict[str, object] = {"input_axes": None, "output_axes": None}
_DEFAULTS: dict[str, dict[str, object]] = {
    "constant": {"value": 0.0},
    "elu": {"alpha": 1.0},
    "glorot_normal": _FANS,
    "glorot_uniform": _FANS,
    "he_normal": _FANS,
    "he_uniform": _FANS,
    "identity": {"gain": 1.0},
    "lecun_normal": _FANS,
    "lecun_uniform": _FANS,
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
        **_FANS, "scale": 1.0, "mode": "fan_in", "distribution": "truncated_normal",
    },
}  # fmt: skip


def hash_model(config: dict[str, Any], _where: str) -> Value:
    """Return a model's config as a hash, where it is no part of a layer."""
    return f"Model {digest(without_code(config))}"


@dataclass(frozen=True, slots=True)
class Freezer:
    """Freezes the values at one place of a config; `model` freezes the models among them."""

    where: str
    model: Callable[[dict[str, Any], str], Value] = hash_model

    def freeze(self, value: object, *, depth: int = 0) -> Value:
        """Return a JSON value as a comparable one: lists as tuples, dicts as sorted pairs."""
        if depth > MAX_FROZEN_DEPTH:
            refuse(f"a setting is nested more than {MAX_FROZEN_DEPTH} deep", self.where)
        if value is None or isinstance(value, (bool, str, int)):
            return value
        if isinstance(value, float):
            # A NaN would differ from itself.
            return "nan" if math.isnan(value) else value
        if isinstance(value, (list, tuple)):
            return tuple(self.freeze(element, depth=depth + 1) for element in value)
        if not isinstance(value, dict):
            return self.freeze(_plain_number(value), depth=depth)
        if "class_name" in value and "config" in value:
            return self._object(value, depth)
        return self.items(value, depth=depth)

    def items(self, config: dict[str, Any], *, depth: int = 0) -> tuple[tuple[str, Value], ...]:
        """Return the items of a dict, sorted by key and frozen."""
        return tuple(
            (key, self.freeze(inner, depth=depth + 1)) for key, inner in sorted(config.items())
        )

    def _object(self, value: dict[str, Any], depth: int) -> Value:
        class_name, config = str(value["class_name"]), value["config"]
        if class_name == "function":
            return str(config)
        if class_name in {"__numpy__", "__tensor__"}:
            return self._array(mapping(config, "an array", self.where).get("value"), depth)
        if class_name == "__slice__":
            return _slice(mapping(config, "a slice", self.where))
        if class_name == "__ellipsis__":
            return "..."
        module = str(value.get("module"))
        if is_built_in(module) and class_name != "Lambda" and isinstance(config, dict):
            return self._built_in(module, class_name, config, depth)
        return f"{class_name.strip('_')} {digest(without_code(value))}"

    def _built_in(self, module: str, class_name: str, config: dict[str, Any], depth: int) -> Value:
        if class_name == "DTypePolicy":
            return self.freeze(config.get("name"), depth=depth + 1)
        if class_name == "Activation":
            return self.freeze(config.get("activation"), depth=depth + 1)
        if is_model(module, class_name, config):
            return self.model(config, self.where)
        settings = self.items(counting(config), depth=depth)
        if module.startswith(_COMPACT_MODULES) or class_name in _ACTIVATION_LAYERS:
            return _compact(class_name, settings)
        return (canonical_op(module, class_name), *settings)

    def _array(self, value: object, depth: int) -> Value:
        shape: list[int] = []
        layer = value
        while isinstance(layer, (list, tuple)):
            shape.append(len(layer))
            layer = layer[0] if layer else None
        if math.prod(shape) > MAX_CONSTANT:
            return f"array{tuple(shape)} {digest(value)}"
        return self.freeze(value, depth=depth + 1)


def has_layers(config: object) -> bool:
    """Whether a config is that of a functional or Sequential model, of whatever class."""
    return isinstance(config, dict) and isinstance(config.get("layers"), (list, tuple))


def is_model(module: str, class_name: str, config: object) -> bool:
    """Whether a layer is a model whose calls can be read; a learner's class might do otherwise."""
    return is_built_in(module) and class_name in _MODELS and has_layers(config)


def counting(config: dict[str, Any]) -> dict[str, Any]:
    """Return the constructor arguments that count in a comparison."""
    return {
        name: value
        for name, value in config.items()
        if name not in LEFT_OUT and not (name == "trainable" and value is True)
    }


def digest(value: object) -> str:
    """Return a short hash of a JSON value, the same in every process and on every machine."""
    text = json.dumps(value, sort_keys=True, default=_plain_number)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def without_code(value: object) -> Any:
    """Return a copy of a JSON value in which the code of every lambda is replaced by its hash."""
    if isinstance(value, (list, tuple)):
        return [without_code(element) for element in value]
    if not isinstance(value, dict):
        return value
    if value.get("class_name") == "__lambda__" and "sha" not in value:
        return {"class_name": "__lambda__", "sha": digest(value.get("config")), "config": {}}
    return {key: without_code(inner) for key, inner in value.items()}


def _plain_number(value: object) -> int | float:
    number = float(value)  # type: ignore[arg-type]  # NumPy's scalars are all that is left here
    return int(number) if number.is_integer() else number


def _compact(class_name: str, settings: tuple[tuple[str, Value], ...]) -> str:
    name = _ACTIVATION_LAYERS.get(class_name) or snake_case(class_name)
    defaults = _DEFAULTS.get(name, {})
    parameters = ", ".join(
        f"{key}={_text(value)}"
        for key, value in settings
        if key != "trainable" and not (key in defaults and defaults[key] == value)
    )
    return f"{name}({parameters})" if parameters else name


def _text(value: Value) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(_text(element) for element in value) + ")"
    # Keras keeps `6` and `6.0` as they were given.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _slice(config: dict[str, Any]) -> str:
    """Return a slice as Python writes it, with what it starts and steps by itself left out."""
    start, stop, step = (config.get(name) for name in ("start", "stop", "step"))
    if step is None or step == 1:
        step = None
        start = None if start == 0 else start
    head, tail = ("" if end is None else shorten(end) for end in (start, stop))
    return f"{head}:{tail}" + ("" if step is None else f":{shorten(step)}")
