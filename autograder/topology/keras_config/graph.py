"""One model's config as it stands, checked: layers, their uses in order, inputs and outputs."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.topology.keras_config.arguments import Reference, is_tensor, leaves, reference
from autograder.topology.keras_config.document import (
    MAX_CALLS,
    MAX_NESTING,
    index,
    mapping,
    refuse,
    sequence,
    shorten,
    text,
)
from autograder.topology.keras_config.names import canonical_op, is_built_in
from autograder.topology.model import Shape

OLD_KERAS = "Build the model with Keras 3 and take its config again."


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """One call of a layer: its arguments as the config has them, and the tensors among them."""

    args: list[Any] | tuple[Any, ...]
    kwargs: dict[str, Any]
    reads: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Layer:
    """A layer or operation, or a nested model (`inner`), and the calls made of it."""

    name: str
    op: str
    entry: dict[str, Any]
    built_in: bool
    inner: Graph | None
    uses: tuple[Use, ...]

    @property
    def config(self) -> dict[str, Any]:
        """The constructor arguments."""
        config = self.entry.get("config")
        return config if isinstance(config, dict) else {}

    @property
    def first_use_is_one(self) -> bool:
        """Whether outputs count this layer's uses from one, as Keras does for functional models."""
        if self.inner is not None:
            return self.inner.style == "functional"
        built = self.entry.get("build_config")
        return "compile_config" in self.entry and built == {"input_shape": None}


@dataclass(frozen=True, kw_only=True, slots=True)
class Graph:
    """A functional or Sequential model; `order` lists its calls, each after those it reads."""

    name: str
    style: str
    layers: Mapping[str, Layer]
    order: tuple[tuple[str, int], ...]
    inputs: tuple[tuple[tuple[object, ...], Reference], ...]
    outputs: tuple[tuple[tuple[object, ...], Reference], ...]
    shapes: Mapping[tuple[str, int], Mapping[int, Shape]]
    """The shapes of results, as far as the calls that read them tell."""


def is_model_config(config: object) -> bool:
    """Whether a layer's config is that of a functional or Sequential model."""
    return isinstance(config, dict) and isinstance(config.get("layers"), (list, tuple))


def read_graph(config: dict[str, Any], where: str, *, depth: int = 0) -> Graph:
    """Read the config of a functional or Sequential model, and of the models inside it."""
    from autograder.topology.keras_config.sequential import read_sequential

    if depth > MAX_NESTING:
        refuse(f"models are nested more than {MAX_NESTING} deep", where)
    if "input_layers" not in config:
        return read_sequential(config, where, depth=depth)
    name = text(config.get("name"), "the name of a model", where)
    entries = sequence(config["layers"], "the list of layers", where)
    if len(entries) > MAX_CALLS:
        refuse(f"it has more than {MAX_CALLS:,} layers", where)
    layers: dict[str, Layer] = {}
    for entry in entries:
        layer = read_layer(entry, where, depth=depth)
        if layer.name in layers:
            refuse(f"two layers have the name {shorten(layer.name)}", where)
        layers[layer.name] = layer
    return Graph(
        name=name,
        style="functional",
        layers=layers,
        order=_order(layers, where),
        inputs=_endpoints(config.get("input_layers"), layers, where),
        outputs=_endpoints(config.get("output_layers"), layers, where),
        shapes=known_shapes(layers),
    )


def read_layer(entry: object, where: str, *, depth: int, uses: tuple[Use, ...] = ()) -> Layer:
    """Read one entry of a model's list of layers."""
    entry = mapping(entry, "a layer", where)
    class_name = text(entry.get("class_name"), "the class of a layer", where)
    config = entry.get("config")
    name = entry.get("name", config.get("name") if isinstance(config, dict) else None)
    name = text(name, f"the name of a layer of the class {shorten(class_name)}", where)
    here = f"{where}/{name}" if where else name
    module = entry.get("module")
    if "module" not in entry or (isinstance(config, dict) and "batch_input_shape" in config):
        refuse("the layer was written by Keras 2", here, next_step=OLD_KERAS)
    module = module if isinstance(module, str) else ""
    inner = None
    if is_model_config(config) and class_name != "Pipeline":
        inner = read_graph(mapping(config, "a model", here), here, depth=depth + 1)
    return Layer(
        name=name,
        op=canonical_op(module, class_name),
        entry=entry,
        built_in=is_built_in(module) and class_name != "Lambda",
        inner=inner,
        uses=uses or _uses(entry.get("inbound_nodes", ()), class_name, here),
    )


