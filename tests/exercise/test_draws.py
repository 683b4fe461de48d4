"""The calls that are made of a learner's function."""

from __future__ import annotations

import pytest

from autograder.errors import AutograderError
from autograder.exercise import Exercise
from autograder.exercise.draws import DRAWN, calls_of

BUILDER = Exercise(
    id="stack",
    title="A stack",
    kind="builder",
    cases=({"inputs": 10}, {"inputs": 7}),
    draw={"inputs": "2..40"},
)
LISTS = Exercise(
    id="count",
    title="Count",
    kind="values",
    cases=({"widths": [4, 8]},),
    draw={"widths": {"list": "1..64", "length": "2..6"}},
)
ARRAYS = Exercise(
    id="forward",
    title="Forward",
    kind="values",
    dims={"rows": "1..6"},
    arrays={"x": ("rows", 4), "b": (3,)},
    tolerance=1e-4,
)


def test_a_topology_exercise_is_called_once_without_arguments():
    """A drawing has no sizes to vary."""
    assert calls_of(Exercise(id="a", title="A", kind="topology"), seed="s") == ({},)


def test_practice_makes_the_calls_of_the_exercise_alone():
    """Without a seed nothing is drawn."""
    assert calls_of(BUILDER) == ({"inputs": 10}, {"inputs": 7})


def test_a_seed_adds_further_sizes_within_their_range():
    """When grading, sizes that nobody could have written down are added."""
    calls = calls_of(BUILDER, seed="term 1")
    assert calls[:2] == calls_of(BUILDER)
    assert len(calls) == 2 + DRAWN
    assert all(2 <= call["inputs"] <= 40 for call in calls[2:])


@pytest.mark.parametrize("exercise", [BUILDER, LISTS, ARRAYS], ids=lambda each: each.id)
def test_the_same_seed_draws_the_same_calls(exercise):
    """The grader can repeat what it asked for; another seed asks for something else."""
    assert calls_of(exercise, seed="a") == calls_of(exercise, seed="a")
    assert calls_of(exercise, seed="a") != calls_of(exercise, seed="b")


def test_lists_are_drawn_in_length_and_value():
    """A rule with list and length gives lists of whole numbers."""
    for call in calls_of(LISTS, seed="x")[1:]:
        assert 2 <= len(call["widths"]) <= 6
        assert all(1 <= width <= 64 for width in call["widths"])


def test_arrays_share_their_drawn_sizes():
    """An axis that names a size has that size in every array of the call."""
    for call in calls_of(ARRAYS):
        assert 1 <= len(call["x"]) <= 6
        assert all(len(row) == 4 for row in call["x"])
        assert len(call["b"]) == 3


def test_a_malformed_range_says_how_to_write_it():
    """An author's mistake in `draw` is named with its place."""
    wrong = Exercise(id="a", title="A", kind="builder", cases=({"n": 1},), draw={"n": "2 to 9"})
    with pytest.raises(AutograderError) as caught:
        calls_of(wrong, seed="s")
    assert str(caught.value) == (
        "draw.n of a is '2 to 9', no range of whole numbers.\nNext step: Write it as \"2..40\"."
    )
