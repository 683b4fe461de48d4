"""Shapes that follow from what a topology says, for drawings made from files without any."""

from __future__ import annotations

import math
from dataclasses import replace

from autograder.render.caption import shape_of
from autograder.topology.model import Call, Shape, Tensor, Topology, Value

_UNCHANGED = (
    "Activation", "Add", "AlphaDropout", "Average", "BatchNormalization", "Dropout", "ELU",
    "GaussianDropout", "GaussianNoise", "GroupNormalization", "Identity", "LayerNormalization",
    "LeakyReLU", "Masking", "Maximum", "Minimum", "Multiply", "Normalization", "PReLU",
    "RMSNormalization", "ReLU", "Rescaling", "Softmax", "SpatialDropout1D", "SpatialDropout2D",
    "Subtract", "UnitNormalization", "Absolute", "Exp", "Log", "Negative", "Relu", "Sigmoid",
    "Sqrt", "Square", "Tanh", "MultiHeadAttention",
)  # fmt: skip


_CONVOLUTIONS = frozenset({"Conv1D", "Conv2D", "Conv3D", "SeparableConv1D", "SeparableConv2D"})


def with_shapes(topology: Topology) -> Topology:
    """Fill in the shapes that can be worked out from the inputs; never guess one."""
    known: dict[Tensor, Shape] = {}
    calls = []
    for call in topology.calls:
        found = call
        if not call.shapes:
            read = [known.get(argument.tensor) for argument in call.arguments]
            shape = shape_of(call) or _result(call, read)
            found = call if shape is None else replace(call, shapes=(shape,))
        known |= {Tensor(call=call.id, result=at): each for at, each in enumerate(found.shapes)}
        calls.append(found)
    return replace(topology, calls=tuple(calls))


def _result(call: Call, read: list[Shape | None]) -> Shape | None:
    first = read[0] if read else None
    if first is None or any(shape is None for shape in read):
        return None
    shapes = [shape for shape in read if shape is not None]
    return _of_shapes(call, call.op.removeprefix("ops."), shapes)


def _of_shapes(call: Call, op: str, shapes: list[Shape]) -> Shape | None:
    first = shapes[0]
    shape: Shape | None = None
    if op == "MultiHeadAttention":
        shape = first if call.setting("output_shape") is None else None
    elif op in _UNCHANGED:
        shape = _broadcast(shapes)
    elif op == "Dense":
        shape = (*first[:-1], _number(call.setting("units")))
    elif op == "Concatenate":
        shape = _joined(shapes, call.setting("axis", -1))
    elif op == "Flatten":
        shape = (None, _product(first[1:]))
    elif op == "Embedding":
        shape = (*first, _number(call.setting("output_dim")))
    elif op.startswith("Global") and len(first) > 2 and not call.setting("keepdims"):
        shape = (first[0], first[-1])
    elif op in {"LSTM", "GRU", "SimpleRNN"}:
        kept = first[:-1] if call.setting("return_sequences") else first[:1]
        shape = (*kept, _number(call.setting("units")))
    elif op.startswith(("ZeroPadding", "UpSampling")):
        shape = _resized(call, op, first)
    else:
        shape = _window(call, op, first)
    return shape


def _window(call: Call, op: str, shape: Shape) -> Shape | None:
    """What a convolution or pooling makes of the sizes between batch and channels."""
    pooling = op.startswith(("MaxPooling", "AveragePooling"))
    axes = len(shape) - 2
    if not (pooling or op in _CONVOLUTIONS) or axes < 1 or not _is_ordinary(call, axes):
        return None
    window = _each(call.setting("pool_size" if pooling else "kernel_size", 2), axes)
    strides = _each(call.setting("strides"), axes) or (window if pooling else (1,) * axes)
    if not window:
        return None
    sizes = []
    for size, width, step in zip(shape[1:-1], window, strides, strict=True):
        if size is None:
            return None
        same = call.setting("padding") == "same"
        sizes.append(math.ceil(size / step) if same else (size - width) // step + 1)
    return (shape[0], *sizes, shape[-1] if pooling else _number(call.setting("filters")))


def _is_ordinary(call: Call, axes: int) -> bool:
    """Whether windows lie side by side over sizes that stand before the channels."""
    return (
        call.setting("padding", "valid") in {"valid", "same"}
        and _each(call.setting("dilation_rate", 1), axes) == (1,) * axes
        and call.setting("data_format") in {None, "channels_last"}
    )


def _resized(call: Call, op: str, shape: Shape) -> Shape | None:
    axes = len(shape) - 2
    grows = op.startswith("UpSampling")
    by = _each(call.setting("size", 2) if grows else call.setting("padding", 1), axes)
    sizes = shape[1:-1]
    if not by or None in sizes or not _is_ordinary(replace(call, settings=_format(call)), axes):
        return None
    numbers = zip((size for size in sizes if size is not None), by, strict=True)
    return (shape[0], *(n * m if grows else n + 2 * m for n, m in numbers), shape[-1])


def _format(call: Call) -> tuple[tuple[str, Value], ...]:
    return tuple(pair for pair in call.settings if pair[0] == "data_format")


def _each(value: Value, axes: int) -> tuple[int, ...]:
    if isinstance(value, int):
        return (value,) * axes
    if not isinstance(value, tuple) or len(value) != axes:
        return ()
    # Padding may be written ((1, 1), (1, 1)), and differ before and behind: then nothing is told.
    flat = [size[0] if isinstance(size, tuple) and len(set(size)) == 1 else size for size in value]
    sizes = tuple(size for size in flat if isinstance(size, int))
    return sizes if len(sizes) == axes else ()


def _number(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _product(sizes: Shape) -> int | None:
    return None if None in sizes else math.prod(size for size in sizes if size is not None)


def _broadcast(shapes: list[Shape]) -> Shape | None:
    return shapes[0] if all(shape == shapes[0] for shape in shapes) else None


def _joined(shapes: list[Shape], axis: Value) -> Shape | None:
    first = shapes[0]
    if not isinstance(axis, int) or any(len(shape) != len(first) for shape in shapes):
        return None
    at = axis % len(first)
    sizes = [shape[at] for shape in shapes]
    total = None if None in sizes else sum(size for size in sizes if size is not None)
    return (*first[:at], total, *first[at + 1 :])
