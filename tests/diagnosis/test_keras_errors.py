"""Explanations of Keras's own errors, each raised by the installed Keras itself."""

import numpy
import pytest
from keras import Input, Model, Sequential, layers

from autograder.diagnosis.keras_errors import EXPLANATIONS, explain


def _not_connected():
    Model(Input((10,)), layers.Dense(3)(Input((10,))))


def _tensorflow_function():
    import tensorflow

    tensorflow.abs(Input((10,)))


def _if_on_tensor():
    if Input((10,)) > 0:
        raise AssertionError


def _two_widths():
    layer = layers.Dense(3)
    layer(Input((10,)))
    layer(Input((5,)))


def _name_twice():
    a, b = Input((4,), name="a"), Input((4,), name="a")
    Model([a, b], layers.Add()([a, b]))


def _unpacked():
    _, _ = layers.LSTM(3)(Input((10, 4)))


def _no_such_name():
    Dense(3)  # noqa: F821 - a learner forgets `layers.`


RAISED = [
    ("tensors-without-list", lambda: layers.Concatenate()(Input((4,)), Input((4,)))),
    ("model-without-outputs", lambda: Model(Input((4,)))),
    ("model-without-outputs", lambda: Model(Input((4,)), Input((4,)), Input((4,)))),
    ("layers-without-list", lambda: Sequential(Input((4,)), layers.Dense(3))),
    ("unknown-activation", lambda: layers.Dense(3, activation="Relu")),
    ("unknown-activation", lambda: layers.Dense(3, 4)),
    ("setting-in-the-call", lambda: layers.Dense(3)(Input((4,)), activation="relu")),
    ("no-such-name", _no_such_name),
    ("no-such-name", lambda: layers.dense(3)),
    ("output-not-connected", _not_connected),
    ("tensorflow-function", _tensorflow_function),
    ("numpy-function", lambda: numpy.exp(Input((10,)))),
    ("numpy-function", lambda: float(Input((10,)))),
    ("if-on-tensor", _if_on_tensor),
    ("loop-over-tensor", _unpacked),
    ("shape-not-a-tuple", lambda: Input(shape=10)),
    ("merge-shapes", lambda: layers.Add()([Input((10,)), Input((4,))])),
    ("merge-shapes", lambda: Input((10,)) + Input((4,))),
    ("merge-shapes", lambda: layers.Concatenate()([Input((10,)), Input((4, 3))])),
    ("merge-shapes", lambda: layers.Dot(axes=1)([Input((4,)), Input((5,))])),
    ("merge-without-list", lambda: layers.Add()(Input((10,)))),
    ("too-many-inputs", lambda: layers.Dense(3)([Input((10,)), Input((10,))])),
    ("wrong-rank", lambda: layers.Conv2D(3, 3)(Input((8, 8)))),
    ("weights-of-another-width", _two_widths),
    ("layer-called-on-layer", lambda: layers.Dense(3)(layers.Dense(4))),
    ("output-not-a-tensor", lambda: Model(Input((10,)), layers.Dense(3))),
    ("name-used-twice", _name_twice),
    ("width-unknown", lambda: layers.Dense(3)(Input((None,)))),
    ("reshape-size", lambda: layers.Reshape((5, 5))(Input((24,)))),
    ("nothing-left", lambda: layers.MaxPooling2D(9)(Input((8, 8, 1)))),
    ("argument-missing", lambda: layers.MultiHeadAttention(2, 4)(Input((5, 4)))),
]


@pytest.mark.parametrize(("kind", "code"), RAISED, ids=[kind for kind, _ in RAISED])
def test_an_error_that_keras_raises_is_recognised(kind, code):
    """Each explanation is found for the message that the installed Keras really gives."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - any error of Keras, by its text below
        code()

    explanation = explain(str(caught.value))

    assert explanation is not None
    assert explanation.kind == kind


def test_every_explanation_is_tried():
    """No explanation is left without an error that shows it."""
    assert {kind for kind, _ in RAISED} == {each.kind for each in EXPLANATIONS}


def test_every_explanation_has_the_whole_ladder():
    """Each has a meaning, a next step, and four hints of which the first is a question."""
    for each in EXPLANATIONS:
        assert each.meaning.endswith(".")
        assert each.next_step.endswith(".")
        assert len(each.hints) == 4
        assert each.hints[0].endswith("?")


def test_an_unknown_error_has_no_explanation():
    """Nothing is guessed about an error that is not known."""
    assert explain("list index out of range") is None
