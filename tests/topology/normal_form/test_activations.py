"""Activations become calls of their own, spelt one way."""

import pytest

from autograder.topology.normal_form import normalise
from autograder.topology.normal_form.activations import one_activation, split_activations
from tests.topology.build import call, dense, graph, inp, lines


def _spelt(op, **settings):
    made = normalise(graph(x=inp(4), y=call(op, "x", **settings))).calls[-1]
    return made.op, dict(made.settings)


def test_the_activation_of_a_dense_is_split_from_it():
    """`Dense(16, activation="relu")` is a linear Dense and an Activation that everybody reads."""
    split = split_activations(
        graph(x=inp(4), y=dense("x", 16, activation="relu"), z=dense("y", 1), w=dense("y", 2))
    )
    assert lines(split) == [
        "x = Input(tensor=(4,))",
        "y = Dense(units=16) of x",
        "y.activation = Activation(activation=relu) of y",
        "z = Dense(units=1) of y.activation",
        "w = Dense(units=2) of y.activation",
    ]


def test_a_split_activation_remembers_its_layer():
    """The origin of an activation is the call of the layer that it was written in."""
    normal = normalise(graph(x=inp(4), y=dense("x", 16, activation="relu")))
    assert [each.origins for each in normal.calls] == [("x",), ("y",), ("y",)]
    assert normal.outputs[0].tensor.call == "y.activation"


def test_a_linear_activation_adds_no_call():
    """`activation="linear"` and `activation=None` leave the layer as it is."""
    split = split_activations(
        graph(x=inp(4), y=dense("x", 2, activation="linear"), z=dense("y", 2, activation=None))
    )
    assert lines(split)[1:] == ["y = Dense(units=2) of x", "z = Dense(units=2) of y"]


def test_a_split_activation_gets_an_id_that_is_free():
    """An activation never takes the id of a call that exists."""
    split = split_activations(
        graph(**{"x": inp(4), "y.activation": dense("x", 2), "y": dense("x", 2, activation="relu")})
    )
    assert [each.id for each in split.calls] == ["x", "y.activation", "y", "y.activation~2"]


@pytest.mark.parametrize(
    ("op", "settings", "name", "parameters"),
    [
        ("ReLU", {}, "relu", {}),
        ("ReLU", {"max_value": 6, "negative_slope": 0.0, "threshold": 0.0}, "relu6", {}),
        ("ReLU", {"negative_slope": 0.1}, "leaky_relu", {"negative_slope": 0.1}),
        ("ReLU", {"negative_slope": 0.2}, "leaky_relu", {}),
        ("ops.Relu", {}, "relu", {}),
        ("Relu6", {}, "relu6", {}),
        ("LeakyReLU", {}, "leaky_relu", {"negative_slope": 0.3}),
        ("LeakyReLU", {"negative_slope": 0.2}, "leaky_relu", {}),
        ("LeakyReLU", {"negative_slope": 0.0}, "relu", {}),
        ("ops.LeakyRelu", {"negative_slope": 0.2}, "leaky_relu", {}),
        ("Softmax", {"axis": -1}, "softmax", {}),
        ("Softmax", {"axis": 1}, "softmax", {}),
        ("ops.Softmax", {"axis": -1}, "softmax", {}),
        ("ELU", {"alpha": 0.5}, "elu", {"alpha": 0.5}),
        ("ops.Gelu", {"approximate": True}, "gelu", {"approximate": True}),
        ("ops.Gelu", {}, "gelu", {"approximate": True}),
        ("ops.Sigmoid", {}, "sigmoid", {}),
        ("ops.Tanh", {}, "tanh", {}),
        ("ops.Exp", {}, "exponential", {}),
        ("Activation", {"activation": "swish"}, "silu", {}),
        ("Activation", {"activation": "hard_swish"}, "hard_silu", {}),
        ("Activation", {"activation": "leaky_relu"}, "leaky_relu", {}),
        (
            "Activation",
            {"activation": "leaky_relu(negative_slope=0.3)"},
            "leaky_relu",
            {"negative_slope": 0.3},
        ),
        ("Activation", {"activation": "relu(max_value=6)"}, "relu6", {}),
        ("Activation", {"activation": "LeakyReLU()"}, "leaky_relu", {"negative_slope": 0.3}),
        ("Activation", {"activation": "my_own>bend"}, "my_own>bend", {}),
        ("Activation", {"activation": "relu|swish"}, "relu|silu", {}),
    ],
)
def test_one_spelling(op, settings, name, parameters):
    """A layer, an operation and a string that apply one function become the same call."""
    assert _spelt(op, **settings) == ("Activation", {"activation": name, **parameters})


def test_prelu_stays_a_layer():
    """PReLU learns its slope, so it is no mere activation."""
    assert _spelt("PReLU")[0] == "PReLU"


def test_activations_inside_recurrent_layers_stay_there():
    """A GRU's activation works inside the loop and cannot be taken out of it."""
    made = normalise(graph(x=inp(5, 4), y=call("GRU", "x", units=3, activation="swish")))
    assert lines(made)[1:] == ["y = GRU(activation=silu, units=3) of x"]


def test_a_shared_layer_is_split_at_every_use():
    """Each use of a shared layer gets an activation of its own, which shares nothing."""
    normal = normalise(
        graph(
            a=inp(4),
            b=inp(4),
            p=call("Dense", "a", units=2, activation="relu", layer="one"),
            q=call("Dense", "b", units=2, activation="relu", layer="one"),
            m=call("Subtract", "p", "q"),
        )
    )
    assert [each.weights for each in normal.calls] == [None, None, "one", None, "one", None, None]


def test_unparsable_parameters_stay_as_they_are():
    """A text that looks like a call but is none is compared as it stands."""
    assert one_activation(graph(x=inp(4), y=call("Activation", "x", activation="bend(1 +)"))).calls[
        1
    ].settings == (("activation", "bend(1 +)"),)
