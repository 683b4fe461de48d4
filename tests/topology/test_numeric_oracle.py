"""What the checker calls the same computes the same, once weights are copied along the pairing.

The oracle shares nothing with the checker but the pairing it puts to the test.
"""

import numpy as np
import pytest

from autograder.topology.matching import same
from autograder.topology.model import Topology
from autograder.topology.normal_form import normalise

V, S, PICTURE = (6,), (5, 6), (8, 8, 3)


def _k():
    import keras

    return keras, keras.layers, keras.ops


def _twice(n, x):
    return n.Dense(3)(x) + n.Dense(3)(x)


# Each entry: the shapes of the inputs, and ways to write one function of the tensors.
SAME = {
    "relu": (
        [V],
        lambda n, o, x: n.Dense(4, activation="relu")(x),
        lambda n, o, x: n.ReLU()(n.Dense(4)(x)),
        lambda n, o, x: o.relu(n.Dense(4)(x)),
        lambda n, o, x: n.Activation("relu")(n.Dense(4)(x)),
        lambda n, o, x: n.Dense(4, activation=n.ReLU())(x),
    ),
    "relu6": (
        [V],
        lambda n, o, x: n.ReLU(max_value=6)(n.Dense(4)(x) * 9),
        lambda n, o, x: o.relu6(9 * n.Dense(4)(x)),
    ),
    "leaky": (
        [V],
        lambda n, o, x: n.LeakyReLU()(n.Dense(4)(x)),
        lambda n, o, x: o.leaky_relu(n.Dense(4)(x), 0.3),
        lambda n, o, x: n.Dense(4, activation=n.LeakyReLU(0.3))(x),
        lambda n, o, x: n.ReLU(negative_slope=0.3)(n.Dense(4)(x)),
    ),
    "leaky as a word": (
        [V],
        lambda n, o, x: n.Dense(4, activation="leaky_relu")(x),
        lambda n, o, x: n.LeakyReLU(0.2)(n.Dense(4)(x)),
        lambda n, o, x: o.leaky_relu(n.Dense(4)(x)),
    ),
    "gelu": (
        [V],
        lambda n, o, x: n.Dense(4, activation="gelu")(x),
        lambda n, o, x: o.gelu(n.Dense(4)(x), approximate=False),
    ),
    "softmax": (
        [S],
        lambda n, o, x: n.Dense(4, activation="softmax")(x),
        lambda n, o, x: n.Softmax()(n.Dense(4)(x)),
        lambda n, o, x: o.softmax(n.Dense(4)(x), axis=2),
    ),
    "silu": (
        [V],
        lambda n, o, x: n.Dense(4, activation="swish")(x),
        lambda n, o, x: o.silu(n.Dense(4)(x)),
    ),
    "exponential": (
        [V],
        lambda n, o, x: n.Dense(4, activation="exponential")(x),
        lambda n, o, x: o.exp(n.Dense(4)(x)),
    ),
    "elu, selu, tanh": (
        [V],
        lambda n, o, x: o.tanh(o.selu(n.ELU(0.5)(n.Dense(4)(x)))),
        lambda n, o, x: n.Activation("tanh")(n.Activation("selu")(o.elu(n.Dense(4)(x), 0.5))),
    ),
    "sum": (
        [V, V, V],
        lambda n, o, x, y, z: n.Add()([x, y, z]),
        lambda n, o, x, y, z: x + y + z,
        lambda n, o, x, y, z: z + (x + y),
        lambda n, o, x, y, z: o.add(y, n.add([z, x])),
    ),
    "join": (
        [V, V, V],
        lambda n, o, x, y, z: n.Concatenate()([x, y, z]),
        lambda n, o, x, y, z: o.concatenate([x, n.Concatenate()([y, z])], axis=1),
        lambda n, o, x, y, z: o.hstack([x, y, z]),
    ),
    "distance": (
        [V, V],
        lambda n, o, x, y: abs(x - y),
        lambda n, o, x, y: o.absolute(n.Subtract()([y, x])),
        lambda n, o, x, y: o.maximum(x - y, y - x),
        lambda n, o, x, y: n.Maximum()([y - x, -(y - x)]),
    ),
    "squared distance": (
        [V, V],
        lambda n, o, x, y: o.square(x - y),
        lambda n, o, x, y: (y - x) ** 2,
        lambda n, o, x, y: (x - y) * (x - y),
    ),
    "quotient": (
        [V, V],
        lambda n, o, x, y: x / (y * y + 1),
        lambda n, o, x, y: o.divide(x, 1 + y * y),
    ),
    "dot": ([V, V], lambda n, o, x, y: n.Dot(-1)([x, y]), lambda n, o, x, y: n.Dot(1)([y, x])),
    "nothing in between": (
        [V],
        lambda n, o, x: n.Dense(4)(x),
        lambda n, o, x: n.Identity()(n.Dense(4)(n.Dropout(0.0)(x))),
        lambda n, o, x: n.Activation("linear")(n.Dense(4)(n.Flatten()(x))),
        lambda n, o, x: n.Rescaling(1.0)(n.Dense(4, activation="linear")(x + 0)) * 1,
    ),
    "flatten": (
        [PICTURE],
        lambda n, o, x: n.Flatten()(x),
        lambda n, o, x: n.Reshape((-1,))(x),
        lambda n, o, x: n.Reshape((192,))(x),
        lambda n, o, x: o.reshape(x, (-1, 192)),
    ),
    "reshape": (
        [PICTURE],
        lambda n, o, x: n.Reshape((16, 12))(x),
        lambda n, o, x: o.reshape(x, (-1, 16, 12)),
    ),
    "pooling": (
        [PICTURE],
        lambda n, o, x: n.MaxPooling2D()(x),
        lambda n, o, x: n.MaxPool2D((2, 2), strides=2, padding="valid")(x),
        lambda n, o, x: o.max_pool(x, 2),
    ),
    "global pooling": (
        [PICTURE],
        lambda n, o, x: n.GlobalAveragePooling2D()(x),
        lambda n, o, x: o.mean(x, axis=(1, 2)),
        lambda n, o, x: o.mean(x, axis=(-3, -2)),
    ),
    "means along steps": (
        [S],
        lambda n, o, x: n.GlobalAveragePooling1D()(x),
        lambda n, o, x: o.average(x, axis=1),
        lambda n, o, x: o.mean(x, axis=-2),
    ),
    "turned": (
        [S],
        lambda n, o, x: n.Permute((2, 1))(x),
        lambda n, o, x: o.transpose(x, (0, 2, 1)),
    ),
    "convolution": (
        [PICTURE],
        lambda n, o, x: n.Conv2D(4, 3, padding="same", activation="relu")(x),
        lambda n, o, x: o.relu(n.Conv2D(4, (3, 3), strides=(1, 1), padding="SAME")(x)),
    ),
    "a dense for every step": (
        [S],
        lambda n, o, x: n.Dense(4, activation="relu")(x),
        lambda n, o, x: n.TimeDistributed(n.Dense(4, activation="relu"))(x),
    ),
    "normalisation": (
        [S],
        lambda n, o, x: n.LayerNormalization()(x),
        lambda n, o, x: n.LayerNormalization(axis=[2])(x),
    ),
    "attention": (
        [S, S],
        lambda n, o, x, y: n.MultiHeadAttention(2, 3)(x, y),
        lambda n, o, x, y: n.MultiHeadAttention(2, 3)(value=y, query=x, key=y),
    ),
    "attention in a list": (
        [S, S],
        lambda n, o, x, y: n.Attention()([x, y]),
        lambda n, o, x, y: n.Attention(score_mode="dot")([x, y, y]),
    ),
    "repeated steps": (
        [S],
        lambda n, o, x: n.Dense(3)(n.Flatten()(x)) + n.Dense(3)(n.Flatten()(x)),
        lambda n, o, x: _twice(n, n.Flatten()(x)),
    ),
}

