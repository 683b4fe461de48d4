"""Defaults are dropped, values spelt one way."""

import pytest

from autograder.topology.normal_form import normalise
from autograder.topology.normal_form.settings import drop_defaults, plain_values
from tests.topology.build import call, dense, graph, inp


def _kept(op, options=None, **settings):
    made = normalise(graph(x=inp(8, 8, 3), y=call(op, "x", options=options, **settings))).calls[-1]
    return dict(made.settings) | dict(made.options)


def test_explicit_defaults_are_dropped():
    """What Keras does anyway is the same whether it is written or not."""
    assert _kept(
        "Dense",
        units=3,
        use_bias=True,
        activation="linear",
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        quantization_config=None,
        activity_regularizer=None,
        trainable=True,
    ) == {"units": 3}


def test_what_differs_from_the_default_stays():
    """A setting that changes something is kept."""
    assert _kept("Dense", units=3, use_bias=False, kernel_initializer="zeros", trainable=False) == {
        "units": 3,
        "use_bias": False,
        "kernel_initializer": "zeros",
        "trainable": False,
    }


@pytest.mark.parametrize("name", ["seed", "dtype", "name", "unroll", "use_cudnn"])
def test_what_never_counts_is_dropped(name):
    """Seeds, names and how a layer is computed are no part of a topology."""
    assert _kept("GRU", units=3, **{name: 7}) == {"units": 3}


@pytest.mark.parametrize(
    ("op", "settings", "kept"),
    [
        ("Conv2D", {"filters": 8, "kernel_size": (3, 3)}, {"filters": 8, "kernel_size": 3}),
        ("Conv2D", {"filters": 8, "kernel_size": 3}, {"filters": 8, "kernel_size": 3}),
        ("Conv2D", {"filters": 8, "kernel_size": (1, 9)}, {"filters": 8, "kernel_size": (1, 9)}),
        ("Conv2D", {"filters": 8, "kernel_size": 3, "padding": "SAME"}, None),
        ("MaxPooling2D", {"pool_size": (2, 2), "strides": (2, 2), "padding": "valid"}, {}),
        ("MaxPooling2D", {"pool_size": (3, 3), "strides": None}, {"pool_size": 3}),
        ("MaxPooling2D", {"pool_size": 3, "strides": 1}, {"pool_size": 3, "strides": 1}),
        ("ZeroPadding2D", {"padding": ((1, 1), (1, 1))}, {}),
        ("ZeroPadding2D", {"padding": ((0, 1), (0, 1))}, {"padding": (0, 1)}),
        ("MaxPooling2D", {"data_format": "channels_last"}, {}),
        ("MaxPooling2D", {"data_format": "channels_first"}, {"data_format": "channels_first"}),
        (
            "Embedding",
            {"embeddings_initializer": "random_uniform", "input_dim": 9},
            {"input_dim": 9},
        ),
        ("Dense", {"units": 3, "kernel_initializer": "HeNormal"}, None),
        (
            "MultiHeadAttention",
            {"num_heads": 2, "key_dim": 4, "value_dim": 4},
            {"num_heads": 2, "key_dim": 4},
        ),
        ("BatchNormalization", {"axis": 3, "momentum": 0.99}, {}),
        ("LayerNormalization", {"axis": (-1,)}, {}),
    ],
)
def test_values_have_one_spelling(op, settings, kept):
    """`(3, 3)` is 3, "SAME" is "same", a pool's strides are its size, the last axis is -1."""
    if kept is None:
        kept = {**settings}
        kept = {
            name: {"SAME": "same", "HeNormal": "he_normal"}.get(value, value)
            for name, value in kept.items()
        }
    assert _kept(op, **settings) == kept


def test_call_arguments_at_their_defaults_are_dropped():
    """`training=None`, `mask=None` and `use_causal_mask=False` say nothing."""
    asked = {"training": None, "mask": None, "use_causal_mask": False}
    assert _kept("MultiHeadAttention", asked, num_heads=2, key_dim=4) == {
        "num_heads": 2,
        "key_dim": 4,
    }


def test_call_arguments_that_change_something_stay():
    """A causal mask and training mode are kept; so is a Dropout told never to drop."""
    asked = {"training": True, "use_causal_mask": True}
    assert _kept("MultiHeadAttention", asked, num_heads=2, key_dim=4) == {
        "num_heads": 2,
        "key_dim": 4,
        **asked,
    }
    assert _kept("Dropout", {"training": False}, rate=0.5) == {"rate": 0.5, "training": False}
    assert _kept("Dense", {"training": False}, units=3) == {"units": 3}


def test_a_learners_own_class_keeps_its_settings():
    """Nothing is known about the defaults of a class that is not Keras's."""
    assert _kept("Wobble", opaque="abc", use_bias=True, trainable=True) == {
        "opaque": "abc",
        "use_bias": True,
    }


def test_a_recurrent_layer_without_activation_is_not_at_its_default():
    """An LSTM's default is tanh, so that None has to be kept."""
    assert _kept("LSTM", units=3, activation=None) == {"units": 3, "activation": None}


def test_the_passes_return_the_same_object_where_nothing_changes():
    """A pass that finds nothing to do hands its topology back as it is."""
    plain = graph(x=inp(4), y=dense("x", 3))
    assert plain_values(plain) is plain
    assert drop_defaults(plain) is plain