def _uses(nodes: object, class_name: str, where: str) -> tuple[Use, ...]:
    if class_name == "InputLayer":
        return (make_use((), {}, where),)
    nodes = sequence(nodes, "inbound_nodes", where)
    uses = []
    for node in nodes:
        if isinstance(node, (list, tuple)):
            refuse("its calls are lists, as Keras 2 writes them", where, next_step=OLD_KERAS)
        node = mapping(node, "a call", where)
        args = sequence(node.get("args"), "the arguments of a call", where)
        kwargs = mapping(node.get("kwargs"), "the keyword arguments of a call", where)
        uses.append(make_use(args, kwargs, where))
    return tuple(uses)


def make_use(
    args: list[Any] | tuple[Any, ...], kwargs: dict[str, Any], where: str
) -> Use:
    """Return a call with these arguments."""
    found = leaves([list(args), kwargs], where)
    return Use(
        args=args,
        kwargs=kwargs,
        reads=tuple(reference(leaf, where) for _, leaf in found if is_tensor(leaf)),
    )


def known_shapes(layers: Mapping[str, Layer]) -> dict[tuple[str, int], dict[int, Shape]]:
    """Return the shapes of results, as far as the calls that read them tell."""
    found: dict[tuple[str, int], dict[int, Shape]] = {}
    for layer in layers.values():
        for use in layer.uses:
            for source in use.reads:
                if source.shape is not None:
                    found.setdefault((source.layer, source.use), {})[source.result] = source.shape
    return found


def _order(layers: Mapping[str, Layer], where: str) -> tuple[tuple[str, int], ...]:
    """Sort the calls so that each follows those it reads, else as the config lists them."""
    keys = [(name, use) for name, layer in layers.items() for use in range(len(layer.uses))]
    rank = {key: position for position, key in enumerate(keys)}
    missing: dict[tuple[str, int], int] = {}
    readers: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for name, use in keys:
        here = f"{where}/{name}" if where else name
        sources = {(source.layer, source.use) for source in layers[name].uses[use].reads}
        for source in sources:
            if source not in rank:
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


def _endpoints(
    structure: object, layers: Mapping[str, Layer], where: str
) -> tuple[tuple[tuple[object, ...], Reference], ...]:
    found = tuple(
        (path, _endpoint(leaf, layers, where)) for path, leaf in _tensors(structure, where, ())
    )
    if not found:
        refuse("it has no inputs or no outputs", where)
    return found


def _tensors(
    structure: object, where: str, path: tuple[object, ...]
) -> list[tuple[tuple[object, ...], list[Any] | tuple[Any, ...]]]:
    if len(path) > MAX_NESTING:
        refuse("its inputs or outputs are nested too deep", where)
    if isinstance(structure, (list, tuple)):
        if len(structure) == 3 and isinstance(structure[0], str):
            return [(path, structure)]
        parts = list(enumerate(structure))
        return [leaf for key, part in parts for leaf in _tensors(part, where, (*path, key))]
    if isinstance(structure, dict):
        keys = sorted(structure)
        return [leaf for key in keys for leaf in _tensors(structure[key], where, (*path, key))]
    refuse(f"an input or output is {shorten(structure)}", where)


def _endpoint(leaf: Any, layers: Mapping[str, Layer], where: str) -> Reference:
    name, use, result = leaf
    layer = layers.get(name)
    use = index(use, "the use of an input or output", where)
    if layer is not None and layer.first_use_is_one and use > 0:
        use -= 1
    if layer is None or use >= len(layer.uses):
        refuse(f"an input or output names {shorten(name)}, a call that the model lacks", where)
    return Reference(
        layer=name, use=use, result=index(result, "the result of an output", where)
    )
