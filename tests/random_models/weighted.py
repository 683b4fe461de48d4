"""Makes the layers with weights that a recipe's steps share, and calls them."""

from __future__ import annotations

from typing import Any

from keras import Sequential, layers

from tests.random_models.activations import settings_for
from tests.random_models.hand import Hand
from tests.random_models.recipe import Step
from tests.random_models.writing import layer_of

FUSING = frozenset(
    {"Conv1D", "Conv2D", "Dense", "DepthwiseConv2D", "SeparableConv2D", "TimeDistributed"}
)
"""Kinds of layers that can hold the activation behind them as a setting."""
_RECURRENT = frozenset({"GRU", "LSTM", "SimpleRNN"})


def make(step: Step, function: str | None, hand: Hand) -> Any:
    """Return the layer of a step, with the activation `function` in it where it is given."""
    settings = dict(step.settings)
    if function is not None:
        settings["activation"] = hand.pick(*settings_for(function))()
    match step.kind:
        case "TimeDistributed":
            if hand.flip(0.4):
                return layer_of("Dense", settings, hand)
            inner = layer_of("Dense", settings, hand)
            return layers.TimeDistributed(inner, name=hand.name())
        case "Bidirectional":
            mode = {"merge_mode": settings.pop("merge_mode", "concat")}
            if mode == {"merge_mode": "concat"} and hand.flip():
                mode = {}
            inner = layer_of(settings.pop("inner"), settings, hand)
            return layers.Bidirectional(inner, name=hand.name(), **mode)
        case "LayerNormalization":
            return layers.LayerNormalization(
                name=hand.name(), **hand.settings(step.kind, {"axis": hand.pick(-1, [-1])})
            )
    return layer_of(step.kind, settings, hand)


def call(step: Step, layer: Any, tensors: list[Any], hand: Hand, *, alone: bool) -> Any:
    """Return what the layer gives for the tensors; `alone` where no other step has that layer."""
    options = dict(step.options)
    if step.kind == "MultiHeadAttention":
        return _attended(layer, tensors, options, hand)
    if step.kind in _RECURRENT:
        # Where a mask travels with the tensor, `mask=None` puts it off.
        if hand.flip(0.15) and not hand.layers_only:
            options[hand.pick("mask", "training")] = None if hand.flip() else False
            if options.get("mask") is False:
                options["mask"] = None
        if len(tensors) > 1:
            states = tensors[1:]
            if len(states) == 1 and hand.flip():
                return layer(tensors[0], initial_state=states[0], **options)
            return layer(tensors[0], initial_state=states, **options)
    plain = len(tensors) == 1 and not options and not step.setting("return_state")
    if plain and not hand.layers_only and hand.flip(0.06):
        hand.crossed |= not alone
        return Sequential([layer], name=hand.name())(tensors[0])
    return layer(tensors[0], **options)


def _attended(layer: Any, tensors: list[Any], options: dict[str, Any], hand: Hand) -> Any:
    query, value, *keys = tensors
    key = keys[0] if keys else None
    if key is None and hand.flip():
        key = value
    if hand.flip(0.2):
        options["training"] = None
    match hand.pick("positions", "roles", "mixed"):
        case "positions":
            arguments = [query, value] if key is None else [query, value, key]
            return layer(*arguments, **options)
        case "roles":
            return layer(value=value, query=query, key=key, **options)
    return layer(query, key=key, value=value, **options)
