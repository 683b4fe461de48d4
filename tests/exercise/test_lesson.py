"""Reading exercises.toml and what stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.errors import AutograderError
from autograder.exercise import load_exercise, load_exercises
from autograder.exercise.lesson import expected_topology, load_references

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


def test_values_of_a_wrong_type_are_named_with_the_right_form(tmp_path):
    """What cannot be read as meant is said with how it is written, each key by itself."""
    text = (
        '[a]\ntitle = "A"\nkind = "builder"\nsizes = 3\n\n'
        '[b]\ntitle = "B"\nkind = "values"\ncases = [1]\ntolerance = "small"\nhints = "look"\n'
    )
    with pytest.raises(AutograderError) as caught:
        load_exercises(lesson(tmp_path, text))
    assert str(caught.value) == (
        f"{tmp_path / 'exercises.toml'} has mistakes:\n"
        "- a: sizes is 3; write a list of tables, [{inputs = 10}, {inputs = 7}]\n"
        "- b: cases is [1]; write a list of tables, [{widths = [4, 3]}]\n"
        "- b: tolerance is 'small'; write a number, 1e-6\n"
        "- b: hints is 'look'; write a list of up to four texts\n"
        "Next step: Mend each of them."
    )


def test_mistakes_in_a_drawing_name_its_file(tmp_path):
    """With several drawings in a lesson the message says which one is meant, a builder's too."""
    (tmp_path / "topologies").mkdir()
    for id in ("two_towers", "stack"):
        file = tmp_path / "topologies" / f"{id}.dot"
        file.write_text("digraph x { a [op=Inptu]; }", encoding="utf-8")
    exercises = load_exercises(lesson(tmp_path, GOOD))
    for exercise in exercises.values():
        with pytest.raises(AutograderError) as caught:
            expected_topology(tmp_path, exercise)
        assert caught.value.what.startswith(f"{exercise.id}.dot has ")


def test_references_that_fail_are_told_with_their_error(tmp_path):
    """An author's broken references.py is a message, not a traceback."""
    (tmp_path / "references.py").write_text("def f(:\n", encoding="utf-8")
    with pytest.raises(AutograderError) as caught:
        load_references(tmp_path)
    assert caught.value.what.startswith(f"references.py of {tmp_path.name} stops with SyntaxError:")
