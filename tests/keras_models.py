"""Small live Keras models for the tests of the reader, each the shortest that shows its point.

Layers are named after what they do, so that a test can ask for a call by its id.
"""

from __future__ import annotations

import json
from typing import Any

import keras
from keras import Input, Model, Sequential, layers, ops

from autograder.topology.keras_config import read_config
from autograder.topology.model import Argument, Call, Tensor, Topology


def read(model: Any) -> Topology:
    """Read a model's config; its JSON and its dict must read alike."""
    topology = read_config(model.get_config())
    assert read_config(json.loads(model.to_json())) == topology
    return topology


def reads(call: Call) -> dict[str, str]:
    """What a call reads: port to source, `source:1` for the second result of a call."""
    return {argument.port: _spot(argument) for argument in call.arguments}


def _spot(argument: Argument) -> str:
    tensor: Tensor = argument.tensor
    return tensor.call if not tensor.result else f"{tensor.call}:{tensor.result}"


def dense(units: int, name: str, **settings: Any) -> Any:
    """Return a named Dense."""
    return layers.Dense(units, name=name, **settings)


def stack() -> Model:
    """Four inputs, eight hidden units, three classes."""
    x = Input((4,), name="x")
    hidden = dense(8, "hidden", activation="relu")(x)
    return Model(x, dense(3, "classes", activation="softmax")(hidden))


def sequential_twin() -> Sequential:
    """The same as `stack`, as a Sequential."""
    return Sequential(
        [
            Input((4,), name="x"),
            dense(8, "hidden", activation="relu"),
            dense(3, "classes", activation="softmax"),
        ]
    )


def siamese() -> Model:
    """Two inputs through one encoder, the encoder a nested functional model."""
    x = Input((4,), name="x")
    encoder = Model(x, dense(3, "code")(x), name="encoder")
    left, right = Input((4,), name="left"), Input((4,), name="right")
    distance = layers.Subtract(name="distance")([encoder(left), encoder(right)])
    return Model([left, right], distance)


def shared() -> Model:
    """One Dense called twice in a row of one input."""
    x = Input((4,), name="x")
    again = dense(4, "again")
    return Model(x, again(again(x)))


def two_levels() -> Model:
    """A model in a model in a model; the middle one calls the inner one twice."""
    z = Input((4,), name="z")
    inner = Model(z, dense(4, "core")(z), name="inner")
    y = Input((4,), name="y")
    middle = Model(y, inner(inner(y)), name="middle")
    x = Input((4,), name="x")
    return Model(x, middle(middle(x)))


def masked() -> Model:
    """An Embedding whose mask Keras hands on through Dropout to an LSTM and a pooling layer."""
    words = Input((6,), dtype="int32", name="words")
    vectors = layers.Embedding(20, 4, mask_zero=True, name="vectors")(words)
    kept = layers.Dropout(0.5, name="kept")(vectors)
    steps = layers.LSTM(3, return_sequences=True, name="steps")(kept)
    return Model(words, layers.GlobalAveragePooling1D(name="mean")(steps))


def attention() -> Model:
    """Cross-attention with roles by position and by keyword, and a causal flag."""
    asked, known = Input((5, 4), name="asked"), Input((6, 4), name="known")
    seen = layers.MultiHeadAttention(2, 2, name="cross")(asked, value=known, key=known)
    own = layers.MultiHeadAttention(2, 2, name="own")(seen, seen, use_causal_mask=True)
    return Model([asked, known], own)


def unused_branch(units: int = 4) -> Model:
    """A function as a learner writes it; `score` leads nowhere."""
    x = Input((units,))
    hidden = layers.Dense(8)(x)
    score = layers.Dense(1)(hidden)  # noqa: F841 - the forgotten head is the point
    return Model(x, hidden)


class Doubling(layers.Layer):
    """A custom layer that takes two tensors and gives one."""

    def call(self, first: Any, second: Any = None) -> Any:
        """Add the tensors."""
        return first * 2 if second is None else first + second


class Unwritable(layers.Layer):
    """A custom layer that no config can hold."""

    def __init__(self, function: Any, **settings: Any) -> None:
        super().__init__(**settings)
        self.function = function

    def call(self, inputs: Any) -> Any:
        """Apply the function."""
        return self.function(inputs)


__all__ = [
    "Doubling", "Input", "Model", "Sequential", "Unwritable", "attention", "dense", "keras",
    "layers", "masked", "ops", "read", "reads", "sequential_twin", "shared", "siamese", "stack",
    "two_levels", "unused_branch",
]  # fmt: skip
