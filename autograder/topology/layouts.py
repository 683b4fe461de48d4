"""When the order of a Concatenate is free: where one relabelling of channels explains it.

The channels of a concatenated tensor may stand in another order if every layer that reads them can
have its weights in that order too. A layout says, for one tensor of the learner, which channel of
the expected tensor stands where; None is the same order, and a layout of unknown widths is equal
only to one made the same way.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeAlias

from autograder.topology.model import Call, Shape, Tensor, Topology
from autograder.topology.shapes import infer_shapes, words

Layout: TypeAlias = Hashable

_CHANNELWISE = words(
    """
    Absolute ActivityRegularization AlphaDropout Dropout GaussianDropout GaussianNoise
    LayerNormalization BatchNormalization Masking Negative Normalization PReLU RMSNormalization
    RepeatVector SpatialDropout1D SpatialDropout2D SpatialDropout3D Square Sqrt UnitNormalization
    Add Average Maximum Minimum Multiply Subtract Divide Concatenate Activation Flatten
    """
)
_CHANNELWISE_FAMILIES = (
    "AveragePooling",
    "Cropping",
    "GlobalAveragePooling",
    "GlobalMaxPooling",
    "MaxPooling",
    "UpSampling",
    "ZeroPadding",
)
_MIXING_ACTIVATIONS = frozenset({"glu"})
_ABSORBING = words(
    """
    Bidirectional Dense Conv1D Conv1DTranspose Conv2D Conv2DTranspose Conv3D Conv3DTranspose
    SeparableConv1D SeparableConv2D GRU LSTM SimpleRNN MultiHeadAttention GroupedQueryAttention
    """
)
_ROLES = frozenset({"0", "query", "key", "value"})
_REDUCTIONS = frozenset({"Max", "Mean", "Min", "Sum"})


def hands_on(call: Call) -> bool:
    """Whether the call's result has the channels of what it reads, in the same order."""
    if call.setting("data_format") is not None or call.setting("noise_shape") is not None:
        return False
    if any(isinstance(value, str | tuple) for name, value in call.settings if "constant." in name):
        # An array of numbers has one for each channel.
        return False
    if call.op in {"Concatenate", "BatchNormalization", "LayerNormalization", "UnitNormalization"}:
        return call.setting("axis", -1) == -1
    if call.op == "Activation":
        return call.setting("activation") not in _MIXING_ACTIVATIONS
    return call.op in _CHANNELWISE or call.op.startswith(_CHANNELWISE_FAMILIES)


def absorbs(call: Call, port: str) -> bool:
    """Whether the call's weights can stand in the order of the channels that this port reads."""
    if call.op in _REDUCTIONS:
        return call.setting("axis") == -1
    if call.op not in _ABSORBING or port not in _ROLES:
        return False
    return call.setting("data_format") is None and call.setting("groups", 1) == 1


def may_be_free(topology: Topology) -> frozenset[str]:
    """Return the ids of the Concatenate calls whose channels end in layers that can absorb them."""
    if not any(call.op == "Concatenate" for call in topology.calls):
        return frozenset()
    bound = {endpoint.tensor.call for endpoint in topology.outputs}
    for call in reversed(topology.calls):
        free = call.id not in bound and hands_on(call)
        for argument in call.arguments:
            if not free and not absorbs(call, argument.port):
                bound.add(argument.tensor.call)
    return frozenset(
        call.id
        for call in topology.calls
        if call.op == "Concatenate" and call.id not in bound and hands_on(call)
    )


def orders_agree(expected: Topology, learner: Topology, image: Mapping[str, str]) -> bool:
    """Whether one relabelling of channels for each weights group explains every order.

    `image` maps all expected ids to the learner's.
    """
    if all(_in_order(call, learner.by_id[image[call.id]], image) for call in expected.calls):
        return True
    shapes = _shapes(expected, learner, image)
    layouts: dict[Tensor, Layout] = {}
    absorbed: dict[tuple[str, str], Layout] = {}
    for call in expected.calls:
        other = learner.by_id[image[call.id]]
        if call.op == "Concatenate" and call.setting("axis", -1) == -1:
            layout = _concatenated(call, other, image, layouts, shapes)
        else:
            read = {layouts.get(argument.tensor) for argument in call.arguments}
            if read <= {None} and call.weights is None:
                continue
            layout = read.pop() if len(read) == 1 and hands_on(call) else None
            if not _explained(call, layouts, absorbed):
                return False
            if call.op == "Flatten" and layout is not None:
                layout = ("flat", layout)
        if layout is not None:
            layouts[Tensor(call=call.id)] = layout
    return not any(layouts.get(endpoint.tensor) for endpoint in expected.outputs)


