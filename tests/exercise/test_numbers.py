"""Comparing numbers with the right ones and with their hashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.exercise.numbers import compare, compare_hashed, hashed

numbers = st.floats(-1e6, 1e6, allow_nan=False)


@given(st.lists(numbers, min_size=1, max_size=5), st.sampled_from([0.0, 1e-4, 0.5]))
def test_the_right_answer_passes_both_ways(values, tolerance):
    """A right answer is right for the grader and for instant feedback."""
    assert compare(values, values, tolerance).right
    assert compare_hashed(values, hashed(values, "salt", tolerance), "salt", tolerance).right


@given(numbers, st.sampled_from([1e-3, 0.5]))
def test_what_is_twice_the_tolerance_away_fails_both_ways(value, tolerance):
    """The grid of the hashes is never wider than one and a half tolerances."""
    away = value + 2.1 * tolerance
    assert not compare(away, value, tolerance).right
    assert not compare_hashed(away, hashed(value, "salt", tolerance), "salt", tolerance).right


@given(numbers, st.floats(-0.99, 0.99))
def test_what_the_grader_accepts_instant_feedback_accepts(value, share):
    """Feedback never calls wrong what the mark calls right."""
    near = value + share * 0.01
    if compare(near, value, 0.01).right:
        assert compare_hashed(near, hashed(value, "s", 0.01), "s", 0.01).right


@pytest.mark.parametrize(
    ("answer", "remark"),
    [
        (60, "60"),
        ([67], "it is an array of shape (1,); asked for is a single number"),
        ("67", "'67' is no number"),
        (None, "None is no number"),
        (True, "True is no number"),
        ([[1], [1, 2]], "its rows have different lengths"),
        ({}, "a dict is no number"),
        (float("nan"), "nan"),
        (10**400, f"{10**400}"),
    ],
)
def test_a_wrong_answer_is_described_without_the_right_one(answer, remark):
    """The remark says what was seen, never what is right."""
    assert compare(answer, 67, 0.0).remark == remark
    assert compare_hashed(answer, hashed(67, "s", 0.0), "s", 0.0).remark == remark


def test_an_array_says_how_many_of_its_numbers_are_wrong():
    """Partial progress shows."""
    assert compare([[1, 2], [3, 5]], [[1, 2], [3, 4]], 0.0).remark == (
        "1 of its 4 numbers are not right"
    )
