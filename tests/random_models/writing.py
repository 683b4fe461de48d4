"""Writes single calls without weights down in Keras: layers, functions, operators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from keras import layers, ops

from tests.random_models.hand import Hand
from tests.random_models.recipe import Step

_MERGES = {
    "Add": (layers.Add, layers.add, ops.add, lambda x, y: x + y),
    "Multiply": (layers.Multiply, layers.multiply, ops.multiply, lambda x, y: x * y),
    "Maximum": (layers.Maximum, layers.maximum, ops.maximum, ops.maximum),
    "Minimum": (layers.Minimum, layers.minimum, ops.minimum, ops.minimum),
}
_PLAIN: dict[str, tuple[Callable[[Any], Any], ...]] = {
    "Abs": (ops.abs, ops.absolute, abs),
    "Square": (ops.square, lambda x: x**2, lambda x: ops.power(x, 2)),
    "Negative": (ops.negative, lambda x: -x),
}
_CONSTANTS: dict[str, tuple[Callable[[Any, float], Any], ...]] = {
    "Scale": (lambda x, c: x * c, lambda x, c: c * x, ops.multiply),
    "Shift": (lambda x, c: x + c, lambda x, c: c + x, ops.add, lambda x, c: ops.add(c, x)),
    "From": (lambda x, c: c - x, lambda x, c: ops.subtract(c, x)),
}
_REDUCTIONS = {"Mean": ops.mean, "Sum": ops.sum, "Max": ops.max}


def merge(step: Step, tensors: list[Any], hand: Hand) -> Any:
    """Return an Add, Multiply, Maximum or Minimum of the tensors, in one call or several."""
    layer, function, operation, operator = _MERGES[step.kind]
    operands = hand.shuffled(tensors)
    while len(operands) > 1:
        last = len(operands) == 2 or hand.pick(True, False)
        forms = ["layer", "function"]
        if not hand.layers_only:
            forms += ["operation", "operator"]
        form = hand.pick(*forms)
        if form == "layer" and last:
            return layer(name=hand.name())(operands)
        if form == "function" and last:
            return function(operands)
        first, second, *operands = operands
        if hand.layers_only:
            pair = layer()([first, second])
        else:
            pair = hand.pick(operator, operation)(first, second)
        operands = hand.shuffled([pair, *operands])
    return operands[0]


def concatenate(step: Step, tensors: list[Any], hand: Hand) -> Any:
    """Return the tensors joined in their order, neighbours first where the hand likes."""
    tensors = list(tensors)
    rank = len(tensors[0].shape)
    while len(tensors) > 2 and hand.flip(0.4):
        at = hand.random.randrange(len(tensors) - 1) if hand.random else 0
        tensors[at : at + 2] = [_joined(step, tensors[at : at + 2], rank, hand)]
    return _joined(step, tensors, rank, hand)


def _joined(step: Step, tensors: list[Any], rank: int, hand: Hand) -> Any:
    axis = hand.axis(step.setting("axis"), rank)
    ways: list[Callable[[], Any]] = [
        lambda: layers.Concatenate(axis=axis, name=hand.name())(tensors),
        lambda: layers.concatenate(tensors, axis=axis),
    ]
    if not hand.layers_only:
        ways.append(lambda: ops.concatenate(tensors, axis=axis))
    return hand.pick(*ways)()


def pooled(step: Step, tensor: Any, hand: Hand) -> Any:
    settings = dict(step.settings)
    if not hand.layers_only and hand.flip(0.3):
        pool = ops.max_pool if step.kind.startswith("Max") else ops.average_pool
        return pool(tensor, settings.pop("pool_size"), **settings)
    return layer_of(step.kind, settings, hand)(tensor)


def layer_of(kind: str, settings: dict[str, Any], hand: Hand) -> Any:
    """Return a layer of Keras with these settings in some spelling, and perhaps a name."""
    return getattr(layers, kind)(name=hand.name(), **hand.settings(kind, settings))


def globally_pooled(step: Step, tensor: Any, hand: Hand) -> Any:
    places = tuple(range(1, len(tensor.shape) - 1))
    kind = f"{step.kind}Pooling{len(places)}D"
    if hand.layers_only or not hand.flip(0.35):
        return layer_of(kind, {}, hand)(tensor)
    reduce = ops.mean if step.kind == "GlobalAverage" else ops.max
    axes = tuple(hand.axis(place, len(tensor.shape)) for place in places)
    return reduce(tensor, axis=axes[0] if len(axes) == 1 and hand.flip() else axes)


def flattened(tensor: Any, hand: Hand) -> Any:
    whole = 1
    for size in tensor.shape[1:]:
        whole *= size
    way = hand.pick("layer", "layer", "reshape", "sized", "operation")
    if way == "operation" and not hand.layers_only:
        return ops.reshape(tensor, (-1, whole))
    if way in {"reshape", "sized"}:
        return layers.Reshape((-1,) if way == "reshape" else (whole,), name=hand.name())(tensor)
    return layer_of("Flatten", {}, hand)(tensor)


def reshaped(step: Step, tensor: Any, hand: Hand) -> Any:
    target = step.setting("target_shape")
    if not hand.layers_only and hand.flip(0.3):
        return ops.reshape(tensor, (-1, *target))
    return layers.Reshape(target, name=hand.name())(tensor)


def bordered(step: Step, tensor: Any, hand: Hand) -> Any:
    (top, bottom), (left, right) = border = step.setting("border")
    ways: list[Any] = [border]
    if top == bottom and left == right:
        ways.append((top, left))
        ways += [top] if top == left else []
    name = "padding" if step.kind == "ZeroPadding2D" else "cropping"
    return getattr(layers, step.kind)(**{name: hand.pick(*ways)}, name=hand.name())(tensor)


def attended(step: Step, tensors: list[Any], hand: Hand) -> Any:
    query, value, *key = tensors
    options = dict(step.options)
    layer = layer_of("Attention", {}, hand)
    if not key and hand.flip(0.3):
        key = [value]
    return layer([query, value, *key], **options)


def averaged(step: Step, tensors: list[Any], hand: Hand) -> Any:
    return hand.pick(layers.average, layers.Average(name=hand.name()))(hand.shuffled(tensors))


def subtracted(step: Step, tensors: list[Any], hand: Hand) -> Any:
    first, second = tensors
    ways: list[Callable[[], Any]] = [
        lambda: layers.Subtract(name=hand.name())(tensors),
        lambda: layers.subtract(tensors),
    ]
    if not hand.layers_only:
        ways += [lambda: first - second, lambda: ops.subtract(first, second)]
    return hand.pick(*ways)()


def dotted(step: Step, tensors: list[Any], hand: Hand) -> Any:
    axes = hand.axis(1, 2)
    way = hand.pick(layers.Dot(axes, name=hand.name()), lambda both: layers.dot(both, axes))
    return way(hand.shuffled(tensors))


def permuted(step: Step, tensor: Any, hand: Hand) -> Any:
    dims = step.setting("dims")
    if not hand.layers_only and hand.flip(0.3):
        return ops.transpose(tensor, (0, *dims))
    return layers.Permute(dims, name=hand.name())(tensor)


def reduced(step: Step, tensor: Any, hand: Hand) -> Any:
    axis = hand.axis(step.setting("axis"), len(tensor.shape))
    return _REDUCTIONS[step.kind](tensor, axis=axis)


def with_constant(step: Step, tensor: Any, hand: Hand) -> Any:
    return hand.pick(*_CONSTANTS[step.kind])(tensor, step.setting("constant"))


_OF_SEVERAL: dict[str, Callable[[Step, list[Any], Hand], Any]] = {
    "Attention": attended,
    "Average": averaged,
    "Concatenate": concatenate,
    "Divide": lambda _, tensors, hand: hand.pick(ops.divide, ops.true_divide, lambda x, y: x / y)(
        *tensors
    ),
    "Dot": dotted,
    "Matmul": lambda _, tensors, hand: hand.pick(ops.matmul, lambda x, y: x @ y)(*tensors),
    "Stack": lambda _, tensors, hand: ops.stack(
        tensors, axis=hand.axis(1, len(tensors[0].shape) + 1)
    ),
    "Subtract": subtracted,
}
_OF_ONE: dict[str, Callable[[Step, Any, Hand], Any]] = {
    **dict.fromkeys(_PLAIN, lambda step, tensor, hand: hand.pick(*_PLAIN[step.kind])(tensor)),
    **dict.fromkeys(_CONSTANTS, with_constant),
    **dict.fromkeys(_REDUCTIONS, reduced),
    **dict.fromkeys(
        ("MaxPooling1D", "MaxPooling2D", "AveragePooling1D", "AveragePooling2D"), pooled
    ),
    **dict.fromkeys(("GlobalAverage", "GlobalMax"), globally_pooled),
    **dict.fromkeys(("ZeroPadding2D", "Cropping2D"), bordered),
    "Flatten": lambda _, tensor, hand: flattened(tensor, hand),
    "Permute": permuted,
    "Reshape": reshaped,
    "Slice": lambda step, tensor, _: tensor[:, step.setting("at")],
    "Split": lambda _, tensor, hand: ops.split(tensor, 2, axis=hand.axis(-1, len(tensor.shape))),
}


def write(step: Step, tensors: list[Any], hand: Hand) -> Any:
    """Return the result, or list of results, of a call without weights."""
    if step.kind in _MERGES:
        return merge(step, tensors, hand)
    if step.kind in _OF_SEVERAL:
        return _OF_SEVERAL[step.kind](step, tensors, hand)
    if step.kind in _OF_ONE:
        return _OF_ONE[step.kind](step, tensors[0], hand)
    return layer_of(step.kind, dict(step.settings), hand)(tensors[0])


def nothing(tensor: Any, hand: Hand) -> Any:
    """Return the tensor behind a call that hands it on unchanged."""
    ways: list[Callable[[Any], Any]] = [
        layers.Identity(name=hand.name()),
        layers.Activation("linear"),
        layers.Dropout(0.0),
        layers.GaussianNoise(0.0),
    ]
    if not hand.layers_only:
        ways += [layers.Rescaling(1.0), lambda x: x + 0, lambda x: x * 1]
    if len(tensor.shape) == 4:
        ways += [layers.ZeroPadding2D(0), layers.UpSampling2D(1), layers.Cropping2D(0)]
    if len(tensor.shape) == 2:
        ways += [layers.Flatten(), layers.Reshape((-1,))]
    return hand.pick(*ways)(tensor)
