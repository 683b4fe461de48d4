"""Layers inside layers are compared setting by setting."""

from autograder.topology.matching import same
from autograder.topology.normal_form import normalise
from tests.topology.build import call, dense, graph, inp, lines

LSTM = ("LSTM", ("units", 3), ("activation", "tanh"), ("zero_output_for_mask", True))


def _wrapped(op, **settings):
    return graph(x=inp(5, 4), y=call(op, "x", **settings))


def test_the_settings_of_an_inner_layer_are_written_out():
    """A Bidirectional has its layer's class and settings as its own, defaults left out."""
    made = normalise(_wrapped("Bidirectional", inner=LSTM, merge_mode="concat"))
    assert lines(made)[1:] == ["y = Bidirectional(layer=LSTM, layer.units=3) of x"]


def test_inner_layers_follow_the_rules_of_outer_ones():
    """Values are spelt one way inside too, and initialisers count where the drawing sets them."""
    plain = normalise(_wrapped("Bidirectional", inner=("LSTM", ("units", 3))))
    started = ("LSTM", ("units", 3), ("kernel_initializer", "HeNormal"))
    other = normalise(_wrapped("Bidirectional", inner=started))
    assert dict(other.calls[1].settings)["layer.kernel_initializer"] == "he_normal"
    assert same(plain, other) is not None
    assert same(other, plain) is None


def test_an_inner_size_counts():
    """An LSTM of another size inside a Bidirectional is another model."""
    one = normalise(_wrapped("Bidirectional", inner=("LSTM", ("units", 3))))
    other = normalise(_wrapped("Bidirectional", inner=("LSTM", ("units", 4))))
    assert same(one, other) is None


def test_stacked_cells_are_written_out_in_order():
    """Each cell of a stack has its number in front of its settings."""
    cells = (("GRUCell", ("units", 3), ("reset_after", True)), ("GRUCell", ("units", 4)))
    made = normalise(_wrapped("RNN", cell=("StackedRNNCells", ("cells", cells))))
    assert dict(made.calls[1].settings) == {
        "cell": "StackedRNNCells",
        "cell.cells": ("GRUCell", "GRUCell"),
        "cell.cells.0": "GRUCell",
        "cell.cells.0.units": 3,
        "cell.cells.1": "GRUCell",
        "cell.cells.1.units": 4,
    }


def test_a_dense_for_every_step_is_a_dense():
    """`TimeDistributed(Dense(3, activation="relu"))` is `Dense(3, activation="relu")`."""
    wrapped = _wrapped("TimeDistributed", inner=("Dense", ("units", 3), ("activation", "relu")))
    plain = graph(x=inp(5, 4), y=dense("x", 3, activation="relu"))
    assert lines(normalise(wrapped)) == lines(normalise(plain))
