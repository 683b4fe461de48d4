"""Values, names and lists as texts of attributes."""

from __future__ import annotations

import pytest
from hypothesis import given

from autograder.render.dot_values import read_names, read_value, write_names, write_value
from tests.render.topologies import values


@given(values)
def test_a_value_reads_back_with_its_type(value):
    """True is not "true", 1 is not 1.0, and "3" is not 3."""
    assert repr(read_value(write_value(value))) == repr(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("32", 32),
        ("-1", -1),
        ("0.5", 0.5),
        ("1e-05", 1e-05),
        ("true", True),
        ("None", None),
        ("relu", "relu"),
        ("'true'", "true"),
        ("(3, 3)", (3, 3)),
        ("(10,)", (10,)),
        ("(None, (relu, 'a b'))", (None, ("relu", "a b"))),
        ("[1, 2]", (1, 2)),
        (">=16", ">=16"),
        ("0.1..0.5", "0.1..0.5"),
        ("(3, 3)|(5, 5)", "(3, 3)|(5, 5)"),
        ("leaky_relu(negative_slope=0.3)", "leaky_relu(negative_slope=0.3)"),
        ("007", "007"),
    ],
)
def test_texts_mean_what_an_author_expects(text, value):
    """Numbers, words and brackets are values; all else is a string."""
    assert repr(read_value(text)) == repr(value)


@pytest.mark.parametrize("text", ["(1", "'a", "(1, b'c')", "(f(x),)", "(" * 500, "(1j,)"])
def test_a_bracket_that_leads_nowhere_is_refused(text):
    """No guessing what a half-open bracket meant."""
    with pytest.raises(ValueError, match=r"leads nowhere|a value is a number"):
        read_value(text)


def test_names_carry_results_and_labels():
    """`state[1]:memory` is result 1 of `state`, called memory; odd names stand in quotes."""
    entries = (("score", 0, "digit"), ("state", 1, None), ("a, b:c", 2, "it's"))
    assert write_names(entries) == "score:digit, state[1], 'a, b:c'[2]:\"it's\""
    assert read_names(write_names(entries)) == entries
    assert read_names("") == ()


def test_a_broken_list_is_refused():
    """The message shows where reading stopped."""
    with pytest.raises(ValueError, match="the list cannot be read from 'b c' on"):
        read_names("a, b c")
