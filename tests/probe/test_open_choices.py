"""Giving open values a value before anything is computed."""

from __future__ import annotations

import pytest

from autograder.probe.open_choices import settled
from autograder.probe.refusal import Refused
from tests.topology.build import dense, graph, inp

LEARNER = graph(x=inp(6), y=dense("x", 20, activation="tanh"))


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        (">=16", 20),
        ("*", 20),
        ("8|20", 20),
        (">=32", 32),
        ("8|16", 8),
        ("4..8", 4),
        (16, 16),
    ],
)
def test_the_learners_value_counts_if_it_is_admitted(value, taken):
    """Else the smallest that the drawing admits is computed with."""
    drawing = graph(x=inp(6), y=dense("x", value))

    assert settled(drawing, LEARNER, {"y": "y"}).by_id["y"].setting("units") == taken


def test_words_are_chosen_likewise():
    """An activation left open is the learner's, or the first one."""
    drawing = graph(x=inp(6), y=dense("x", 20, activation="relu|tanh"))

    assert settled(drawing, LEARNER, {"y": "y"}).by_id["y"].setting("activation") == "tanh"
    assert settled(drawing, LEARNER, {}).by_id["y"].setting("activation") == "relu"


def test_a_setting_that_the_learner_leaves_out_has_its_default():
    """What Keras fills in is the learner's value."""
    drawing = graph(x=inp(6), y=dense("x", 20, use_bias="*"))

    assert settled(drawing, LEARNER, {"y": "y"}).by_id["y"].setting("use_bias") is True


def test_what_nothing_settles_is_refused():
    """Any value at all, of a layer that the learner has not, cannot be computed with."""
    drawing = graph(x=inp(6), y=dense("x", "*"))

    with pytest.raises(Refused) as refusal:
        settled(drawing, LEARNER, {})

    reason = "the drawing leaves a value open, '*', that the model does not settle"
    assert str(refusal.value) == reason


def test_what_only_matters_in_training_stays_open():
    """An initialiser is compared as it is written, and needs no value."""
    drawing = graph(x=inp(6), y=dense("x", 20, kernel_initializer="=zeros|ones"))

    assert settled(drawing, LEARNER, {"y": "y"}) == drawing
