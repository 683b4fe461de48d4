"""Reads a config into a topology: the outermost steps."""

from __future__ import annotations

from typing import Any

from autograder.topology.keras_config.document import check_document, mapping, refuse, shorten
from autograder.topology.keras_config.flatten import Flattening, Scope, Seen
from autograder.topology.keras_config.graph import Graph
from autograder.topology.keras_config.layers import read_graph
from autograder.topology.keras_config.masks import without_implicit_masks
from autograder.topology.keras_config.names import author_name
from autograder.topology.keras_config.values import has_layers
from autograder.topology.model import Call, Endpoint, Topology


def read_config(config: dict[str, Any]) -> Topology:
    """Read the dict of `model.get_config()` or of `json.loads(model.to_json())`.

    Nested models are unrolled. Calls of a layer share its weights; a layer shared by two nested
    models cannot be told from its twin here (`read_model_evidence` can). Tensor names, ids and
    settings follow `Call`. Raises AutograderError for anything that is no such config.
    """
    check_document(config)
    topology, _ = read_with_scope(config, Seen())
    return topology


def read_with_scope(config: object, seen: Seen) -> tuple[Topology, Scope]:
    """Read a checked config with what was seen on live objects; also tell where tensors went."""
    graph = read_graph(_model_config(config), "")
    scope = Scope(graph=graph)
    flattening = Flattening(seen)
    flattening.unroll(scope)
    inputs = tuple(
        Endpoint(tensor=scope.resolve(source), name=_name(path, graph, source.layer))
        for path, source in graph.inputs
    )
    outputs = tuple(
        Endpoint(tensor=scope.resolve(source), name=_name(path, graph, source.layer))
        for path, source in graph.outputs
    )
    calls = _reaching(without_implicit_masks(flattening.shaped()), outputs)
    given = author_name(graph.name, "Sequential" if graph.style == "sequential" else "Functional")
    topology = Topology(
        calls=calls,
        inputs=inputs,
        outputs=outputs,
        name=given or "model",
        style=graph.style,
    )
    return topology, scope


def _model_config(config: object) -> dict[str, Any]:
    whole = mapping(config, "the config", "")
    inner = whole.get("config") if "class_name" in whole else whole
    if isinstance(inner, dict) and has_layers(inner):
        return inner
    what = f"{shorten(whole.get('class_name', 'it'))} lists no layers"
    return refuse(what, next_step="Give the config of a functional or Sequential model.")


def _name(path: tuple[object, ...], graph: Graph, layer: str) -> str | None:
    """Return the author's name of an input or output: its key in a dict, else its layer's name."""
    if any(isinstance(part, str) for part in path):
        return ".".join(map(str, path))
    return author_name(layer, graph.layers[layer].class_name)


def _reaching(calls: list[Call], outputs: tuple[Endpoint, ...]) -> tuple[Call, ...]:
    """Leave out calls that reach no output: a nested model's own outputs may go unread."""
    reached = {output.tensor.call for output in outputs}
    for call in reversed(calls):
        if call.id in reached:
            reached.update(argument.tensor.call for argument in call.arguments)
    return tuple(call for call in calls if call.id in reached or call.op == "Input")
