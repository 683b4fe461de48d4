"""What a class got: marks from the gradebook, findings and causes from the executed notebooks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

from autograder.errors import AutograderError
from autograder.grading.course import Course
from autograder.grading.decide import Decision, read_decision
from autograder.grading.notebooks import (
    grade_call,
    grade_id,
    nbgrader_data,
    noted,
    read_notebook,
)
from autograder.grading.problems import problem_of

NOT_YET = "not graded yet"
BY_HAND = "a person marks this answer"
NO_CELL = "its cell is missing from the notebook"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """The mark of one graded cell, as the gradebook has it."""

    exercise: str
    maximum: float
    points: float | None
    """None where a person has to decide."""
    finding: str = ""
    """What cost marks, in the learner's words."""
    review: str = ""
    """Why a person has to look, or nothing."""
    by_hand: bool = False
    """Whether a person marks every answer here, as with prose."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """One student's marks for a lesson. `problem` says why nothing could be graded."""

    student: str
    marks: tuple[Mark, ...] = ()
    problem: str = ""
    walled: bool = True
    """Whether the submission ran in a sandbox."""

    @property
    def total(self) -> float:
        """The points given so far."""
        return sum(mark.points or 0.0 for mark in self.marks)

    @property
    def maximum(self) -> float:
        """The points of the lesson."""
        return sum(mark.maximum for mark in self.marks)

    @property
    def needs_review(self) -> bool:
        """Whether a person has to look."""
        return bool(self.problem) or any(mark.review for mark in self.marks)


def class_results(course: Course, lesson: str) -> tuple[Result, ...]:
    """Return the results of everyone who submitted the lesson, by student."""
    exercises = _exercises(course, lesson)
    with Gradebook(course.database) as gradebook:
        return tuple(
            _result(course, gradebook, lesson, student, exercises)
            for student in course.students(lesson)
        )


def _exercises(course: Course, lesson: str) -> dict[str, str]:
    """Return the exercise of each graded cell, by grade ids in the lesson's order."""
    found = {}
    for cell in read_notebook(course.source(lesson)).cells:
        data = nbgrader_data(cell)
        if data.get("grade"):
            call = grade_call(cell.source) if cell.cell_type == "code" else None
            found[data["grade_id"]] = call.exercise if call else data["grade_id"]
    return found


def _result(
    course: Course, gradebook: Any, lesson: str, student: str, exercises: dict[str, str]
) -> Result:
    problem = problem_of(course, lesson, student)
    notebook = _graded_notebook(course, lesson, student)
    walled = notebook is None or noted(notebook, "kernels") == "walled"
    cells = None if notebook is None else _cells(notebook)
    if cells is None:
        problem = problem or NOT_YET
    try:
        submission = gradebook.find_submission(lesson, student)
    except MissingEntry:
        return Result(student=student, problem=problem or NOT_YET)
    order = list(exercises)
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    grades.sort(key=lambda grade: order.index(grade.name) if grade.name in order else len(order))
    marks = tuple(_mark(grade, exercises.get(grade.name, grade.name), cells) for grade in grades)
    return Result(student=student, marks=marks, problem=problem, walled=walled)


def _graded_notebook(course: Course, lesson: str, student: str) -> NotebookNode | None:
    """Return a submission that was graded to its end, or None."""
    try:
        notebook = read_notebook(course.graded(lesson, student))
    except AutograderError:
        return None
    return None if noted(notebook, "graded") is None else notebook


def _cells(notebook: NotebookNode) -> dict[str, NotebookNode]:
    return {id: cell for cell in notebook.cells if (id := grade_id(cell)) is not None}


def _mark(grade: Any, exercise: str, cells: dict[str, NotebookNode] | None) -> Mark:
    cell = None if cells is None else cells.get(grade.name)
    decision = None if cell is None else read_decision(cell)
    given = grade.auto_score is not None or grade.manual_score is not None
    is_open = grade.needs_manual_grade and cells is not None
    return Mark(
        exercise=exercise,
        maximum=grade.max_score,
        points=grade.score if given else None,
        finding=decision.finding if decision else "",
        review=_review(grade, cell, decision) if is_open else "",
        by_hand=cell is not None and bool(nbgrader_data(cell).get("solution")),
    )


def _review(grade: Any, cell: NotebookNode | None, decision: Decision | None) -> str:
    if cell is None:
        return NO_CELL
    if decision is not None and decision.review:
        return decision.review
    if nbgrader_data(cell).get("solution"):
        return BY_HAND
    if grade.manual_score is not None:
        return "it was graded again after a person marked it"
    return "nbgrader asks for a person"
