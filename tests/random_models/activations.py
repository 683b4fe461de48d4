"""The spellings of every activation in Keras: as a setting of a layer, and as a call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from keras import activations, layers, ops

from tests.random_models.hand import Hand

_SETTINGS: dict[str, tuple[Any, ...]] = {
    **{
        name: (name, getattr(activations, name))
        for name in ("tanh", "sigmoid", "selu", "softplus", "softsign", "hard_sigmoid", "mish",
                     "relu", "relu6", "softmax", "gelu", "elu")
    },
    "leaky2": ("leaky_relu", activations.leaky_relu),
    "silu": ("silu", "swish", activations.silu),
}  # fmt: skip
_LAYERS: dict[str, tuple[Callable[[], Any], ...]] = {
    "relu": (layers.ReLU, lambda: layers.ReLU(negative_slope=0.0), lambda: layers.LeakyReLU(0.0)),
    "relu6": (lambda: layers.ReLU(max_value=6), lambda: layers.ReLU(6.0)),
    "softmax": (layers.Softmax, lambda: layers.Softmax(axis=-1)),
    "elu": (layers.ELU, lambda: layers.ELU(alpha=1.0)),
    "elu5": (lambda: layers.ELU(0.5),),
    "leaky3": (layers.LeakyReLU, lambda: layers.LeakyReLU(negative_slope=0.3),
               lambda: layers.ReLU(negative_slope=0.3)),
    "leaky2": (lambda: layers.LeakyReLU(0.2), lambda: layers.ReLU(negative_slope=0.2)),
}  # fmt: skip
_FUNCTIONS: dict[str, tuple[Callable[[Any], Any], ...]] = {
    **{
        name: (getattr(ops, name), getattr(activations, name))
        for name in ("tanh", "sigmoid", "selu", "softplus", "softsign", "hard_sigmoid", "silu")
    },
    "relu": (ops.relu, activations.relu, lambda x: ops.maximum(x, 0)),
    "relu6": (ops.relu6, activations.relu6),
    "softmax": (ops.softmax, activations.softmax, lambda x: ops.softmax(x, axis=-1)),
    "gelu": (lambda x: ops.gelu(x, approximate=False), activations.gelu),
    "gelu_tanh": (ops.gelu, lambda x: ops.gelu(x, approximate=True)),
    "elu": (ops.elu, activations.elu),
    "elu5": (lambda x: ops.elu(x, 0.5), lambda x: ops.elu(x, alpha=0.5)),
    "leaky3": (lambda x: ops.leaky_relu(x, negative_slope=0.3),),
    "leaky2": (ops.leaky_relu, activations.leaky_relu, lambda x: ops.leaky_relu(x, 0.2)),
}


def settings_for(function: str) -> list[Callable[[], Any]]:
    """Return what makes the values of a layer's setting `activation` that apply this function."""
    plain = _SETTINGS.get(function, ())
    return [*((lambda value=value: value) for value in plain), *_LAYERS.get(function, ())]


def activate(function: str, tensor: Any, hand: Hand) -> Any:
    """Return the result of the activation as a call of its own."""
    ways: list[Callable[[Any], Any]] = [
        lambda x, value=value: layers.Activation(value, name=hand.name())(x)
        for value in _SETTINGS.get(function, ())
    ]
    # Keras's Softmax cannot take the mask that travels with a tensor.
    plain = function != "softmax" or not hand.layers_only
    ways += [lambda x, make=make: make()(x) for make in _LAYERS.get(function, ()) if plain]
    if function == "softmax" and plain:
        rank = len(tensor.shape)
        ways.append(layers.Softmax(axis=rank - 1))
    if not hand.layers_only or not ways:
        ways += _FUNCTIONS.get(function, ())
    return hand.pick(*ways)(tensor)
