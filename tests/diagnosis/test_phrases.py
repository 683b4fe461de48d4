"""Small pieces of plain English."""

import pytest

from autograder.diagnosis.phrases import (
    counted,
    listing,
    number,
    ordinal,
    shown,
    sizes,
    with_article,
)


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("Dense(32)", "a Dense(32)"),
        ("Add", "an Add"),
        ("LSTM(4)", "an LSTM(4)"),
        ("UpSampling2D", "an UpSampling2D"),
        ("UnitNormalization", "a UnitNormalization"),
    ],
)
def test_articles_follow_the_sound(noun, expected):
    """A noun gets the article that is spoken before it."""
    assert with_article(noun) == expected


def test_counts_and_lists_read_as_prose():
    """Counts agree with their noun, and lists end in "and"."""
    assert [ordinal(0), ordinal(8), ordinal(11)] == ["first", "ninth", "12th"]
    assert [number(2), number(12)] == ["two", "12"]
    assert [counted(1, "use", "uses"), counted(2, "connection")] == ["1 use", "2 connections"]
    assert [listing([]), listing(["a"]), listing(["a", "b", "c"])] == ["", "a", "a, b and c"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (32, "32"),
        ((10,), "(10,)"),
        ((8, 8, 1), "(8, 8, 1)"),
        ("relu|tanh", "relu or tanh"),
        (">=16", "16 or more"),
        ("<=16", "16 or less"),
        ("0.1..0.5", "between 0.1 and 0.5"),
        ("*", "any value"),
        (None, "None"),
    ],
)
def test_values_are_shown_as_a_learner_reads_them(value, expected):
    """Open values are put in words, others as in Python."""
    assert shown(value) == expected


def test_shapes_are_told_without_the_batch():
    """A shape is told by its sizes, the batch axis left out."""
    assert [sizes((None, 32)), sizes((None, 8, 8, 1))] == ["32 numbers", "8 by 8 by 1"]
    assert [sizes((None,)), sizes((None, None, 3))] == ["one number", "any by 3"]
