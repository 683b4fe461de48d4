"""Writes normal_form/keras_defaults.json from the installed Keras, when run as a program."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATH = Path(__file__).parents[2] / "autograder" / "topology" / "normal_form" / "keras_defaults.json"

# Their parameters hold code or other layers' objects, and none of them is ever a default.
_SKIPPED = {"Layer", "Wrapper", "InputSpec", "FlaxLayer", "JaxLayer", "TFSMLayer"}
_SKIPPED |= {"TorchModuleWrapper", "Pipeline", "Function"}


def installed_table() -> dict[str, dict[str, dict[str, Any]]]:
    """Return the defaults of the installed Keras: constructors, call arguments, activations."""
    import keras

    layers = dict(sorted(_layers(keras).items()))
    operations = dict(sorted(_operations(keras).items()))
    return {
        "layers": {name: _defaults(kind.__init__) for name, kind in layers.items()},
        "calls": {name: found for name, kind in layers.items() if (found := _defaults(kind.call))},
        "operations": {name: _defaults(kind.__init__) for name, kind in operations.items()},
        "activations": {
            name: _defaults(function)
            for name, function in sorted(vars(keras.activations).items())
            if inspect.isfunction(function) and name not in {"serialize", "deserialize", "get"}
        },
    }


def _layers(keras: Any) -> dict[str, type]:
    found = (each for each in vars(keras.layers).values() if isinstance(each, type))
    return {
        each.__name__: each
        for each in found
        if issubclass(each, keras.layers.Layer) and each.__name__ not in _SKIPPED
    }


def _operations(keras: Any) -> dict[str, type]:
    return {
        each.__name__: each
        for each in _below(keras.Operation)
        if each.__module__.startswith("keras.")
        and not issubclass(each, keras.layers.Layer)
        and each.__name__ not in _SKIPPED
    }


def _below(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def _defaults(function: Any) -> dict[str, Any]:
    parameters = inspect.signature(function).parameters.values()
    return {
        each.name: each.default
        for each in parameters
        if each.default is not inspect.Parameter.empty and each.name not in {"name", "dtype"}
    }


def as_text(table: dict[str, dict[str, dict[str, Any]]]) -> str:
    """Return the table as JSON with one line for each class."""
    parts = []
    for part, rows in table.items():
        lines = [f"    {json.dumps(name)}: {json.dumps(row)}" for name, row in rows.items()]
        parts.append(f"  {json.dumps(part)}: {{\n" + ",\n".join(lines) + "\n  }")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    PATH.write_text(as_text(installed_table()), encoding="utf-8")
