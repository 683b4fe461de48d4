"""A practice class, released and graded once for all tests of grading."""

from __future__ import annotations

import copy
from types import SimpleNamespace

import pytest

from autograder.grading.kernels import best
from autograder.grading.release import release
from autograder.grading.results import class_results
from autograder.grading.runner import default_jobs, grade_class
from tests.grading.practice import (
    LESSON,
    RIGHT_DOUBLE,
    RIGHT_SORTING,
    cell_of,
    make_course,
    submit,
)

LIMIT = 3
RIGHT = {"double": RIGHT_DOUBLE, "sorting": RIGHT_SORTING}


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """A practice course whose lesson is released; tests that change it copy it."""
    course = make_course(tmp_path_factory.mktemp("course"))
    release(course, LESSON)
    return course


def duplicate(notebook):
    """Copy a graded cell, metadata and all."""
    notebook["cells"].append(copy.deepcopy(cell_of(notebook, "grade_double")))
    notebook["cells"][-1]["id"] = "copied"


def skip_tags(notebook):
    """Tag every cell so that stock nbgrader runs none."""
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["skip-execution", "demonstration"]


def empty_metadata(notebook):
    """Leave a graded cell with metadata that stop stock nbgrader's whole class."""
    cell_of(notebook, "grade_double")["metadata"]["nbgrader"] = {}


def flip_flags(notebook):
    """Say of a graded cell that it is the learner's own answer, worth more."""
    data = cell_of(notebook, "grade_double")["metadata"]["nbgrader"]
    data.update(grade=False, solution=True, locked=False, points=400)


def delete_cells(notebook):
    """Leave out the set-up and a graded cell."""
    gone = {"setup", "grade_double"}
    notebook["cells"] = [
        cell for cell in notebook["cells"] if cell["id"] not in gone | {"grade-double"}
    ]


def change_type(notebook):
    """Make a graded cell a text cell with an attachment."""
    cell = cell_of(notebook, "grade_double")
    for key in ("outputs", "execution_count"):
        del cell[key]
    cell.update(cell_type="markdown", attachments={"a.txt": {"text/plain": "a"}})


CLAIM = """
import autograder, builtins
def grade(*arguments, **named):
    return 4.0
"""
DOUBLED_EVIDENCE = """
import autograder
own = autograder.grade
def grade(*arguments, **named):
    own(*arguments, **named)
    return own(*arguments, **named)
"""
NO_CELLS_RUN = "get_ipython().input_transformers_post.append(lambda lines: [])"
SWALLOW = """
def double(n):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
"""
SUBMISSIONS = {
    "right": {**RIGHT},
    "untouched": {},
    "wrong": {
        "double": "def double(n):\n    return 3 * n",
        "sorting": RIGHT_SORTING.replace('"d": "not flat"', '"d": "flat"'),
    },
    "on-stderr": {**RIGHT, "double": f"import sys\n{RIGHT_DOUBLE}\nprint('x', file=sys.stderr)"},
    "prose": {**RIGHT, "reflection": "I doubled it."},
    "syntax": {**RIGHT, "double": "def double(n)\n    return 2 * n"},
    "raises": {**RIGHT, "double": "def double(n):\n    return 2 / 0"},
    "crash-in-call": {**RIGHT, "double": "import os\ndef double(n):\n    os._exit(1)"},
    "crash-in-cell": {**RIGHT, "double": "import os\nos._exit(1)"},
    "loop": {**RIGHT, "double": "def double(n):\n    while True:\n        pass"},
    "loop-in-play": {**RIGHT, "play": "while True:\n    pass"},
    "stuck": {**RIGHT, "double": SWALLOW},
    "uses-demonstration": {**RIGHT, "double": "def double(n):\n    return 2 * n * shown"},
    "duplicated": {**RIGHT, "change": duplicate},
    "skip-tags": {**RIGHT, "change": skip_tags},
    "empty-metadata": {**RIGHT, "change": empty_metadata},
    "flipped": {**RIGHT, "change": flip_flags},
    "deleted": {**RIGHT, "change": delete_cells},
    "retyped": {**RIGHT, "change": change_type},
    "claims": {"play": CLAIM},
    "twice": {**RIGHT, "play": DOUBLED_EVIDENCE},
    "no-cells-run": {"play": NO_CELLS_RUN},
}
NOT_JSON = "not-json"


@pytest.fixture(scope="session")
def graded(released):
    """The practice class, graded with a limit of 3 s a cell."""
    for student, filled in SUBMISSIONS.items():
        submit(released, student, **filled)
    submit(released, NOT_JSON).write_text("{", encoding="utf-8")
    students = released.students(LESSON)
    work = grade_class(released, LESSON, students, jobs=default_jobs(), limit=LIMIT, kernels=best())
    finished = {each.student: each for each in work}
    results = {each.student: each for each in class_results(released, LESSON)}
    return SimpleNamespace(course=released, finished=finished, results=results)
