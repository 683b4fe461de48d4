"""Pairs of ways to build a model that compute the same.

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


def head(n, *branches):
    """Return a last layer on the joined branches."""
    return n.Dense(1)(n.Concatenate()(list(branches)))


def shared(n, _, x, y):
    """One layer called for each of two inputs."""
    encoder = n.Dense(4, activation="relu")
    return head(n, encoder(x), encoder(y))


def _one_batch(n, o, x, y):
    both = n.Dense(4, activation="relu")(o.concatenate([x, y], axis=0))
    return head(n, *o.split(both, 2, axis=0))


def stacked(n, o, x, y):
    """One layer called once for two inputs."""
    both = n.Dense(4, activation="relu")(o.stack([x, y], axis=1))
    return head(n, both[:, 0], both[:, 1])


def _each_step(n, o, x, y):
    encoder = keras.Sequential([keras.Input(V), n.Dense(4, activation="relu")])
    both = n.TimeDistributed(encoder)(o.stack([x, y], axis=1))
    return head(n, both[:, 0], both[:, 1])


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


def conv(n, _, x, **settings):
    """A convolution that keeps the picture's size."""
    return n.Conv2D(4, 3, padding="same", activation="relu", **settings)(x)


def padded(n, _, x, **settings):
    """The same by zeros around the picture."""
    return n.Conv2D(4, 3, activation="relu", **settings)(n.ZeroPadding2D(1)(x))


def _joined(n, *branches):
    return n.Dense(2)(n.Flatten()(n.BatchNormalization()(n.Concatenate()(list(branches)))))


PASSES = {
    "padding as a layer": ([PICTURE], conv, padded),
    "padding as a layer, regularised": (
        [PICTURE],
        lambda n, o, x: conv(n, o, x, kernel_regularizer="l2"),
        lambda n, o, x: padded(n, o, x, kernel_regularizer="l2"),
    ),
    "padding as a layer, joined the other way round": (
        [PICTURE],
        lambda n, o, x: _joined(n, conv(n, o, x), n.Conv2D(5, 3, padding="same")(x)),
        lambda n, o, x: _joined(n, n.Conv2D(5, 3, padding="same")(x), padded(n, o, x)),
    ),
    "a shared layer on one long batch": ([V, V], shared, _one_batch),
    "a shared layer on a stack": ([V, V], shared, stacked),
    "a shared layer by TimeDistributed": ([V, V], shared, _each_step),
    "a shared layer on a stack, made flat": (
        [V, V],
        shared,
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
