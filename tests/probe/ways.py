"""Pairs of ways to build a model: those that compute the same, and those that only look so.

Each way takes `keras.layers`, `keras.ops` and the inputs; the first of a pair is the drawing's.
"""

from __future__ import annotations

import keras

from autograder.diagnosis.judge import judge
from autograder.topology.model import Topology

V, S, PICTURE, WORDS = (6,), (5, 6), (8, 8, 3), (7,)


def topology(shapes, way):
    """Read the model that a way builds on inputs of these shapes."""
    inputs = [keras.Input(shape) for shape in shapes]
    return Topology.from_keras(keras.Model(inputs, way(keras.layers, keras.ops, *inputs)))


def compared(shapes, drawing, learner):
    """Return both topologies and the verdict on them."""
    expected, built = topology(shapes, drawing), topology(shapes, learner)
    return expected, built, judge(expected, built)


def _head(n, *branches):
    return n.Dense(1)(n.Concatenate()(list(branches)))


def _shared(n, _, x, y):
    encoder = n.Dense(4, activation="relu")
    return _head(n, encoder(x), encoder(y))


def _not_shared(n, _, x, y):
    return _head(n, n.Dense(4, activation="relu")(x), n.Dense(4, activation="relu")(y))


def _one_batch(n, o, x, y):
    both = n.Dense(4, activation="relu")(o.concatenate([x, y], axis=0))
    return _head(n, *o.split(both, 2, axis=0))


def _stacked(n, o, x, y):
    both = n.Dense(4, activation="relu")(o.stack([x, y], axis=1))
    return _head(n, both[:, 0], both[:, 1])


def _each_step(n, o, x, y):
    encoder = keras.Sequential([keras.Input(V), n.Dense(4, activation="relu")])
    both = n.TimeDistributed(encoder)(o.stack([x, y], axis=1))
    return _head(n, both[:, 0], both[:, 1])


def _shared_norm(n, _, x, y):
    dense, norm = n.Dense(4), n.BatchNormalization()
    return _head(n, norm(dense(x)), norm(dense(y)))


def _one_batch_norm(n, o, x, y):
    both = n.BatchNormalization()(n.Dense(4)(o.concatenate([x, y], axis=0)))
    return _head(n, *o.split(both, 2, axis=0))


def _attention_by_hand(n, o, x):
    def heads(tensor):
        return o.transpose(o.reshape(tensor, (-1, 5, 2, 3)), (0, 2, 1, 3))

    query, key, value = (heads(n.Dense(6)(x)) for _ in range(3))
    scores = o.matmul(query * 3**-0.5, o.transpose(key, (0, 1, 3, 2)))
    mixed = o.transpose(o.matmul(o.softmax(scores), value), (0, 2, 1, 3))
    return n.Dense(6)(o.reshape(mixed, (-1, 5, 6)))


def _dot_attention_by_hand(n, o, x):
    query, value = n.Dense(4)(x), n.Dense(4)(x)
    scores = o.softmax(o.matmul(query, o.transpose(value, (0, 2, 1))))
    return n.Dense(2)(o.matmul(scores, value))


def _conv(n, _, x, **settings):
    return n.Conv2D(4, 3, padding="same", activation="relu", **settings)(x)


def _padded(n, _, x, **settings):
    return n.Conv2D(4, 3, activation="relu", **settings)(n.ZeroPadding2D(1)(x))


