"""The shapes of a recipe's tensors, batch axis left out; a recipe that cannot be built is Unfit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import prod
from typing import Any, TypeAlias

from tests.random_models.recipe import Recipe, Ref, Step, Unfit

Shape: TypeAlias = tuple[int, ...]
Rule: TypeAlias = Callable[[Any, tuple[Shape, ...]], tuple[Shape, ...]]

VECTOR, SEQUENCE, PICTURE = 1, 2, 3
LARGEST = 200


def sizes(recipe: Recipe) -> dict[Ref, Shape]:
    """Return the shape of every tensor; raises Unfit."""
    known: dict[Ref, Shape] = {(source.id, 0): source.shape for source in recipe.sources}
    integers = {(source.id, 0) for source in recipe.sources if source.vocabulary}
    built: dict[str, Any] = {}
    for step in recipe.steps:
        if any(ref not in known for ref in step.reads):
            raise Unfit(step.id)
        if any((ref in integers) != (step.kind == "Embedding") for ref in step.reads):
            raise Unfit(step.id)
        shapes = tuple(known[ref] for ref in step.reads)
        results = _results(recipe, step, shapes)
        if step.layer is not None:
            mark = (step.kind, step.settings, _weights_of(step, shapes))
            if built.setdefault(step.layer, mark) != mark:
                raise Unfit(step.layer)
        known.update({(step.id, at): shape for at, shape in enumerate(results)})
    if any(ref not in known for ref in recipe.outputs) or not recipe.outputs:
        raise Unfit("outputs")
    if not recipe.steps:
        raise Unfit("no steps")
    return known


def _results(recipe: Recipe, step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    if step.kind == "Block":
        block = recipe.inner[step.layer or ""]
        _need(shapes == tuple(source.shape for source in block.sources))
        inner = sizes(block)
        return tuple(inner[ref] for ref in block.outputs)
    results = RULES[step.kind](step, shapes)
    _need(all(0 < prod(shape) <= LARGEST and min(shape) > 0 for shape in results))
    return results


def _weights_of(step: Step, shapes: tuple[Shape, ...]) -> Any:
    """Return what must agree for one layer to take several tensors."""
    if step.kind in {"Dense", "TimeDistributed", "LSTM", "GRU", "SimpleRNN", "Embedding"}:
        return tuple(shape[-1] for shape in shapes[:1]), len(shapes[0])
    return shapes


def _need(fits: bool) -> None:
    if not fits:
        raise Unfit("shapes")


def _one(shapes: Iterable[Shape], *ranks: int) -> Shape:
    shape, *others = shapes
    _need(not others and (not ranks or len(shape) in ranks))
    return shape


def _keeps(*ranks: int) -> Rule:
    return lambda _, shapes: (_one(shapes, *ranks),)


def _window(size: int, width: int, stride: int, padding: str) -> int:
    return -(-size // stride) if padding == "same" else (size - width) // stride + 1


def _slid(step: Step, shape: Shape, width: Any, stride: Any) -> Shape:
    directions = len(shape) - 1
    widths = width if isinstance(width, tuple) else (width,) * directions
    strides = stride if isinstance(stride, tuple) else (stride,) * directions
    padding = step.setting("padding", "valid")
    return tuple(_window(*each, padding) for each in zip(shape[:-1], widths, strides, strict=True))


def _convolved(rank: int) -> Rule:
    def rule(step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
        shape = _one(shapes, rank)
        places = _slid(step, shape, step.setting("kernel_size"), step.setting("strides", 1))
        return ((*places, step.setting("filters", shape[-1])),)

    return rule


def _pooled(rank: int) -> Rule:
    def rule(step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
        shape, width = _one(shapes, rank), step.setting("pool_size", 2)
        return ((*_slid(step, shape, width, step.setting("strides", width)), shape[-1]),)

    return rule


def _recurrent(step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    _need(len(shapes[0]) == SEQUENCE)
    units, states = step.setting("units"), 2 if step.kind == "LSTM" else 1
    _need(len(shapes) in {1, 1 + states} and all(each == (units,) for each in shapes[1:]))
    first = (shapes[0][0], units) if step.setting("return_sequences") else (units,)
    return (first, *[(units,)] * (states if step.setting("return_state") else 0))


def _both_ways(step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    shape, units = _one(shapes, SEQUENCE), step.setting("units")
    width = units * (2 if step.setting("merge_mode", "concat") == "concat" else 1)
    return ((shape[0], width) if step.setting("return_sequences") else (width,),)


def _attended(step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    _need(len(shapes) in {2, 3} and all(len(shape) == SEQUENCE for shape in shapes))
    query, value, key = (*shapes, shapes[1])[:3]
    _need(value[0] == key[0])
    if step.kind == "Attention":
        _need(query[1] == key[1])
        return ((query[0], value[1]),)
    if dict(step.options).get("return_attention_scores"):
        # Keras tells another shape than it returns where the two differ in length.
        _need(query[0] == value[0])
        return query, (step.setting("num_heads"), query[0], value[0])
    return (query,)


def _elementwise(step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    _need(len(set(shapes)) == 1 and len(shapes) > 1)
    _need(len(shapes) == 2 or step.kind not in {"Subtract", "Divide"})
    return shapes[:1]


def _joined(step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    axis, rank = step.setting("axis"), len(shapes[0])
    axis = rank - 1 if axis == -1 else axis - 1
    _need(len(shapes) > 1 and {len(shape) for shape in shapes} == {rank} and axis < rank)
    rest = {shape[:axis] + shape[axis + 1 :] for shape in shapes}
    _need(len(rest) == 1)
    whole = sum(shape[axis] for shape in shapes)
    return ((*shapes[0][:axis], whole, *shapes[0][axis + 1 :]),)


def _dotted(_: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    _need(len(shapes) == 2 and shapes[0] == shapes[1] and len(shapes[0]) == VECTOR)
    return ((1,),)


def _multiplied(_: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    _need(len(shapes) == 2 and all(len(shape) == SEQUENCE for shape in shapes))
    _need(shapes[0][1] == shapes[1][0])
    return ((shapes[0][0], shapes[1][1]),)


def _reshaped(step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    target = step.setting("target_shape")
    _need(prod(target) == prod(_one(shapes)) and target != shapes[0])
    return (target,)


def _permuted(step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    shape, dims = _one(shapes), step.setting("dims")
    _need(len(dims) == len(shape))
    return (tuple(shape[at - 1] for at in dims),)


def _upsampled(step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    high, wide, deep = _one(shapes, PICTURE)
    return ((high * step.setting("size"), wide * step.setting("size"), deep),)


def _bordered(sign: int) -> Rule:
    def rule(step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
        high, wide, deep = _one(shapes, PICTURE)
        (top, bottom), (left, right) = step.setting("border")
        return ((high + sign * (top + bottom), wide + sign * (left + right), deep),)

    return rule


def _split(_: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    shape = _one(shapes)
    _need(shape[-1] % 2 == 0)
    return ((*shape[:-1], shape[-1] // 2),) * 2


def _reduced(step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    shape, axis = _one(shapes, SEQUENCE, PICTURE), step.setting("axis")
    _need(axis == -1 or axis <= len(shape))
    at = len(shape) if axis == -1 else axis
    return (tuple(size for place, size in enumerate(shape, 1) if place != at),)


def _sliced(step: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    shape, at = _one(shapes, SEQUENCE), step.setting("at")
    _need(-shape[0] <= at < shape[0])
    return (shape[1:],)


def _stacked(_: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    _need(len(shapes) > 1 and len(set(shapes)) == 1 and len(shapes[0]) == VECTOR)
    return ((len(shapes), *shapes[0]),)


def _last(_: Step, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    return (_one(shapes, SEQUENCE, PICTURE)[-1:],)


RULES: dict[str, Rule] = {
    **dict.fromkeys(
        ("Activation", "Dropout", "GaussianNoise", "BatchNormalization", "LayerNormalization",
         "UnitNormalization", "PReLU", "Abs", "Square", "Scale", "Shift", "From", "Negative"),
        _keeps(),
    ),
    **dict.fromkeys(("Dense", "TimeDistributed"), lambda step, shapes: (
        (*_one(shapes, *([SEQUENCE] if step.kind == "TimeDistributed" else []))[:-1],
         step.setting("units")),
    )),
    **dict.fromkeys(("Conv2D", "DepthwiseConv2D", "SeparableConv2D"), _convolved(PICTURE)),
    "Conv1D": _convolved(SEQUENCE),
    "Embedding": lambda step, shapes: ((*_one(shapes, VECTOR), step.setting("output_dim")),),
    **dict.fromkeys(("LSTM", "GRU", "SimpleRNN"), _recurrent),
    "Bidirectional": _both_ways,
    **dict.fromkeys(("MultiHeadAttention", "Attention"), _attended),
    **dict.fromkeys(
        ("Add", "Multiply", "Average", "Maximum", "Minimum", "Subtract", "Divide"), _elementwise
    ),
    "Concatenate": _joined,
    "Dot": _dotted,
    "Matmul": _multiplied,
    "Flatten": lambda _, shapes: ((prod(_one(shapes, SEQUENCE, PICTURE)),),),
    "Reshape": _reshaped,
    "Permute": _permuted,
    **dict.fromkeys(("MaxPooling2D", "AveragePooling2D"), _pooled(PICTURE)),
    **dict.fromkeys(("MaxPooling1D", "AveragePooling1D"), _pooled(SEQUENCE)),
    **dict.fromkeys(("GlobalAverage", "GlobalMax"), _last),
    "UpSampling2D": _upsampled,
    "ZeroPadding2D": _bordered(1),
    "Cropping2D": _bordered(-1),
    "RepeatVector": lambda step, shapes: ((step.setting("n"), *_one(shapes, VECTOR)),),
    "Split": _split,
    **dict.fromkeys(("Mean", "Sum", "Max"), _reduced),
    "Slice": _sliced,
    "Stack": _stacked,
}  # fmt: skip
"""For each kind of step the shapes of its results."""
