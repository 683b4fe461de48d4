"""Passes that need to know shapes: Flatten and its other spellings, axes counted one way."""

from __future__ import annotations

from dataclasses import replace
from math import prod

from autograder.topology.model import Call, Shape, Tensor, Topology, Value
from autograder.topology.normal_form.rewriting import each_call, rewrite, with_settings
from autograder.topology.shapes import infer_shapes

_AXIS = frozenset({"axis", "axes"})
_OF_RESULT = frozenset({"ExpandDims", "Stack"})
"""Operations whose axis is one of their result, which has one more than what they read."""
_OTHER_AXES = frozenset({"MultiHot", "OneHot", "ops.Dot"})
"""Operations whose axis means something else."""


def one_flatten(topology: Topology) -> Topology:
    """Make `Reshape((-1,))`, `Reshape((192,))` and `ops.reshape(x, (-1, 192))` calls of Flatten."""
    reshaping = [call for call in topology.calls if call.op == "Reshape"]
    if not reshaping:
        return topology
    shapes = infer_shapes(topology)
    changes = {}
    for call in reshaping:
        target = _target(call, shapes)
        if target is None:
            continue
        if len(target) == 1:
            settings = {
                name: value
                for name, value in call.settings
                if name not in {"target_shape", "newshape"}
            }
            changes[call.id] = replace(with_settings(call, settings), op="Flatten")
        elif call.setting("newshape") is not None:
            settings = {name: value for name, value in call.settings if name != "newshape"}
            changes[call.id] = with_settings(call, {**settings, "target_shape": target})
    return each_call(topology, changes)


def _target(call: Call, shapes: dict[Tensor, Shape]) -> tuple[int | None, ...] | None:
    """Return the shape of one sample that the call makes; None where it moves the batch axis."""
    target = call.setting("target_shape")
    if isinstance(target, tuple):
        return target  # type: ignore[return-value]  # a shape's members are sizes
    target = call.setting("newshape")
    if not isinstance(target, tuple) or not target or target[0] not in {-1, None}:
        return None
    rest = target[1:]
    source = shapes.get(call.arguments[0].tensor) if call.arguments else None
    if source is None or None in source[1:] or _product(rest) == _product(source[1:]):
        return rest  # type: ignore[return-value]  # as above
    return None


def _product(sizes: tuple[Value, ...]) -> int:
    return prod(size for size in sizes if isinstance(size, int))


def drop_flat_flatten(topology: Topology) -> Topology:
    """Take out a Flatten of what is flat already."""
    flattens = [call for call in topology.calls if call.op == "Flatten" and call.arguments]
    if not flattens:
        return topology
    shapes = infer_shapes(topology)
    instead = {
        Tensor(call=call.id): call.arguments[0].tensor
        for call in flattens
        if len(shapes.get(call.arguments[0].tensor, ())) == 2
    }
    if not instead:
        return topology
    gone = {tensor.call for tensor in instead}
    kept = (call for call in topology.calls if call.id not in gone)
    return rewrite(topology, calls=kept, instead=instead)


def one_axis(topology: Topology) -> Topology:
    """Count the last axis as -1 and every other one from the front, where the rank is known."""
    if not any(name in _AXIS for call in topology.calls for name, _ in call.settings):
        return topology
    shapes = infer_shapes(topology)
    changes = {}
    for call in topology.calls:
        rank = _rank(call, shapes)
        if rank is None:
            continue
        settings = {
            name: _counted(value, rank) if name in _AXIS else value for name, value in call.settings
        }
        changed = with_settings(call, settings)
        if changed is not call:
            changes[call.id] = changed
    return each_call(topology, changes)


def _rank(call: Call, shapes: dict[Tensor, Shape]) -> int | None:
    if call.op in _OTHER_AXES:
        return None
    found = {len(shapes[each.tensor]) for each in call.arguments if each.tensor in shapes}
    if len(found) != 1:
        return None
    return found.pop() + (call.op in _OF_RESULT)


def _counted(value: Value, rank: int) -> Value:
    if isinstance(value, tuple):
        return tuple(_counted(item, rank) for item in value)
    if isinstance(value, int) and not isinstance(value, bool):
        front = value + rank if value < 0 else value
        return -1 if front == rank - 1 else front
    return value