def _in_order(call: Call, other: Call, image: Mapping[str, str]) -> bool:
    return call.op != "Concatenate" or all(
        image[mine.tensor.call] == theirs.tensor.call and mine.tensor.result == theirs.tensor.result
        for mine, theirs in zip(call.arguments, other.arguments, strict=True)
    )


def _shapes(expected: Topology, learner: Topology, image: Mapping[str, str]) -> dict[Tensor, Shape]:
    """Return the shapes of the expected tensors, from the learner's where those are not told."""
    known = infer_shapes(expected)
    theirs = infer_shapes(learner)
    for call in expected.calls:
        tensor, other = Tensor(call=call.id), Tensor(call=image[call.id])
        if other in theirs and None in known.get(tensor, (None,))[-1:]:
            known[tensor] = theirs[other]
    return known


def _explained(
    call: Call, layouts: Mapping[Tensor, Layout], absorbed: dict[tuple[str, str], Layout]
) -> bool:
    """Whether the call can take its tensors in these layouts, as the others of its group do."""
    read = {argument.port: layouts.get(argument.tensor) for argument in call.arguments}
    carries = hands_on(call)
    if carries and len(set(read.values())) > 1:
        return False
    for port, layout in read.items():
        if layout is not None and not carries and not absorbs(call, port):
            return False
        if call.weights is not None:
            known = absorbed.setdefault((call.weights, port), layout)
            if known != layout:
                return False
    return True


def _concatenated(
    call: Call,
    other: Call,
    image: Mapping[str, str],
    layouts: Mapping[Tensor, Layout],
    shapes: Mapping[Tensor, Shape],
) -> Layout:
    operands = [argument.tensor for argument in call.arguments]
    order = _order(operands, other, image)
    inner = tuple(layouts.get(operands[at]) for at in order)
    if order == list(range(len(operands))) and set(inner) == {None}:
        return None
    widths = [_width(shapes.get(operand)) for operand in operands]
    if any(width is None for width in widths) or not all(map(_is_segments, inner)):
        return ("order", call.id, tuple(order), inner, tuple(widths))
    starts = [sum(width or 0 for width in widths[:at]) for at in range(len(widths))]
    segments: list[tuple[int, int]] = []
    for at, layout in zip(order, inner, strict=True):
        own = layout if isinstance(layout, tuple) else ((0, widths[at] or 0),)
        segments += [(starts[at] + start, length) for start, length in own]
    return _joined(segments, sum(width or 0 for width in widths))


def _order(operands: list[Tensor], other: Call, image: Mapping[str, str]) -> list[int]:
    """Return for each operand of the learner's call the expected operand that it is."""
    waiting: dict[tuple[str, int], list[int]] = {}
    for at, operand in reversed(list(enumerate(operands))):
        waiting.setdefault((image[operand.call], operand.result), []).append(at)
    return [
        waiting[argument.tensor.call, argument.tensor.result].pop() for argument in other.arguments
    ]


def _width(shape: Shape | None) -> int | None:
    return shape[-1] if shape else None


def _is_segments(layout: Layout) -> bool:
    return layout is None or (isinstance(layout, tuple) and isinstance(layout[0], tuple))


def _joined(segments: list[tuple[int, int]], whole: int) -> Layout:
    joined: list[tuple[int, int]] = []
    for start, length in segments:
        if joined and sum(joined[-1]) == start:
            joined[-1] = (joined[-1][0], joined[-1][1] + length)
        else:
            joined.append((start, length))
    return None if joined == [(0, whole)] else tuple(joined)
