"""Names: which of them Keras made up by itself, and which classes are Keras's own."""

from __future__ import annotations

import re

_EXPORTED_AS = {"GroupQueryAttention": "GroupedQueryAttention"}
"""Classes whose public name, which configs have, is not that of the class."""

_MADE_UP_INPUT = re.compile(r"(input_layer|keras_tensor)(_\d+)?(_clone|CLONE)*")


def snake_case(class_name: str) -> str:
    """Return the name Keras derives from a class: `Conv2D` gives `conv2d`."""
    name = re.sub(r"\W+", "", class_name)
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()


def author_name(name: str, class_name: str) -> str | None:
    """Return the name of a layer where its author gave it, None where Keras numbered it."""
    if class_name == "InputLayer":
        return None if _MADE_UP_INPUT.fullmatch(name) else name
    stem = snake_case(_EXPORTED_AS.get(class_name, class_name))
    if re.fullmatch(rf"{re.escape(stem)}(_\d+)?", name):
        return None
    return name


def is_operation(module: str) -> bool:
    """Whether a module holds functions such as `keras.ops.add` rather than layers."""
    return module.startswith(("keras.ops", "keras.src.ops"))


def is_built_in(module: str) -> bool:
    """Whether a module is part of Keras."""
    return module == "keras" or module.startswith("keras.")


def canonical_op(module: str, class_name: str) -> str:
    """Return the `op` of a call: the class name, with `ops.` before it for an operation."""
    if class_name == "InputLayer":
        return "Input"
    class_name = _EXPORTED_AS.get(class_name, class_name)
    return f"ops.{class_name}" if is_operation(module) else class_name
