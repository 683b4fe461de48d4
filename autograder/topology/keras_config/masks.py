"""Takes out the masks that Keras hands from layer to layer by itself, which nobody wrote.

`Embedding(mask_zero=True)` makes Keras compute a mask and pass it as a call argument to every
layer downstream that takes one; the config holds both as if the author had written them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from autograder.topology.keras_config.settings import OPAQUE
from autograder.topology.keras_config.signatures import MERGES, RECURRENT
from autograder.topology.model import Argument, Call, Tensor, Value

MAX_ROOTS = 64
"""Masks that one mask is joined from, before the reader stops following it."""

_Roots: TypeAlias = frozenset[tuple[Tensor, Value]]
"""What a mask was computed from: the tensors, each with the value it was compared with."""

_MASK_SLOTS = {"mask": "0", "query_mask": "query", "value_mask": "value", "key_mask": "key"}
_JOINS = frozenset(
    {
        "ops.Any", "ops.BroadcastTo", "ops.Concatenate", "ops.ConvertToTensor", "ops.ExpandDims",
        "ops.LogicalOr", "ops.Squeeze",
    }
)  # fmt: skip
_FILLS = frozenset({"ops.OnesLike", "ops.ZerosLike"})
CARRIERS = frozenset(
    {
        "Activation", "ActivityRegularization", "AdditiveAttention", "AlphaDropout", "Attention",
        "BatchNormalization", "Dense", "Dropout", "ELU", "GaussianDropout", "GaussianNoise",
        "GroupNormalization", "GroupedQueryAttention", "Identity", "LayerNormalization",
        "LeakyReLU", "MultiHeadAttention", "Normalization", "PReLU", "ReLU", "Rescaling", "Softmax",
        "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "TimeDistributed",
        "UnitNormalization",
    }
)  # fmt: skip
"""Layers whose result carries the mask of what they read first."""


def without_implicit_masks(calls: Iterable[Call]) -> list[Call]:
    """Leave out the mask arguments that are what Keras hands on by itself."""
    masks = _Masks()
    return [masks.visit(call) for call in calls]


class _Masks:
    """Follows masks through the calls, which come in an order of evaluation."""

    def __init__(self) -> None:
        self._carried: dict[Tensor, _Roots] = {}
        self._made_of: dict[Tensor, _Roots] = {}

    def visit(self, call: Call) -> Call:
        """Return the call without its implicit masks, and note what its results carry."""
        given = {argument.port: argument.tensor for argument in call.arguments}
        kept = tuple(
            argument for argument in call.arguments if not self._is_implicit(argument, given)
        )
        result = Tensor(call=call.id)
        carried = self._carried_by(call, given)
        if carried and len(carried) <= MAX_ROOTS:
            self._carried[result] = carried
        if call.op == "ops.NotEqual":
            tensor = given.get("0") or given.get("1")
            constant = call.setting("constant.1", call.setting("constant.0"))
            if tensor is not None and len(given) == 1:
                self._made_of[result] = frozenset({(tensor, constant)})
        elif call.op in _JOINS:
            joined = self._union(self._roots(tensor) for tensor in given.values())
            if len(joined) <= MAX_ROOTS:
                self._made_of[result] = joined
        elif call.op in _FILLS:
            self._made_of[result] = frozenset()
        return call if len(kept) == len(call.arguments) else replace(call, arguments=kept)

    def _is_implicit(self, argument: Argument, given: dict[str, Tensor]) -> bool:
        slot, _, element = argument.port.partition(".")
        port = element or _MASK_SLOTS.get(slot)
        if slot not in _MASK_SLOTS or port not in given:
            return False
        carried = self._carried.get(given[port])
        return carried is not None and carried == self._roots(argument.tensor)

    def _roots(self, mask: Tensor) -> _Roots:
        return self._made_of.get(mask, frozenset({(mask, None)}))

    def _carried_by(self, call: Call, given: dict[str, Tensor]) -> _Roots | None:
        first = given.get("0") or given.get("query")
        if first is None:
            return None
        if call.op in {"Embedding", "ReversibleEmbedding"}:
            return frozenset({(first, 0)}) if call.setting("mask_zero") else None
        if call.op == "Masking":
            return frozenset({(first, call.setting("mask_value"))})
        if call.op in MERGES:
            return self._merged(call, given)
        explicit = given.get("mask") or given.get("query_mask")
        opaque = call.setting(OPAQUE) is not None
        if call.op in CARRIERS or opaque or (call.op in RECURRENT and _is_sequence(call)):
            return self._carried.get(first) if explicit is None else self._roots(explicit)
        return None

    def _merged(self, call: Call, given: dict[str, Tensor]) -> _Roots | None:
        masks = [self._carried.get(tensor) for tensor in given.values()]
        known = [mask for mask in masks if mask is not None]
        if call.op == "Dot" or not known:
            return None
        if call.op != "Concatenate" and len(known) < len(masks):
            return None
        return self._union(known)

    @staticmethod
    def _union(roots: Iterable[_Roots]) -> _Roots:
        return frozenset().union(*roots)


def _is_sequence(call: Call) -> bool:
    inner = call.setting("layer")
    if isinstance(inner, tuple):
        return ("return_sequences", True) in inner
    return call.setting("return_sequences") is True
