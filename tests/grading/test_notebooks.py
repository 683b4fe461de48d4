"""Reading notebooks and the calls in their graded cells."""

from __future__ import annotations

import json

import pytest

from autograder.errors import AutograderError
from autograder.grading.names import names_bound, names_read
from autograder.grading.notebooks import GradeCall, grade_call, note, noted, read_notebook
from tests.grading.practice import cells


@pytest.mark.parametrize(
    ("source", "call"),
    [
        ('grade("two_towers", two_towers, points=4)', ("two_towers", 4.0)),
        ('# First\nx = 1\ngrade("a", b, points=1.5)', ("a", 1.5)),
        ('grade("a", b, points=4); 3', None),
        ('grade("a", b)', None),
        ("grade(name, b, points=4)", None),
        ('other.grade("a", b, points=4)', None),
        ("assert True", None),
        ("def f(:", None),
        ("", None),
    ],
)
def test_the_graded_exercise_is_read_from_the_cell(source, call):
    """A cell that ends with a plain call of grade names its exercise and points."""
    wanted = None if call is None else GradeCall(exercise=call[0], points=call[1])
    assert grade_call(source) == wanted


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[1]", "it is JSON, but not an object"),
        ('{"nbformat": 4', "it is not JSON (Expecting ',' delimiter: line 1 column 15 (char 14))"),
    ],
)
def test_what_is_no_notebook_is_named(tmp_path, text, why):
    """The file and what is wrong with it are in the message."""
    path = tmp_path / "a.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AutograderError) as caught:
        read_notebook(path)
    assert str(caught.value) == (
        f"{path} is no notebook: {why}.\n"
        "Next step: Save it anew in JupyterLab, or ask for the file again."
    )


@pytest.mark.parametrize("text", ['{"cells": 1}', '{"nbformat": "x"}', "{}", '{"nbformat": 4}'])
def test_json_that_is_no_notebook(tmp_path, text):
    """Whatever parts are missing or of another type, the message is ours."""
    path = tmp_path / "a.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AutograderError, match="is no notebook: "):
        read_notebook(path)


def test_bytes_that_are_no_text(tmp_path):
    """A picture under a notebook's name is no notebook."""
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"\x89PNG\r\n\xff")
    with pytest.raises(AutograderError, match="is no notebook: it is not JSON"):
        read_notebook(path)


def test_notes_stay_with_a_cell():
    """What we note of a cell survives being written as JSON."""
    cell = cells()[0]
    note(cell, "stop", {"cause": "crash"})
    note(cell, "decision", {"points": 1.0})
    data = json.loads(json.dumps(cell))["metadata"]["autograder"]
    assert data == {"stop": {"cause": "crash"}, "decision": {"points": 1.0}}
    assert noted(cell, "stop") == {"cause": "crash"}
    assert noted(cell, "other") is None


def test_names_bound_and_read_at_the_notebooks_level():
    """Locals and parameters are nobody else's; magics are no Python."""
    source = (
        "%matplotlib inline\n"
        "import numpy as np\n"
        "def f(x):\n    y = x + offset\n    return np.sum(y)\n"
        "total = f(data)\n"
    )
    assert names_bound(source) == {"np", "f", "total"}
    assert names_read(source) == {"np", "f", "data", "offset"}
    assert names_bound("def f(:") == names_read("def f(:") == frozenset()
