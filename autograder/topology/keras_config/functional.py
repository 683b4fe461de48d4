"""Connects the layers of a functional model by the calls that each of them lists."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from autograder.topology.keras_config.arguments import Path, Reference
from autograder.topology.keras_config.document import (
    MAX_NESTING,
    index,
    refuse,
    shorten,
    text,
)
from autograder.topology.keras_config.graph import Graph, Layer, known_shapes


def connect(config: dict[str, Any], entries: Iterable[Layer], where: str) -> Graph:
    """Return the graph of a functional model with these layers."""
    layers: dict[str, Layer] = {}
    for layer in entries:
        if layer.name in layers:
            refuse(f"two layers have the name {shorten(layer.name)}", where)
        layers[layer.name] = layer
    return Graph(
        name=text(config.get("name"), "the name of a model", where),
        style="functional",
        layers=layers,
        order=_order(layers, where),
        inputs=_inputs(config.get("input_layers"), layers, where),
        outputs=_endpoints(config.get("output_layers"), layers, where),
        shapes=known_shapes(layers),
    )


def _order(layers: Mapping[str, Layer], where: str) -> tuple[tuple[str, int], ...]:
    """Sort the calls so that each follows those it reads, else as the config lists them."""
    keys = [(name, use) for name, layer in layers.items() for use in range(len(layer.uses))]
    rank = {key: position for position, key in enumerate(keys)}
    missing: dict[tuple[str, int], int] = {}
    readers: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for name, use in keys:
        sources = {(source.layer, source.use) for _, source in layers[name].uses[use].tensors}
        for source in sources:
            if source not in rank:
                here = f"{where}/{name}" if where else name
                refuse(f"it reads {shorten(source[0])}, a call that the model lacks", here)
            readers.setdefault(source, []).append((name, use))
        missing[name, use] = len(sources)
    ready = [rank[key] for key in keys if not missing[key]]
    order: list[tuple[str, int]] = []
    while ready:
        key = keys[heapq.heappop(ready)]
        order.append(key)
        for reader in readers.get(key, ()):
            missing[reader] -= 1
            if not missing[reader]:
                heapq.heappush(ready, rank[reader])
    if len(order) < len(keys):
        stuck = next(key[0] for key in keys if missing[key])
        refuse(f"the calls form a cycle through {shorten(stuck)}", where)
    return tuple(order)


def _inputs(
    structure: object, layers: Mapping[str, Layer], where: str
) -> tuple[tuple[Path, Reference], ...]:
    found = _endpoints(structure, layers, where)
    declared = {source.layer for _, source in found}
    if declared != {name for name, layer in layers.items() if layer.op == "Input"}:
        refuse("its inputs are not its Input layers", where)
    return found


def _endpoints(
    structure: object, layers: Mapping[str, Layer], where: str
) -> tuple[tuple[Path, Reference], ...]:
    found = tuple(
        (path, _endpoint(leaf, layers, where)) for path, leaf in _ends(structure, where, ())
    )
    if not found:
        refuse("it has no inputs or no outputs", where)
    return found


def _ends(structure: Any, where: str, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield the [layer, use, result] triples of inputs or outputs given in any structure."""
    if len(path) > MAX_NESTING:
        refuse("its inputs or outputs are nested too deep", where)
    if isinstance(structure, dict):
        for key in sorted(structure):
            yield from _ends(structure[key], where, (*path, key))
    elif not isinstance(structure, (list, tuple)):
        refuse(f"an input or output is {shorten(structure)}", where)
    elif len(structure) == 3 and isinstance(structure[0], str):
        yield path, structure
    else:
        for position, part in enumerate(structure):
            yield from _ends(part, where, (*path, position))


def _endpoint(leaf: Any, layers: Mapping[str, Layer], where: str) -> Reference:
    name, number, result = leaf
    layer = layers.get(name)
    use = index(number, "the use of an input or output", where)
    if layer is not None and layer.counts_from_one and use > 0:
        use -= 1
    if layer is None or use >= len(layer.uses):
        refuse(f"an input or output names {shorten(name)}, a call that the model lacks", where)
    return Reference(layer=name, use=use, result=index(result, "the result of an output", where))
