"""What the checker calls the same computes the same, once weights are copied along the pairing.

The oracle shares nothing with the checker but the pairing it puts to the test.
"""

import numpy as np
import pytest

from autograder.topology.matching import same
from autograder.topology.model import Topology
from autograder.topology.normal_form import normalise
from tests.topology.spellings import DIFFERENT, SAME


def _k():
    import keras

    return keras, keras.layers, keras.ops


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
