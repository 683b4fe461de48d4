"""Comparing choices with their salted hashes, and the correction for guessing."""

from __future__ import annotations

import pytest

from autograder.exercise.choices import canonical, corrected_share, hashed_choice, right_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [(67, 67.0), (67, " 67 "), ("Flat  Stack", "flat stack"), ((1, 2), [1, 2.0]), (True, True)],
)
def test_spellings_of_one_choice_are_equal(one, other):
    """Capitals, spaces and number types do not matter."""
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [(True, 1), ("flat", "flat stack"), ([1, 2], [2, 1])])
def test_different_choices_differ(one, other):
    """What means something else is something else."""
    assert canonical(one) != canonical(other)


def test_right_keys_are_found_by_hash():
    """Each key of a dict is compared alone; a key of the learner's own is ignored."""
    hashes = hashed_choice({"a": "flat", "b": "not"}, "salt")
    assert right_keys({"a": "Flat", "b": "flat", "z": 1}, hashes, "salt") == ("a",)


def test_the_same_label_everywhere_earns_nothing_on_average():
    """With two labels and three of six right by chance, the correction takes all of it."""
    assert corrected_share(3, 6, 6, 2) == 0.0
    assert corrected_share(6, 6, 6, 2) == 1.0
    assert corrected_share(3, 3, 6, 2) == 0.5