PASSES = {
    "padding as a layer": ([PICTURE], _conv, _padded),
    "padding as a layer, regularised": (
        [PICTURE],
        lambda n, o, x: _conv(n, o, x, kernel_regularizer="l2"),
        lambda n, o, x: _padded(n, o, x, kernel_regularizer="l2"),
    ),
    "a shared layer on one long batch": ([V, V], _shared, _one_batch),
    "a shared layer on a stack": ([V, V], _shared, _stacked),
    "a shared layer by TimeDistributed": ([V, V], _shared, _each_step),
    "a shared layer on a stack, made flat": (
        [V, V],
        _shared,
        lambda n, o, x, y: n.Dense(1)(
            n.Flatten()(n.Dense(4, activation="relu")(o.stack([x, y], axis=1)))
        ),
    ),
    "two means for a global average": (
        [PICTURE],
        lambda n, o, x: n.Dense(2)(n.GlobalAveragePooling2D()(x)),
        lambda n, o, x: n.Dense(2)(o.mean(o.mean(x, 1), 1)),
    ),
    "twice a tensor for its sum with itself": (
        [V],
        lambda n, o, x: n.Dense(2)(n.Add()([x, x])),
        lambda n, o, x: n.Dense(2)(x * 2),
    ),
    "relu of relu": (
        [V],
        lambda n, o, x: n.Dense(2)(n.Dense(4, activation="relu")(x)),
        lambda n, o, x: n.Dense(2)(n.ReLU()(n.Dense(4, activation="relu")(x))),
    ),
    "a sum with the negative for a difference": (
        [V],
        lambda n, o, x: n.Dense(4, activation="relu")(x) - n.Dense(4, activation="relu")(x),
        lambda n, o, x: n.Dense(4, activation="relu")(x) + -1 * n.Dense(4, activation="relu")(x),
    ),
    "attention of heads by hand": (
        [S],
        lambda n, o, x: n.MultiHeadAttention(2, 3)(x, x),
        _attention_by_hand,
    ),
    "attention by hand": (
        [S],
        lambda n, o, x: n.Dense(2)(n.Attention()([n.Dense(4)(x), n.Dense(4)(x)])),
        _dot_attention_by_hand,
    ),
    "a convolution of one point for a dense": (
        [PICTURE],
        lambda n, o, x: n.Conv2D(4, 1)(x),
        lambda n, o, x: n.Dense(4)(x),
    ),
    "a convolution of the whole picture": (
        [PICTURE],
        lambda n, o, x: n.Dense(4)(n.Flatten()(x)),
        lambda n, o, x: n.Flatten()(n.Conv2D(4, 8)(x)),
    ),
    "both directions by hand": (
        [S],
        lambda n, o, x: n.Bidirectional(n.SimpleRNN(3))(x),
        lambda n, o, x: n.Concatenate()([n.SimpleRNN(3)(x), n.SimpleRNN(3, go_backwards=True)(x)]),
    ),
    "the last step by a slice": (
        [WORDS],
        lambda n, o, x: n.GRU(3)(n.Embedding(20, 4, mask_zero=False)(x)),
        lambda n, o, x: n.GRU(3, return_sequences=True)(n.Embedding(20, 4)(x))[:, -1],
    ),
    "dropout before the relu": (
        [V],
        lambda n, o, x: n.Dense(2)(n.Dropout(0.2)(n.ReLU()(n.Dense(4)(x)))),
        lambda n, o, x: n.Dense(2)(n.ReLU()(n.Dropout(0.2)(n.Dense(4)(x)))),
    ),
}
"""Name: the shapes of the inputs, the drawing's way and the learner's, which compute the same."""

DIFFER = "the numbers differ ({} to carry the weights over)"
ONE = DIFFER.format("1 way")
SIZES = "the models have different numbers of weights"
CARRY = "the weights differ in number or size, so they cannot be carried over"

