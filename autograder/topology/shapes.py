"""The shapes of tensors as far as the drawing tells them: rank and last axis, mostly."""

from __future__ import annotations

from collections.abc import Callable
from math import prod

from autograder.topology.model import Call, Shape, Tensor, Topology, Value


def words(text: str) -> frozenset[str]:
    """Return the words of a text, for long lists of class names."""
    return frozenset(text.split())


_KEEPS = words(
    """
    Activation AlphaDropout BatchNormalization Dropout GaussianDropout GaussianNoise
    GroupNormalization Identity LayerNormalization Masking Normalization PReLU RMSNormalization
    Rescaling SpatialDropout1D SpatialDropout2D SpatialDropout3D UnitNormalization
    Absolute Cos Exp Log Negative Reciprocal Rsqrt Sign Sin Sqrt Square
    MultiHeadAttention GroupedQueryAttention
    """
)
_RESIZES = (
    "AveragePooling",
    "Cropping",
    "DepthwiseConv",
    "MaxPooling",
    "UpSampling",
    "ZeroPadding",
)
_CONVOLUTIONS = ("Conv1D", "Conv2D", "Conv3D", "SeparableConv")
_ELEMENTWISE = frozenset(
    {"Add", "Average", "Divide", "Maximum", "Minimum", "Multiply", "Power", "Subtract"}
)
_RECURRENT = frozenset({"GRU", "LSTM", "SimpleRNN"})


def infer_shapes(topology: Topology) -> dict[Tensor, Shape]:
    """Return the shapes that can be told, batch axis included; an unknown size is None.

    What Keras recorded in `Call.shapes` comes first; tensors of unknown rank are left out.
    """
    known: dict[Tensor, Shape] = {}
    for call in topology.calls:
        known.update(
            (Tensor(call=call.id, result=at), shape) for at, shape in enumerate(call.shapes)
        )
        sources = [known.get(argument.tensor) for argument in call.arguments]
        shape = call.shapes[0] if call.shapes else _result(call, sources)
        if shape is not None:
            for at, each in enumerate((shape, *_further(call, shape))):
                known.setdefault(Tensor(call=call.id, result=at), each)
    return known


def _result(call: Call, sources: list[Shape | None]) -> Shape | None:
    if call.op == "Input":
        tensor = call.setting("tensor")
        return (None, *map(_size, tensor)) if isinstance(tensor, tuple) else None
    if not sources or sources[0] is None:
        return None
    first = sources[0]
    if call.op == "Concatenate":
        return _concatenated(call, sources)
    if call.op in _ELEMENTWISE:
        return _broadcast(sources)
    return _of_one(call, first)


def _of_one(call: Call, source: Shape) -> Shape | None:
    for applies, rule in _RULES:
        if applies(call.op):
            return rule(call, source)
    return None


def _flat(call: Call, source: Shape) -> Shape:  # noqa: ARG001 -- every rule takes the call
    sizes = [size for size in source[1:] if size is not None]
    return (source[0], prod(sizes) if len(sizes) == len(source) - 1 else None)


def _reshaped(call: Call, source: Shape) -> Shape | None:
    target = call.setting("target_shape")
    return (source[0], *map(_positive, target)) if isinstance(target, tuple) else None


def _globally_pooled(call: Call, source: Shape) -> Shape:
    kept = _unknown(source) if call.setting("keepdims") else ()
    return (source[0], *kept, source[-1])


def _permuted(call: Call, source: Shape) -> Shape | None:
    dims = call.setting("dims")
    if not isinstance(dims, tuple) or len(dims) != len(source) - 1:
        return None
    sizes = [source[at] for at in dims if isinstance(at, int) and 0 < at < len(source)]
    return (source[0], *sizes) if len(sizes) == len(dims) else None


def _resized(call: Call, source: Shape) -> Shape:
    widened = call.op.startswith("DepthwiseConv") and call.setting("depth_multiplier", 1) != 1
    return (source[0], *_unknown(source), None if widened else source[-1])


def _recurrent(call: Call, source: Shape) -> Shape:
    steps = source[1:2] if call.setting("return_sequences") else ()
    return (source[0], *steps, _size(call.setting("units")))


def _halved(call: Call, source: Shape) -> Shape | None:
    parts, axis = call.setting("indices_or_sections"), call.setting("axis", 0)
    if not isinstance(parts, int) or not isinstance(axis, int) or not parts:
        return None
    if not -len(source) <= axis < len(source):
        return None
    size = source[axis]
    found = list(source)
    found[axis] = None if size is None else size // parts
    return tuple(found)


def _further(call: Call, shape: Shape) -> tuple[Shape, ...]:
    """Return the shapes of a call's other results: the states of recurrent layers, other parts."""
    if call.op == "Split":
        parts = call.setting("indices_or_sections")
        return (shape,) * (parts - 1) if isinstance(parts, int) else ()
    if call.op not in _RECURRENT:
        return ()
    count = (2 if call.op == "LSTM" else 1) if call.setting("return_state") else 0
    return ((shape[0], shape[-1]),) * count


_RULES: tuple[tuple[Callable[[str], bool], Callable[[Call, Shape], Shape | None]], ...] = (
    (_KEEPS.__contains__, lambda _, source: source),
    ("Dense".__eq__, lambda call, source: (*source[:-1], _size(call.setting("units")))),
    (
        lambda op: op.startswith(_CONVOLUTIONS),
        lambda call, source: (source[0], *_unknown(source), _size(call.setting("filters"))),
    ),
    ("Flatten".__eq__, _flat),
    ("Reshape".__eq__, _reshaped),
    ("Permute".__eq__, _permuted),
    ("Split".__eq__, _halved),
    ("Embedding".__eq__, lambda call, source: (*source, _size(call.setting("output_dim")))),
    (lambda op: op.startswith("Global"), _globally_pooled),
    (lambda op: op.startswith(_RESIZES), _resized),
    (_RECURRENT.__contains__, _recurrent),
    (
        "RepeatVector".__eq__,
        lambda call, source: (source[0], _size(call.setting("n")), source[-1]),
    ),
)


def _concatenated(call: Call, sources: list[Shape | None]) -> Shape | None:
    shapes = [shape for shape in sources if shape is not None]
    axis = call.setting("axis", -1)
    rank = len(shapes[0])
    if not isinstance(axis, int) or any(len(shape) != rank for shape in shapes):
        return None
    sizes = [shape[axis] for shape in shapes if -rank <= axis < rank]
    known = [size for size in sizes if size is not None]
    whole = sum(known) if len(known) == len(sources) else None
    result = list(shapes[0])
    if -rank <= axis < rank:
        result[axis] = whole
    return tuple(result)


def _broadcast(sources: list[Shape | None]) -> Shape | None:
    shapes = [shape for shape in sources if shape is not None]
    if len(shapes) != len(sources):
        return None
    rank = max(map(len, shapes))
    padded = [(1,) * (rank - len(shape)) + shape for shape in shapes]
    return tuple(_wider(sizes) for sizes in zip(*padded, strict=True))


def _wider(sizes: tuple[int | None, ...]) -> int | None:
    others = {size for size in sizes if size != 1}
    return others.pop() if len(others) == 1 else (1 if not others else None)


def _unknown(source: Shape) -> tuple[None, ...]:
    return (None,) * (len(source) - 2)


def _size(value: Value) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _positive(value: Value) -> int | None:
    size = _size(value)
    return size if size is not None and size > 0 else None