DIFFERENT = {
    "slope": (
        [V],
        lambda n, o, x: n.LeakyReLU()(n.Dense(4)(x)),
        lambda n, o, x: n.Dense(4, activation="leaky_relu")(x),
    ),
    "gelu": (
        [V],
        lambda n, o, x: o.gelu(n.Dense(4)(x) * 3),
        lambda n, o, x: n.Activation("gelu")(n.Dense(4)(x) * 3),
    ),
    "average of averages": (
        [V, V, V],
        lambda n, o, x, y, z: n.Average()([x, y, z]),
        lambda n, o, x, y, z: n.Average()([x, n.Average()([y, z])]),
    ),
    "difference": ([V, V], lambda n, o, x, y: x - y, lambda n, o, x, y: y - x),
    "softmax axis": (
        [S],
        lambda n, o, x: n.Softmax()(x),
        lambda n, o, x: n.Softmax(axis=1)(x),
    ),
    "joined along steps": (
        [S, S],
        lambda n, o, x, y: n.Dense(2)(n.Concatenate(axis=1)([x, y])),
        lambda n, o, x, y: n.Dense(2)(n.Concatenate(axis=1)([y, x])),
    ),
    "mean along steps": (
        [(5, 5)],
        lambda n, o, x: o.mean(x, axis=1),
        lambda n, o, x: o.mean(x, axis=2),
    ),
    "square": ([V, V], lambda n, o, x, y: o.square(x - y), lambda n, o, x, y: abs(x - y)),
    "attention": (
        [S, S],
        lambda n, o, x, y: n.Attention()([x, y]),
        lambda n, o, x, y: n.Attention()([y, x]),
    ),
}


