"""Freezes a model that a wrapper layer holds into one comparable value."""

from __future__ import annotations

from autograder.topology.keras_config.flatten import Flattening, Scope, Seen
from autograder.topology.keras_config.graph import Graph
from autograder.topology.model import Call, Tensor, Value


def freeze_graph(graph: Graph) -> Value:
    """Return the calls of a model by their positions, without any names."""
    scope = Scope(graph=graph)
    flattening = Flattening(Seen())
    flattening.unroll(scope)
    position = {call.id: number for number, call in enumerate(flattening.calls)}
    first: dict[str, int] = {}
    calls = tuple(_freeze_call(call, position, first) for call in flattening.calls)
    outputs = tuple(_spot(scope.resolve(source), position) for _, source in graph.outputs)
    return ("Model", *calls, ("outputs", outputs))


def _freeze_call(call: Call, position: dict[str, int], first: dict[str, int]) -> Value:
    parts: list[Value] = [call.op, *call.settings]
    parts += [("call", *option) for option in call.options]
    if call.arguments:
        reads = ((each.port, *_spot(each.tensor, position)) for each in call.arguments)
        parts.append(("reads", tuple(reads)))
    if call.weights is not None:
        owner = first.setdefault(call.weights, position[call.id])
        parts.append(("weights", owner))
    return tuple(parts)


def _spot(tensor: Tensor, position: dict[str, int]) -> tuple[int, int]:
    return (position[tensor.call], tensor.result)
