"""The pass that calls `ops.max_pool` and a mean over all places by the pooling layers' names."""

from __future__ import annotations

from dataclasses import replace

from autograder.topology.model import Call, Shape, Topology, Value
from autograder.topology.normal_form.rewriting import each_call, with_settings
from autograder.topology.shapes import infer_shapes

_POOLS = {"MaxPool": "MaxPooling", "AveragePool": "AveragePooling"}
_REDUCTIONS = {"Max": "GlobalMaxPooling", "Mean": "GlobalAveragePooling"}
_DIRECTIONS = range(1, 4)


def one_pooling(topology: Topology) -> Topology:
    """Make `ops.max_pool` a MaxPooling layer, `ops.mean` over places a GlobalAveragePooling."""
    wanted = _POOLS.keys() | _REDUCTIONS.keys() | {"Transpose"}
    found = [call for call in topology.calls if call.op in wanted and len(call.arguments) == 1]
    if not found:
        return topology
    shapes = infer_shapes(topology)
    changes = {}
    for call in found:
        source = shapes.get(call.arguments[0].tensor)
        changed = _layer(call, source)
        if changed is not None:
            changes[call.id] = changed
    return each_call(topology, changes)


def _layer(call: Call, source: Shape | None) -> Call | None:
    if call.op == "Transpose":
        axes = call.setting("axes")
        if isinstance(axes, tuple) and axes[:1] == (0,):
            return replace(with_settings(call, {"dims": axes[1:]}), op="Permute")
        return None
    if source is None or len(source) - 2 not in _DIRECTIONS:
        return None
    directions = len(source) - 2
    if call.op in _POOLS:
        return replace(call, op=f"{_POOLS[call.op]}{directions}D")
    if _axes(call.setting("axis"), len(source)) != tuple(range(1, directions + 1)):
        return None
    settings = {name: value for name, value in call.settings if name == "keepdims" and value}
    return replace(with_settings(call, settings), op=f"{_REDUCTIONS[call.op]}{directions}D")


def _axes(value: Value, rank: int) -> tuple[int, ...]:
    axes = value if isinstance(value, tuple) else (value,)
    return tuple(
        sorted(axis % rank for axis in axes if isinstance(axis, int) and not isinstance(axis, bool))
    )
