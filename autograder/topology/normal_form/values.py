"""One spelling for every value of a setting: sizes, paddings, axes, initialisers, activations."""

from __future__ import annotations

import re

from autograder.topology.model import Value

_SPATIAL = frozenset(
    {
        "kernel_size",
        "strides",
        "dilation_rate",
        "pool_size",
        "output_padding",
        "output_size",
        "size",
        "cropping",
        "padding",
        "axis",
        "axes",
    }
)
"""Settings in which one number stands for the same number in every direction."""

_ALIASES = {
    "uniform": "random_uniform",
    "normal": "random_normal",
    "zero": "zeros",
    "one": "ones",
    "orthogonal_initializer": "orthogonal",
    "identity_initializer": "identity",
    "l1_l2": "l1l2",
}
_OBJECTS = ("_initializer", "_regularizer", "_constraint")
_CALLED = re.compile(r"(?P<name>[A-Za-z_][\w>.]*)(?:\((?P<parameters>.*)\))?", re.DOTALL)


def canonical(name: str, value: Value) -> Value:
    """Return the one spelling of a setting's value: `(3, 3)` is 3, "SAME" is "same"."""
    name = name.rpartition(".")[2]
    if name in _SPATIAL and isinstance(value, tuple):
        return _collapsed(value)
    if name.endswith("factor") and isinstance(value, tuple):
        return _one_sided(value)
    if name == "padding" and isinstance(value, str):
        return value.lower()
    if name.endswith(_OBJECTS) and isinstance(value, str):
        return "|".join(_object(part) for part in value.split("|"))
    return value


def _collapsed(value: Value) -> Value:
    if not isinstance(value, tuple) or not value:
        return value
    items = tuple(_collapsed(item) for item in value)
    alike = all(item == items[0] and type(item) is type(items[0]) for item in items)
    return items[0] if alike else items


def _one_sided(value: tuple[Value, ...]) -> Value:
    """Return 0.3 for the range from -0.3 to 0.3, as which Keras keeps it."""
    low, high = value if len(value) == len(("low", "high")) else (None, None)
    numbers = isinstance(low, (int, float)) and isinstance(high, (int, float))
    return high if numbers and low == -high else value  # type: ignore[operator]  # numbers


def _object(text: str) -> str:
    found = _CALLED.fullmatch(text)
    if found is None:
        return text
    name = snake(found["name"])
    parameters = f"({found['parameters']})" if found["parameters"] else ""
    return _ALIASES.get(name, name) + parameters


def snake(name: str) -> str:
    """Return a class name as Keras spells it in strings: "HeNormal" is "he_normal"."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return spaced.lower()
