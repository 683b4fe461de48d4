"""What is sent about a live model: its config, and what only the live objects tell."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from autograder.errors import AutograderError
from autograder.extract.configs import config_of, is_nested_model
from autograder.extract.history import uses_of
from autograder.extract.returned import describe_returned
from autograder.topology.keras_config import read_model_evidence
from autograder.topology.keras_config.flatten import use_name
from autograder.topology.model import Topology


def topology_of(model: Any) -> Topology:
    """Read a live functional or Sequential model, with the weights identity of its layers."""
    return read_model_evidence(evidence_of_model(model))


def evidence_of_model(
    model: Any,
    *,
    unused: Sequence[Mapping[str, Any]] = (),
    places: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return plain JSON about a model, from which `read_model_evidence` makes the same topology.

    `unused` and `places` are those of a `Trace`. `weights` maps every layer path to its group: one
    group for each set of weights, named by the first path; `parameters` gives its size.
    """
    import keras

    other = describe_returned(model)
    if other is not None:
        raise AutograderError(
            f"A {other['type']} is no model whose graph can be read.",
            next_step="Give a functional or Sequential model, built with keras.Input.",
        )
    config = config_of(model)
    weights: dict[str, str] = {}
    parameters: dict[str, int] = {}
    groups: dict[tuple[int, ...], str] = {}
    for path, layer in _layers(model, config, ()):
        variables = list(getattr(layer, "weights", None) or ())
        if variables:
            group = groups.setdefault(tuple(id(variable) for variable in variables), path)
            weights[path] = group
            parameters[group] = sum(math.prod(variable.shape) for variable in variables)
    return {
        "config": config,
        "class": type(model).__name__,
        "keras": keras.__version__,
        "weights": weights,
        "parameters": parameters,
        "shapes": dict(_shapes(model, ())),
        "unused": [dict(call) for call in unused],
        "places": {spot: dict(place) for spot, place in (places or {}).items()},
    }


def spots(model: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield every call of a model and of the models inside it: its path and Keras's record."""
    for use in uses_of(model):
        yield "/".join((*path, use_name(use.operation.name, use.number))), use.node
        if not use.number and is_nested_model(use.operation):
            yield from spots(use.operation, (*path, use.operation.name))


def _layers(
    model: Any, config: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[str, Any]]:
    operations = {each.name: each for each in getattr(model, "operations", model.layers)}
    for entry in config["layers"]:
        name = entry.get("name")
        operation = operations.get(name)
        if operation is None:
            continue
        if is_nested_model(operation):
            yield from _layers(operation, entry["config"], (*path, name))
        else:
            yield "/".join((*path, name)), operation


def _shapes(model: Any, path: tuple[str, ...]) -> Iterator[tuple[str, list[list[int | None]]]]:
    for spot, node in spots(model, path):
        yield spot, [list(tensor.shape) for tensor in node.outputs]
