"""One model's config as it stands, checked: layers, their uses in order, inputs and outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.topology.keras_config.arguments import Path, Reference, Use, read_use
from autograder.topology.keras_config.document import (
    MAX_NESTING,
    mapping,
    refuse,
    sequence,
    shorten,
    text,
)
from autograder.topology.keras_config.names import canonical_op, is_built_in
from autograder.topology.keras_config.settings import opaque_settings, read_settings
from autograder.topology.keras_config.signatures import has_weights
from autograder.topology.model import Shape, Style, Value

OLD_KERAS = "Build the model with Keras 3 and take its config again."


@dataclass(frozen=True, kw_only=True, slots=True)
class Layer:
    """A layer or operation, or a nested model (`inner`), and the calls made of it."""

    name: str
    class_name: str
    op: str
    config: dict[str, Any]
    settings: tuple[tuple[str, Value], ...]
    has_weights: bool
    inner: Graph | None
    uses: tuple[Use, ...]
    counts_from_one: bool
    """Whether outputs count its uses from one, as Keras does for functional models."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Graph:
    """A functional or Sequential model; `order` lists its calls, each after those it reads.

    `shapes` are those of results, as far as the calls that read them tell.
    """

    name: str
    style: Style
    layers: Mapping[str, Layer]
    order: tuple[tuple[str, int], ...]
    inputs: tuple[tuple[Path, Reference], ...]
    outputs: tuple[tuple[Path, Reference], ...]
    shapes: Mapping[tuple[str, int], Mapping[int, Shape]]


def is_model_config(config: object) -> bool:
    """Whether a layer's config is that of a functional or Sequential model."""
    return isinstance(config, dict) and isinstance(config.get("layers"), (list, tuple))


def read_graph(config: dict[str, Any], where: str, *, depth: int = 0) -> Graph:
    """Read the config of a functional or Sequential model, and of the models inside it."""
    # Both read layers, among them models.
    from autograder.topology.keras_config.functional import read_functional
    from autograder.topology.keras_config.sequential import read_sequential

    if depth > MAX_NESTING:
        refuse(f"models are nested more than {MAX_NESTING} deep", where)
    read = read_functional if "input_layers" in config else read_sequential
    return read(config, where, depth=depth)


def read_layer(
    entry: object, where: str, *, depth: int, name: str | None = None, unroll: bool = True
) -> Layer:
    """Read one entry of a model's list of layers; `name` stands in where the entry has none.

    A nested model that is not to be unrolled becomes a layer without settings.
    """
    entry = mapping(entry, "a layer", where)
    class_name = text(entry.get("class_name"), "the class of a layer", where)
    config = entry.get("config")
    config = config if isinstance(config, dict) else {}
    name = text(
        entry.get("name", config.get("name", name)),
        f"the name of a layer of the class {shorten(class_name)}",
        where,
    )
    here = f"{where}/{name}" if where else name
    if "module" not in entry or "batch_input_shape" in config:
        refuse("the layer was written by Keras 2", here, next_step=OLD_KERAS)
    module = entry["module"] if isinstance(entry["module"], str) else ""
    op = canonical_op(module, class_name)
    is_model = is_model_config(config) and class_name != "Pipeline"
    inner = read_graph(config, here, depth=depth + 1) if is_model and unroll else None
    built_in = is_built_in(module) and class_name != "Lambda"
    if is_model:
        settings: tuple[tuple[str, Value], ...] = ()
    else:
        settings = read_settings(op, config, here) if built_in else opaque_settings(entry)
    return Layer(
        name=name,
        class_name=class_name,
        op=op,
        config=config,
        settings=settings,
        has_weights=has_weights(op, config) if is_built_in(module) else True,
        inner=inner,
        uses=_uses(entry.get("inbound_nodes", ()), op, here, built_in=built_in),
        counts_from_one=_is_functional(entry) if inner is None else inner.style == "functional",
    )


def known_shapes(layers: Mapping[str, Layer]) -> dict[tuple[str, int], dict[int, Shape]]:
    """Return the shapes of results, as far as the calls that read them tell."""
    found: dict[tuple[str, int], dict[int, Shape]] = {}
    for layer in layers.values():
        for use in layer.uses:
            for _, source in use.tensors:
                if source.shape is not None:
                    found.setdefault((source.layer, source.use), {})[source.result] = source.shape
    return found


def _is_functional(entry: dict[str, Any]) -> bool:
    """Whether a layer without a readable graph is a functional model of the learner's class."""
    return "compile_config" in entry and entry.get("build_config") == {"input_shape": None}


def _uses(nodes: object, op: str, where: str, *, built_in: bool) -> tuple[Use, ...]:
    if op == "Input":
        return (Use(),)
    uses = []
    for node in sequence(nodes, "inbound_nodes", where):
        if isinstance(node, (list, tuple)):
            refuse("its calls are lists, as Keras 2 writes them", where, next_step=OLD_KERAS)
        call = mapping(node, "a call", where)
        args = sequence(call.get("args"), "the arguments of a call", where)
        kwargs = mapping(call.get("kwargs"), "the keyword arguments of a call", where)
        uses.append(read_use(op, args, kwargs, where, built_in=built_in))
    return tuple(uses)
