"""Says what a learner's function gave back where it is no model whose graph can be read."""

from __future__ import annotations

import inspect
from typing import Any

from autograder.extract.configs import is_readable

MAX_REPR = 80


def describe_returned(value: Any) -> dict[str, str] | None:
    """Return {"returned": kind, "type": class name, "repr": short text}, None for a readable model.

    Kinds: none, layer, tensor, list, class, function, unbuilt-sequential, subclassed, other.
    """
    if is_readable(value):
        return None
    return {"returned": _kind(value), "type": type(value).__name__, "repr": _short(value)}


def _kind(value: Any) -> str:
    import keras

    kinds: tuple[tuple[str, Any], ...] = (
        ("class", type),
        ("unbuilt-sequential", keras.Sequential),
        ("subclassed", keras.Model),
        ("layer", keras.Layer),
        ("tensor", keras.KerasTensor),
        ("list", (list, tuple, dict, set)),
    )
    if value is None:
        return "none"
    for kind, classes in kinds:
        if isinstance(value, classes):
            return kind
    if keras.ops.is_tensor(value) or type(value).__name__ == "ndarray":
        return "tensor"
    if inspect.isroutine(value):
        return "function"
    return "other"


def _short(value: Any) -> str:
    try:
        text = " ".join(repr(value).split())
    except Exception:  # noqa: BLE001 - a learner's own __repr__ may raise anything
        text = f"<{type(value).__name__}>"
    return text if len(text) <= MAX_REPR else text[: MAX_REPR - 3] + "..."
