"""Which row of a kernel stands where, when tensors were joined in another order.

Channels carry labels from the call that made them through whatever hands them on. No answer here
is trusted: weights are moved by it, and what the models then compute decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import prod
from typing import Any, TypeAlias

import numpy as np

from autograder.topology.model import Call, Tensor, Topology

Labels: TypeAlias = tuple[int, ...]

_MAKES_NEW = frozenset(
    {"Attention", "Bidirectional", "Conv1D", "Conv2D", "Dense", "DepthwiseConv2D", "Dot",
     "Embedding", "GRU", "Input", "LSTM", "Matmul", "MultiHeadAttention", "Permute", "Reshape",
     "SeparableConv2D", "SimpleRNN", "Slice", "Split", "Stack"}
)  # fmt: skip


def labelled(topology: Topology, names: Mapping[str, str]) -> dict[Tensor, Labels]:
    """Return the labels of each tensor's last axis; `names` are the calls' names on both sides."""
    found: dict[Tensor, Labels] = {}
    for call in topology.calls:
        given = [found[argument.tensor] for argument in call.arguments]
        for at, shape in enumerate(call.shapes):
            width = shape[-1] or 0
            own = tuple(hash((names[call.id], at, place)) for place in range(width))
            labels = _handed_on(call, names[call.id], given)
            found[Tensor(call=call.id, result=at)] = labels if len(labels) == width else own
    return found


def _handed_on(call: Call, name: str, given: Sequence[Labels]) -> Labels:
    """Return the labels that a call hands on; none where it makes channels of its own."""
    if call.op in _MAKES_NEW or not given:
        return ()
    if call.op == "Concatenate" and call.setting("axis", -1) == -1:
        return tuple(label for labels in given for label in labels)
    if call.op == "Flatten":
        times = prod(size or 0 for size in call.shapes[0][1:]) // len(given[0])
        return tuple(hash((name, at, label)) for at in range(times) for label in given[0])
    if len({len(labels) for labels in given}) > 1:
        return ()
    return tuple(hash((name, *sorted(together))) for together in zip(*given, strict=True))


def order_of(expected: Labels, learner: Labels) -> list[int] | None:
    """Return which expected channel each of the learner's is; None where they are others."""
    if Counter(expected) != Counter(learner):
        return None
    places: dict[Any, list[int]] = {}
    for at, label in reversed(list(enumerate(expected))):
        places.setdefault(label, []).append(at)
    return [places[label].pop() for label in learner]


def reordered(path: str, weight: np.ndarray, orders: Mapping[str, list[int]]) -> np.ndarray:
    """Return a weight for channels in these orders, by the role or number of the port."""
    *_, owner, name = path.split("/")
    axis, order = -1, orders.get("0")
    if owner in {"query", "key", "value"}:
        if name != "kernel":
            return weight
        axis, order = 0, orders.get(owner)
    elif name in {"kernel", "depthwise_kernel", "pointwise_kernel"}:
        axis = -2
    elif name not in {"alpha", "beta", "gamma", "moving_mean", "moving_variance"}:
        return weight
    if order is None or weight.shape[axis] != len(order):
        return weight
    return np.take(weight, order, axis=axis)
