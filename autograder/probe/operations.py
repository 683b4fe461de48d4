"""Calls functions of `keras.ops` as a topology writes them: by class name, ports and settings."""

from __future__ import annotations

import inspect
import re
from typing import Any

from autograder.probe.refusal import Refused
from autograder.topology.model import Value
from autograder.topology.normal_form.defaults import is_known, never_counts
from autograder.topology.shapes import words

_BARRED = words(
    """
    array arange associative_scan bincount cond convert_to_tensor custom_gradient empty eye
    fori_loop full geomspace histogram identity jvp linspace logspace map meshgrid nonzero ones
    scan scatter scatter_update segment_max segment_min segment_prod segment_sum slice_update
    switch top_k unique unravel_index vander vectorized_map while_loop zeros
    """
)
"""Functions that take functions, make arrays from nothing, or have results of unknown shape."""
_OTHER_NAMES = {"abs": "absolute", "re_lu": "relu", "true_divide": "divide"}
_LISTS = frozenset({"concatenate", "stack", "hstack", "vstack", "dstack"})
_FOLDED = {"Add": "add", "Multiply": "multiply", "Maximum": "maximum", "Minimum": "minimum"}
_BINARY = frozenset(_FOLDED.values())


def operate(op: str, ports: dict[str, Any], settings: dict[str, Value]) -> Any:
    """Apply an operation to tensors by port; refuse what is no plain function of tensors."""
    name = op.removeprefix("ops.")
    constants = {
        key.removeprefix("constant."): _constant(value)
        for key, value in settings.items()
        if key.startswith("constant.")
    }
    slots = {**ports, **constants}
    if not all(slot.isdigit() for slot in slots):
        raise Refused(f"{op} is called in a way that the probe does not know")
    operands = [slots[slot] for slot in sorted(slots, key=int)]
    if name == "GetItem":
        return operands[0][_key(settings.get("key"))]
    if name == "Cast":
        return _cast(operands[0])
    plain = {
        key: value
        for key, value in settings.items()
        if not key.startswith("constant.") and not never_counts(op, key)
    }
    return _called(_snake(name), operands, plain, op)


def _called(name: str, operands: list[Any], settings: dict[str, Value], op: str) -> Any:
    from keras import ops

    function = getattr(ops, name, None)
    if name in _BARRED or not is_known(op) or not inspect.isfunction(function):
        raise Refused(f"{op} is not run by the probe")
    known = inspect.signature(function).parameters
    if not set(settings) <= set(known):
        raise Refused(f"{op} has settings that its function does not take")
    if name in _LISTS:
        return function(operands, **settings)
    if name == "einsum":
        return function(settings.get("subscripts"), *operands)
    if name in _BINARY and len(operands) != 2:
        return _folded(function, operands)
    free = [parameter for parameter in known if parameter not in settings]
    if len(operands) > len(free):
        raise Refused(f"{op} is given more tensors than its function takes")
    return function(**dict(zip(free, operands, strict=False)), **settings)


def _folded(function: Any, operands: list[Any]) -> Any:
    result = operands[0]
    for operand in operands[1:]:
        result = function(result, operand)
    return result


def _cast(tensor: Any) -> Any:
    """Cast to a type that topologies do not keep; only from truth values does it not matter."""
    from keras import backend, ops

    kind = backend.standardize_dtype(tensor.dtype)
    if kind == "bool":
        return ops.cast(tensor, "float64")
    if kind.startswith("int"):
        return tensor
    raise Refused("a cast may cut off decimals")


def _constant(value: Value) -> Any:
    if isinstance(value, str) and value != "nan":
        raise Refused("a constant is not known number by number")
    if isinstance(value, tuple):
        return [_constant(part) for part in value]
    return float(value) if isinstance(value, str) else value


def _key(value: Value) -> tuple[Any, ...]:
    """Read the key of `x[key]` back: "[:, 0:3, ...]"."""
    if not isinstance(value, str) or not re.fullmatch(r"\[[-\d:., None]*\]", value):
        raise Refused("a slice is not known number by number")
    parts = (part.strip() for part in value[1:-1].split(",") if part.strip())
    return tuple(_part(part) for part in parts)


def _part(text: str) -> Any:
    if text == "...":
        return ...
    if ":" in text:
        return slice(*(int(each) if each not in {"", "None"} else None for each in text.split(":")))
    return None if text == "None" else int(text)


def _snake(name: str) -> str:
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", name)
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()
    return _OTHER_NAMES.get(name, name)
