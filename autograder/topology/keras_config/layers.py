"""Reads the layers of a model's config, and the models among them."""

from __future__ import annotations

from typing import Any

from autograder.topology.keras_config.arguments import Use, read_use, shape_of
from autograder.topology.keras_config.document import (
    MAX_CALLS,
    MAX_NESTING,
    mapping,
    refuse,
    sequence,
    text,
)
from autograder.topology.keras_config.functional import connect
from autograder.topology.keras_config.graph import Graph, Layer
from autograder.topology.keras_config.names import canonical_op, is_built_in, snake_case
from autograder.topology.keras_config.sequential import chain
from autograder.topology.keras_config.settings import opaque_settings, read_settings
from autograder.topology.keras_config.values import Freezer, is_model
from autograder.topology.keras_config.weights import has_weights
from autograder.topology.keras_config.wrapped import freeze_graph
from autograder.topology.model import Shape, Value

OLD_KERAS = "Build the model with Keras 3 and take its config again."


def read_graph(config: dict[str, Any], where: str, *, depth: int = 0) -> Graph:
    """Read the config of a functional or Sequential model, and of the models inside it."""
    if depth > MAX_NESTING:
        refuse(f"models are nested more than {MAX_NESTING} deep", where)
    entries = list(sequence(config.get("layers"), "the list of layers", where))
    if len(entries) > MAX_CALLS:
        refuse(f"it has more than {MAX_CALLS:,} layers", where)
    functional = "input_layers" in config
    if not functional and (not entries or not _is_input(entries[0])):
        entries.insert(0, _made_up_input(config, where, depth))
    layers = [
        read_layer(entry, where, depth=depth, position=position)
        for position, entry in enumerate(entries)
    ]
    if functional:
        return connect(config, layers, where)
    shapes = [_input_shape(entry) for entry in entries[1:]]
    return chain(str(config.get("name")), layers, shapes, where)


def freeze_model(config: dict[str, Any], where: str) -> Value:
    """Freeze a model that a wrapper layer holds (`TimeDistributed(model)`)."""
    return freeze_graph(read_graph(config, where))


def read_layer(
    entry: object, where: str, *, depth: int, position: int = 0, unroll: bool = True
) -> Layer:
    """Read one entry, at `position`, of a model's list of layers.

    A nested model that is not to be unrolled becomes a layer without settings.
    """
    entry = mapping(entry, "a layer", where)
    class_name = text(entry.get("class_name"), "the class of a layer", where)
    config = entry.get("config")
    config = config if isinstance(config, dict) else {}
    # A learner's own get_config may forget the name, and a Sequential repeats it nowhere else.
    made_up = f"{snake_case(class_name)}@{position}"
    name = text(entry.get("name", config.get("name", made_up)), "the name of a layer", where)
    here = f"{where}/{name}" if where else name
    if "module" not in entry or "batch_input_shape" in config:
        refuse("the layer was written by Keras 2", here, next_step=OLD_KERAS)
    module = entry["module"] if isinstance(entry["module"], str) else ""
    op = canonical_op(module, class_name)
    nested = is_model(module, class_name, config)
    inner = read_graph(config, here, depth=depth + 1) if nested and unroll else None
    built_in = is_built_in(module) and class_name != "Lambda"
    settings: tuple[tuple[str, Value], ...] = ()
    if not nested and built_in:
        settings = read_settings(op, config, Freezer(here, freeze_model))
    elif not nested:
        settings = opaque_settings(entry)
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


def _is_input(entry: object) -> bool:
    return isinstance(entry, dict) and entry.get("class_name") == "InputLayer"


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
        "config": {"batch_shape": shape or [None]},
    }
