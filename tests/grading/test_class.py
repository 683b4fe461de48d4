"""A class graded by nbgrader with the kit's preprocessors: honest, broken and tampered work."""

from __future__ import annotations

import pytest
from nbgrader.api import Gradebook

from autograder.grading.notebooks import read_notebook
from tests.grading.conftest import NOT_JSON
from tests.grading.practice import LESSON, cell_of


def marks(graded, student):
    return {mark.exercise: mark.points for mark in graded.results[student].marks}


def mark(graded, student, exercise="double"):
    return next(each for each in graded.results[student].marks if each.exercise == exercise)


@pytest.mark.parametrize(
    ("student", "double", "sorting"),
    [
        ("right", 4.0, 2.0),
        ("untouched", 0.0, 0.0),
        # Three of four labels right; with two labels a wrong one costs a right one: 2 of 4, 1 of 2.
        ("wrong", 0.0, 1.0),
        ("on-stderr", 4.0, 2.0),
        ("syntax", 0.0, 2.0),
        ("raises", 0.0, 2.0),
        ("uses-demonstration", 0.0, 2.0),
        ("loop-in-play", 4.0, 2.0),
    ],
)
def test_honest_work_gets_its_marks(graded, student, double, sorting):
    """Each answer is worth what the exercise says, whatever else happens in the notebook."""
    found = marks(graded, student)
    assert (found["double"], found["sorting"]) == (double, sorting)


@pytest.mark.parametrize(
    "student", ["duplicated", "skip-tags", "empty-metadata", "flipped", "deleted", "retyped"]
)
def test_damaged_cells_are_restored(graded, student):
    """Metadata that stop nbgrader or its tests neither cost marks nor raise them."""
    found = marks(graded, student)
    assert (found["double"], found["sorting"]) == (4.0, 2.0)


@pytest.mark.parametrize(
    ("student", "finding"),
    [
        ("syntax", "Your cell for `double` stops: SyntaxError in line 1: expected ':'"),
        ("untouched", "Nothing to check yet: this exercise still stands as it was given."),
    ],
)
def test_a_lost_mark_has_its_finding(graded, student, finding):
    """Words say why an exercise earned nothing."""
    assert mark(graded, student).finding == finding


@pytest.mark.parametrize(
    ("student", "review"),
    [
        ("crash-in-call", "`double` ended the Python process that runs the notebook"),
        ("crash-in-cell", "the cell `double` ended the Python process that runs the notebook"),
        ("loop", "`double` was still running after 3 s and was stopped"),
        ("stuck", "`double` was still running after 3 s and was stopped"),
        ("claims", "the graded cell ran without leaving evidence"),
        ("no-cells-run", "the graded cell ran without leaving evidence"),
        ("twice", "the graded cell holds more or other evidence than its own"),
    ],
)
def test_what_cannot_be_decided_is_left_to_a_person(graded, student, review):
    """A crash, a time-out or a graded cell without its evidence is open, with its cause."""
    found = mark(graded, student)
    assert (found.points, found.review) == (None, review)


@pytest.mark.parametrize("student", ["crash-in-call", "crash-in-cell", "loop", "stuck"])
def test_the_rest_of_the_notebook_goes_on(graded, student):
    """After a crash or a time-out the other exercises are graded."""
    assert mark(graded, student, "sorting").points == 2.0


def test_the_gradebook_keeps_an_open_mark_open(graded):
    """nbgrader's own record says that a person is needed, and holds no automatic score."""
    with Gradebook(graded.course.database) as gradebook:
        grade = gradebook.find_grade("grade_double", LESSON, LESSON, "crash-in-call")
        assert (grade.auto_score, grade.needs_manual_grade) == (None, True)
        grade = gradebook.find_grade("grade_double", LESSON, LESSON, "syntax")
        assert (grade.auto_score, grade.needs_manual_grade) == (0.0, False)


def test_prose_is_left_to_a_person(graded):
    """A changed answer in words waits to be marked by hand."""
    found = mark(graded, "prose", "reflection")
    assert (found.points, found.review, found.by_hand) == (None, "a person marks this answer", True)


def test_a_notebook_that_is_none_fails_alone(graded):
    """What is not JSON is reported with its file, and everyone else is graded."""
    finished = graded.finished[NOT_JSON]
    path = graded.course.submission(LESSON, NOT_JSON) / f"{LESSON}.ipynb"
    assert finished.status == "failed"
    assert finished.problem.startswith(f"{path} is no notebook: it is not JSON (")
    assert graded.results[NOT_JSON].problem == finished.problem
    others = {each.status for name, each in graded.finished.items() if name != NOT_JSON}
    assert others == {"graded"}


def test_demonstrations_are_skipped(graded):
    """A locked demonstration cell is not run, and keeps its tag for the reader."""
    notebook = read_notebook(graded.course.graded(LESSON, "right"))
    cell = cell_of(notebook, "shown")
    assert (cell["outputs"], cell["metadata"]["tags"]) == ([], ["demonstration"])


def test_instructors_files_do_not_reach_a_submission(graded):
    """References and notes are neither released nor copied beside the executed notebook."""
    folders = (graded.course.lessons / LESSON, graded.course.graded(LESSON, "right").parent)
    for folder in folders:
        names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
        assert names == {f"{LESSON}.ipynb", "answers.json", "exercises.toml", "results/seeds.csv"}