def _built(shapes, way):
    keras, layers, ops = _k()
    inputs = [keras.Input(shape) for shape in shapes]
    return keras.Model(inputs, way(layers, ops, *inputs))


def _layer_of(model, call):
    return model.get_layer(call.id.partition("#")[0])


def _copy_weights(pairing, expected, model, learner, other):
    for mine, theirs in pairing.pairs:
        if expected.by_id[mine].weights is not None:
            source = _layer_of(model, expected.by_id[mine])
            target = _layer_of(other, learner.by_id[theirs])
            target.set_weights(source.get_weights())


def _normal(model):
    return normalise(Topology.from_keras(model))


def _outputs(shapes, *models):
    random = np.random.default_rng(7)
    values = [random.normal(size=(3, *shape)).astype("float32") for shape in shapes]
    return [np.asarray(model(values, training=False)) for model in models]


@pytest.mark.parametrize("name", SAME)
def test_other_spellings_are_the_same_and_compute_the_same(name):
    """Every spelling matches the first, and gives its numbers once it has its weights."""
    shapes, first, *others = SAME[name]
    model = _built(shapes, first)
    expected = _normal(model)
    for at, way in enumerate(others):
        other = _built(shapes, way)
        learner = _normal(other)
        pairing = same(expected, learner)
        assert pairing is not None, (name, at, learner.calls)
        _copy_weights(pairing, expected, model, learner, other)
        one, two = _outputs(shapes, model, other)
        np.testing.assert_allclose(one, two, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_is_told_apart_computes_something_else(name):
    """Near spellings that do not match are other functions indeed."""
    shapes, first, second = DIFFERENT[name]
    model, other = _built(shapes, first), _built(shapes, second)
    assert same(_normal(model), _normal(other)) is None
    other.set_weights(model.get_weights())
    one, two = _outputs(shapes, model, other)
    assert not np.allclose(one, two, rtol=1e-4, atol=1e-5)


def test_a_free_order_is_explained_by_the_rows_of_a_kernel():
    """Joined the other way round, a Dense with its rows exchanged computes the same."""
    _, layers, _ = _k()

    def way(*order):
        def build(n, _, *inputs):
            joined = n.Concatenate()([inputs[at] for at in order])
            return layers.Dense(3)(n.BatchNormalization()(joined))

        return build

    shapes = [(4,), (6,)]
    model, other = _built(shapes, way(0, 1)), _built(shapes, way(1, 0))
    assert same(_normal(model), _normal(other)) is not None
    rows = [*range(4, 10), *range(4)]
    random = np.random.default_rng(3)
    weights = [random.uniform(0.5, 1.5, size=each.shape) for each in model.get_weights()]
    model.set_weights(weights)
    other.set_weights([each[rows] if len(each) == len(rows) else each for each in weights])
    one, two = _outputs(shapes, model, other)
    np.testing.assert_allclose(one, two, rtol=1e-4, atol=1e-5)
