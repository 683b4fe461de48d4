"""Connects the layers of a Sequential model to the chain of calls that it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autograder.topology.keras_config.arguments import Path, Reference, Use
from autograder.topology.keras_config.document import refuse, shorten
from autograder.topology.keras_config.graph import Graph, Layer, known_shapes
from autograder.topology.keras_config.signatures import element_slot, result_count, slot
from autograder.topology.model import Shape


def chain(name: str, entries: Sequence[Layer], shapes: Sequence[Shape | None], where: str) -> Graph:
    """Return the graph of a Sequential model; a layer added twice is one layer with two uses.

    `entries` begin with an Input; `shapes` are those that the others were built for.
    """
    layers: dict[str, Layer] = {}
    order: list[tuple[str, int]] = []
    results: list[Reference] = []
    for entry, shape in zip(entries, (*shapes, None), strict=True):
        layer = _append(entry, layers, results, where)
        layers[layer.name] = layer
        use = len(layer.uses) - 1
        order.append((layer.name, use))
        results = [
            Reference(layer=layer.name, use=use, result=result, shape=shape)
            for result in range(_results(layer))
        ]
    return Graph(
        name=name,
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