STAYS = {
    "padding behind the convolution": (
        [PICTURE],
        _conv,
        lambda n, o, x: n.ZeroPadding2D(1)(n.Conv2D(4, 3, activation="relu")(x)),
        ONE,
    ),
    "a layer that is not shared": ([V, V], _shared, _not_shared, SIZES),
    "one layer for two": ([V, V], _not_shared, _stacked, SIZES),
    "other weights that are as many": (
        [V, V],
        lambda n, o, x, y: _head(n, n.Dense(4)(x), n.Dense(4)(y)),
        lambda n, o, x, y: _head(n, *o.split(n.Dense(8, use_bias=True)(x), 2, axis=1)),
        CARRY,
    ),
    "a shared norm on one long batch": (
        [V, V],
        _shared_norm,
        _one_batch_norm,
        "what acts in training differs: BatchNormalization",
    ),
    "a leaky relu for a relu": (
        [V],
        lambda n, o, x: n.Dense(1, activation="relu")(x),
        lambda n, o, x: n.Dense(1, activation="leaky_relu")(x),
        ONE,
    ),
    "clipped far out": (
        [V],
        lambda n, o, x: n.Dense(3)(x),
        lambda n, o, x: o.clip(n.Dense(3)(x), -50, 50),
        ONE,
    ),
    "three times for twice": (
        [V],
        lambda n, o, x: n.Dense(2)(n.Add()([x, x])),
        lambda n, o, x: n.Dense(2)(x * 3),
        ONE,
    ),
    "no bias": (
        [V],
        lambda n, o, x: n.Dense(2)(x),
        lambda n, o, x: n.Dense(2, use_bias=False)(x),
        SIZES,
    ),
    "two linear layers as one": (
        [V],
        lambda n, o, x: n.Dense(2)(n.Dense(6)(x)),
        lambda n, o, x: n.Dense(2)(x),
        SIZES,
    ),
    "no dropout": (
        [V],
        lambda n, o, x: n.Dense(2)(n.Dropout(0.2)(x)),
        lambda n, o, x: n.Dense(2)(x),
        "what acts in training differs: Dropout",
    ),
    "another rate of dropout": (
        [V],
        lambda n, o, x: n.Dense(2)(n.Dropout(0.2)(x)),
        lambda n, o, x: n.Dense(2)(n.Dropout(0.3)(x)),
        "what acts in training differs: Dropout",
    ),
    "dropout before the dense": (
        [V],
        lambda n, o, x: n.Dense(2)(n.Dropout(0.2)(n.Dense(4)(x))),
        lambda n, o, x: n.Dense(2)(n.Dense(4)(n.Dropout(0.2)(x))),
        DIFFER.format("2 ways"),
    ),
    "two rates of dropout exchanged": (
        [V, V],
        lambda n, o, x, y: n.Dense(2)(n.Dropout(0.2)(x) - n.Dropout(0.4)(y)),
        lambda n, o, x, y: n.Dense(2)(n.Dropout(0.4)(x) - n.Dropout(0.2)(y)),
        ONE,
    ),
    "noise behind the relu": (
        [V],
        lambda n, o, x: n.Dense(2)(n.ReLU()(n.GaussianNoise(0.2)(n.Dense(4)(x)))),
        lambda n, o, x: n.Dense(2)(n.GaussianNoise(0.2)(n.ReLU()(n.Dense(4)(x)))),
        ONE,
    ),
    "the norm behind the average": (
        [PICTURE],
        lambda n, o, x: n.Dense(2)(n.GlobalAveragePooling2D()(n.BatchNormalization()(x))),
        lambda n, o, x: n.Dense(2)(n.BatchNormalization()(n.GlobalAveragePooling2D()(x))),
        DIFFER.format("2 ways"),
    ),
    "no norm": (
        [V],
        lambda n, o, x: n.Dense(2)(n.BatchNormalization()(x)),
        lambda n, o, x: n.Dense(2)(x),
        "what acts in training differs: BatchNormalization",
    ),
    "another momentum": (
        [V],
        lambda n, o, x: n.Dense(2)(n.BatchNormalization()(x)),
        lambda n, o, x: n.Dense(2)(n.BatchNormalization(momentum=0.5)(x)),
        "what acts in training differs: BatchNormalization",
    ),
    "joined the other way round": (
        [V, (4,)],
        lambda n, o, x, y: o.cumsum(n.Concatenate()([x, y]), 1),
        lambda n, o, x, y: o.cumsum(n.Concatenate()([y, x]), 1),
        ONE,
    ),
    "a constant output": (
        [V],
        lambda n, o, x: n.Dense(1, activation="softmax")(x),
        lambda n, o, x: n.Dense(1, activation="softmax")(x * 2),
        "an output hardly depends on the inputs, so equality says nothing",
    ),
    "an input without effect": (
        [V, V],
        lambda n, o, x, y: n.Dense(2)(x) + 0 * o.sum(y, axis=1, keepdims=True),
        lambda n, o, x, y: n.Dense(2)(x) + 0 * o.max(y, axis=1, keepdims=True),
        "an input has no effect, so equality says nothing",
    ),
    "weights without effect": (
        [V],
        lambda n, o, x: n.Dense(2)(x) + 0 * n.Dense(2)(x),
        lambda n, o, x: n.Dense(2)(x) + 0 * o.tanh(n.Dense(2)(x)),
        "the weights of dense_1 hardly matter, so equality says nothing",
    ),
    "no mask": (
        [WORDS],
        lambda n, o, x: n.SimpleRNN(3)(n.Embedding(20, 4, mask_zero=True)(x)),
        lambda n, o, x: n.SimpleRNN(3)(n.Embedding(20, 4)(x)),
        ONE,
    ),
    "no masking": (
        [S],
        lambda n, o, x: n.SimpleRNN(3)(n.Masking(-1.0)(x)),
        lambda n, o, x: n.SimpleRNN(3)(x * 2 / 2),
        ONE,
    ),
    "no regulariser": (
        [PICTURE],
        lambda n, o, x: _conv(n, o, x, kernel_regularizer="l2"),
        _padded,
        "the regularisers differ",
    ),
    "another initialiser than drawn": (
        [PICTURE],
        lambda n, o, x: _conv(n, o, x, kernel_initializer="zeros"),
        _padded,
        "the drawing sets kernel_initializer otherwise",
    ),
    "a regulariser of what is returned": (
        [PICTURE],
        lambda n, o, x: _conv(n, o, x, activity_regularizer="l2"),
        lambda n, o, x: _padded(n, o, x, activity_regularizer="l2"),
        "an activity regulariser depends on what a layer returns",
    ),
    "a Lambda": (
        [V],
        lambda n, o, x: n.Dense(2)(n.Add()([x, x])),
        lambda n, o, x: n.Dense(2)(n.Lambda(lambda tensor: 2 * tensor)(x)),
        "Lambda is not one of the classes that the probe builds",
    ),
    "numbers drawn at random": (
        [PICTURE],
        lambda n, o, x: n.Dense(2)(x),
        lambda n, o, x: n.Dense(2)(n.RandomFlip()(x)),
        "RandomFlip is not one of the classes that the probe builds",
    ),
    "one output more": (
        [V],
        lambda n, o, x: n.Dense(2)(x),
        lambda n, o, x: [n.Dense(2)(x), x],
        "the numbers of inputs or outputs differ",
    ),
    "steps with a mask": (
        [WORDS],
        lambda n, o, x: n.Embedding(20, 4, mask_zero=True)(x) * 2,
        lambda n, o, x: n.TimeDistributed(n.Rescaling(2.0))(n.Embedding(20, 4, mask_zero=True)(x)),
        "TimeDistributed may read a mask",
    ),
    "a cast that may cut off decimals": (
        [V],
        lambda n, o, x: n.Dense(2)(x),
        lambda n, o, x: n.Dense(2)(o.cast(x, "int32")),
        "a cast may cut off decimals",
    ),
}
"""As above, the fourth being why the verdict stays as it is."""
