"""Reads a Sequential model's config as the chain of calls that it is."""

from __future__ import annotations

from typing import Any

from autograder.topology.keras_config.arguments import Reference, shape_of
from autograder.topology.keras_config.document import (
    MAX_CALLS,
    mapping,
    refuse,
    sequence,
    shorten,
)
from autograder.topology.keras_config.graph import (
    Graph,
    Layer,
    known_shapes,
    make_use,
    read_layer,
)
from autograder.topology.keras_config.signatures import result_count

MADE_UP_INPUT = "input_layer"


def read_sequential(config: dict[str, Any], where: str, *, depth: int) -> Graph:
    """Read the config of a Sequential model; a layer added twice is one layer with two uses."""
    entries = list(sequence(config.get("layers"), "the list of layers", where))
    if len(entries) > MAX_CALLS:
        refuse(f"it has more than {MAX_CALLS:,} layers", where)
    if not entries:
        refuse("a Sequential model has no layers", where)
    if mapping(entries[0], "a layer", where).get("class_name") != "InputLayer":
        entries.insert(0, _made_up_input(config, entries, where, depth))
    shapes = [_input_shape(entry) for entry in entries[1:]] + [None]
    layers: dict[str, Layer] = {}
    order: list[tuple[str, int]] = []
    results: list[Reference] = []
    for entry, shape in zip(entries, shapes, strict=True):
        layer = _append(entry, layers, results, where, depth)
        use = len(layer.uses) - 1
        layers[layer.name] = layer
        order.append((layer.name, use))
        results = [
            Reference(layer=layer.name, use=use, result=result, shape=shape)
            for result in range(_results(layer))
        ]
    start = Reference(layer=order[0][0], use=0, result=0)
    paths: list[tuple[object, ...]] = (
        [()] if len(results) == 1 else [(position,) for position in range(len(results))]
    )
    return Graph(
        name=str(config.get("name")),
        style="sequential",
        layers=layers,
        order=tuple(order),
        inputs=(((), start),),
        outputs=tuple(zip(paths, results, strict=True)),
        shapes=known_shapes(layers),
    )


def _append(
    entry: Any, layers: dict[str, Layer], results: list[Reference], where: str, depth: int
) -> Layer:
    tensors = [_leaf(tensor) for tensor in results]
    use = make_use(tensors if len(tensors) == 1 else [tensors], {}, where)
    if not results:
        return read_layer(entry, where, depth=depth)
    layer = read_layer(entry, where, depth=depth, uses=(use,))
    known = layers.get(layer.name)
    if layer.op == "Input":
        refuse(f"an Input, {shorten(layer.name)}, follows other layers", where)
    if known is None:
        return layer
    if known.entry.get("class_name") != layer.entry.get("class_name"):
        refuse(f"two layers have the name {shorten(layer.name)}", where)
    return read_layer(entry, where, depth=depth, uses=(*known.uses, use))


def _results(layer: Layer) -> int:
    if layer.inner is not None:
        return len(layer.inner.outputs)
    return result_count(layer.op, layer.config) if layer.built_in else 1


def _leaf(tensor: Reference) -> dict[str, Any]:
    history = [tensor.layer, tensor.use, tensor.result]
    return {
        "class_name": "__keras_tensor__",
        "config": {"shape": tensor.shape, "keras_history": history},
    }


def _input_shape(entry: Any) -> object:
    """Return the shape a layer was built for, which is that of the result before it."""
    build = entry.get("build_config") if isinstance(entry, dict) else None
    shape = shape_of(build.get("input_shape")) if isinstance(build, dict) else None
    return shape if shape and shape[0] is None else None


def _made_up_input(
    config: dict[str, Any], entries: list[Any], where: str, depth: int
) -> dict[str, Any]:
    shape = config.get("build_input_shape")
    if shape is None and not depth:
        refuse(
            "the Sequential model has no Input, so its shapes are not known yet",
            where,
            next_step="Let keras.Input(shape=...) be its first element.",
        )
    names = {entry.get("name") for entry in entries if isinstance(entry, dict)}
    name = MADE_UP_INPUT
    while name in names:
        name += "_"
    return {
        "module": "keras.layers",
        "class_name": "InputLayer",
        "name": name,
        "config": {"name": name, "batch_shape": shape or [None]},
    }
