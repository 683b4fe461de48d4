"""Reading exercises.toml and what stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.errors import AutograderError
from autograder.exercise import load_exercise, load_exercises

GOOD = """
[two_towers]
title = "Two towers"
kind = "topology"

[stack]
title = "A stack of any width"
kind = "builder"
sizes = [{inputs = 10}, {inputs = 7}]
draw = {inputs = "2..40"}
"""


def lesson(folder: Path, text: str) -> Path:
    (folder / "exercises.toml").write_text(text, encoding="utf-8")
    return folder


def test_exercises_keep_their_order_and_their_cases(tmp_path):
    """Every entry becomes an exercise, in the file's order."""
    exercises = load_exercises(lesson(tmp_path, GOOD))
    assert list(exercises) == ["two_towers", "stack"]
    assert exercises["stack"].cases == ({"inputs": 10}, {"inputs": 7})


def test_an_unknown_id_names_the_nearest_one(tmp_path):
    """A misspelt id is answered with the one probably meant."""
    with pytest.raises(AutograderError) as caught:
        load_exercise(lesson(tmp_path, GOOD), "two_tower")
    assert str(caught.value) == (
        "This lesson has no exercise called 'two_tower'.\nNext step: Did you mean 'two_towers'?"
    )


def test_a_missing_file_says_where_to_open_the_notebook(tmp_path):
    """Outside a lesson folder the message says what to do."""
    folder = tmp_path / "somewhere"
    folder.mkdir()
    with pytest.raises(AutograderError) as caught:
        load_exercises(folder)
    assert str(caught.value) == (
        "No exercises.toml in the folder somewhere.\n"
        "Next step: Open the notebook in its own lesson folder, with all its files."
    )


def test_all_mistakes_of_a_file_are_named_at_once(tmp_path):
    """An author reads every mistake in one message."""
    text = '[a]\nkind = "topologie"\ncolour = 1\n\n["b c"]\ntitle = "B"\nkind = "builder"\n'
    with pytest.raises(AutograderError) as caught:
        load_exercises(lesson(tmp_path, text))
    lines = str(caught.value).splitlines()
    assert lines[1].startswith("- a: unknown key 'colour'; the keys are accepts, arrays, ")
    assert lines[2:6] == [
        "- a: kind must be one of topology, builder, values, choice, manual",
        "- a: title is missing",
        "- b c: an id is the name of the learner's function or variable",
        "- b c: a builder needs sizes",
    ]


def test_reasons_are_texts(tmp_path):
    """A near-miss that may pass has a reason in words."""
    text = '[a]\ntitle = "A"\nkind = "topology"\naccepts = {"use of head" = 1}\n'
    with pytest.raises(AutograderError) as caught:
        load_exercises(lesson(tmp_path, text))
    assert str(caught.value).splitlines()[1] == (
        '- a: accepts gives near-misses their reasons, "near-miss" = "reason"'
    )


def test_a_file_that_is_no_toml_names_the_line(tmp_path):
    """The TOML reader's own words reach the author."""
    with pytest.raises(AutograderError, match=r"is not valid TOML: .*line 1"):
        load_exercises(lesson(tmp_path, "[two_towers\n"))
