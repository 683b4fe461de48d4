"""Pairs of ways to build a model that look alike and compute something else, or train otherwise."""

from __future__ import annotations

from tests.probe.ways import PICTURE, WORDS, S, V, conv, head, padded, shared, stacked


def _not_shared(n, _, x, y):
    return head(n, n.Dense(4, activation="relu")(x), n.Dense(4, activation="relu")(y))


def _shared_norm(n, _, x, y):
    dense, norm = n.Dense(4), n.BatchNormalization()
    return head(n, norm(dense(x)), norm(dense(y)))


def _one_batch_norm(n, o, x, y):
    both = n.BatchNormalization()(n.Dense(4)(o.concatenate([x, y], axis=0)))
    return head(n, *o.split(both, 2, axis=0))


def _steps(n, x):
    return n.LayerNormalization()(x)


SETTINGS = "nothing but settings differs"
DIFFER = "the numbers differ ({} to carry the weights over)"
ONE = DIFFER.format("1 way")
SIZES = "the models have different numbers of weights"
CARRY = "the weights differ in number or size, so they cannot be carried over"

STAYS = {
    "padding behind the convolution": (
        [PICTURE],
        conv,
        lambda n, o, x: n.ZeroPadding2D(1)(n.Conv2D(4, 3, activation="relu")(x)),
        ONE,
    ),
    "a layer that is not shared": ([V, V], shared, _not_shared, SIZES),
    "one layer for two": ([V, V], _not_shared, stacked, SIZES),
    "other weights that are as many": (
        [V, V],
        lambda n, o, x, y: head(n, n.Dense(4)(x), n.Dense(4)(y)),
        lambda n, o, x, y: head(n, *o.split(n.Dense(8, use_bias=True)(x), 2, axis=1)),
        CARRY,
    ),
    "a shared norm on one long batch": (
        [V, V],
        _shared_norm,
        _one_batch_norm,
        "what acts in training differs: BatchNormalization",
    ),
    "a softmax that nothing is trained through": (
        [V],
        lambda n, o, x: n.Dense(3, activation="softmax")(x),
        lambda n, o, x: n.Softmax()(o.stop_gradient(n.Dense(3)(x))),
        "what acts in training differs: StopGradient",
    ),
    "a threshold that hardly shows": (
        [V],
        lambda n, o, x: n.ReLU()(n.Dense(3)(x)),
        lambda n, o, x: n.ReLU(threshold=0.001)(n.Dense(3)(x)),
        SETTINGS,
    ),
    "a leaky relu for a relu": (
        [V],
        lambda n, o, x: n.Dense(1, activation="relu")(x),
        lambda n, o, x: n.Dense(1, activation="leaky_relu")(x),
        SETTINGS,
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
        SETTINGS,
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
    "padding as a layer, joined the other way round and shown": (
        [PICTURE],
        lambda n, o, x: n.Concatenate()([conv(n, o, x), n.Conv2D(5, 3, padding="same")(x)]),
        lambda n, o, x: n.Concatenate()([n.Conv2D(5, 3, padding="same")(x), padded(n, o, x)]),
        ONE,
    ),
    "steps joined the other way round": (
        [S],
        lambda n, o, x: n.SimpleRNN(3)(n.Concatenate(axis=1)([_steps(n, x), x])),
        lambda n, o, x: n.SimpleRNN(3)(n.Concatenate(axis=1)([x, _steps(n, x)])),
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
        SETTINGS,
    ),
    "no masking": (
        [S],
        lambda n, o, x: n.SimpleRNN(3)(n.Masking(-1.0)(x)),
        lambda n, o, x: n.SimpleRNN(3)(x * 2 / 2),
        ONE,
    ),
    "no regulariser": (
        [PICTURE],
        lambda n, o, x: conv(n, o, x, kernel_regularizer="l2"),
        padded,
        "the regularisers differ",
    ),
    "another initialiser than drawn": (
        [PICTURE],
        lambda n, o, x: conv(n, o, x, kernel_initializer="zeros"),
        padded,
        "the drawing sets kernel_initializer otherwise",
    ),
    "a regulariser of what is returned": (
        [PICTURE],
        lambda n, o, x: conv(n, o, x, activity_regularizer="l2"),
        lambda n, o, x: padded(n, o, x, activity_regularizer="l2"),
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
    "other activations in both directions": (
        [S],
        lambda n, o, x: n.Bidirectional(n.SimpleRNN(3, activation="relu"))(x),
        lambda n, o, x: n.Bidirectional(n.SimpleRNN(3, activation="tanh"))(x),
        SETTINGS,
    ),
    "a cast that may cut off decimals": (
        [V],
        lambda n, o, x: n.Dense(2)(x),
        lambda n, o, x: n.Dense(2)(o.cast(x, "int32")),
        "a cast may cut off decimals",
    ),
}
"""As above, the fourth being why the verdict stays as it is."""
