"""Reads a Sequential model's config as the chain of calls that it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from autograder.topology.keras_config.arguments import Path, Reference, Use, shape_of
from autograder.topology.keras_config.document import (
    MAX_CALLS,
    mapping,
    refuse,
    sequence,
    shorten,
)
from autograder.topology.keras_config.graph import Graph, Layer, known_shapes, read_layer
from autograder.topology.keras_config.names import snake_case
from autograder.topology.keras_config.signatures import element_slot, result_count, slot
from autograder.topology.model import Shape


def read_sequential(config: dict[str, Any], where: str, *, depth: int) -> Graph:
    """Read the config of a Sequential model; a layer added twice is one layer with two uses."""
    entries = [
        mapping(entry, "a layer", where)
        for entry in sequence(config.get("layers"), "the list of layers", where)
    ]
    if len(entries) > MAX_CALLS:
        refuse(f"it has more than {MAX_CALLS:,} layers", where)
    if not entries:
        refuse("a Sequential model has no layers", where)
    layers: dict[str, Layer] = {}
    order: list[tuple[str, int]] = []
    results: list[Reference] = []
    if entries[0].get("class_name") != "InputLayer":
        entries.insert(0, _made_up_input(config, where, depth))
    shapes: list[Shape | None] = [*map(_input_shape, entries[1:]), None]
    for position, (entry, shape) in enumerate(zip(entries, shapes, strict=True)):
        made_up = f"{snake_case(str(entry.get('class_name')))}@{position}"
        layer = read_layer(entry, where, depth=depth, name=made_up)
        layer = _append(layer, layers, results, where)
        layers[layer.name] = layer
        use = len(layer.uses) - 1
        order.append((layer.name, use))
        results = [
            Reference(layer=layer.name, use=use, result=result, shape=shape)
            for result in range(_results(layer))
        ]
    return Graph(
        name=str(config.get("name")),
        style="sequential",
        layers=layers,
        order=tuple(order),
        inputs=(((), Reference(layer=order[0][0], use=0, result=0)),),
        outputs=_by_path(results),
        shapes=known_shapes(layers),
    )


def _append(layer: Layer, layers: dict[str, Layer], results: list[Reference], where: str) -> Layer:
    """Return the layer with one more use, reading what the layer before it gives."""
    if not results:
        return layer
    if layer.op == "Input":
        refuse(f"an Input, {shorten(layer.name)}, follows other layers", where)
    first = slot(layer.op, 0)
    ports = [first]
    if len(results) > 1:
        ports = [element_slot(layer.op, first, place) for place in range(len(results))]
    use = Use(tensors=tuple(zip(ports, results, strict=True)), first=_by_path(results))
    known = layers.get(layer.name)
    if known is None:
        return replace(layer, uses=(use,))
    if (known.class_name, known.settings) != (layer.class_name, layer.settings):
        refuse(f"two layers have the name {shorten(layer.name)}", where)
    return replace(known, uses=(*known.uses, use))


def _by_path(results: list[Reference]) -> tuple[tuple[Path, Reference], ...]:
    if len(results) == 1:
        return (((), results[0]),)
    return tuple(((position,), result) for position, result in enumerate(results))


def _results(layer: Layer) -> int:
    if layer.inner is not None:
        return len(layer.inner.outputs)
    return result_count(layer.op, layer.config)


def _input_shape(entry: dict[str, Any]) -> Shape | None:
    """Return the shape a layer was built for, which is that of the result before it."""
    build = entry.get("build_config")
    shape = shape_of(build.get("input_shape")) if isinstance(build, dict) else None
    return shape if shape and shape[0] is None else None


def _made_up_input(config: dict[str, Any], where: str, depth: int) -> dict[str, Any]:
    shape = config.get("build_input_shape")
    if shape is None and not depth:
        refuse(
            "the Sequential model has no Input, so its shapes are not known yet",
            where,
            next_step="Let keras.Input(shape=...) be its first element.",
        )
    return {
        "module": "keras.layers",
        "class_name": "InputLayer",
        # No layer of Keras's own or of an author has this name.
        "name": "input@0",
        "config": {"name": "input@0", "batch_shape": shape or [None]},
    }
