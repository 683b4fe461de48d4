"""What an author must have right before a lesson is released; every mistake is named at once."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.errors import AutograderError
from autograder.exercise import Exercise, load_exercises
from autograder.exercise.answers import reference_of
from autograder.exercise.choices import as_mapping, canonical
from autograder.exercise.draws import calls_of
from autograder.exercise.lesson import expected_topology, load_references, start_topology
from autograder.grading.course import Course
from autograder.grading.names import names_bound, names_read, without_magics
from autograder.grading.notebooks import (
    grade_call,
    grade_id,
    graded_cells,
    is_demonstration,
    nbgrader_data,
    read_notebook,
)

_ASKING = {"check", "grade", "show"}


def author_mistakes(course: Course, lesson: str) -> tuple[str, ...]:
    """Return the mistakes in a lesson of solutions/."""
    folder = course.solutions / lesson
    try:
        notebook = read_notebook(course.source(lesson))
        exercises = load_exercises(folder)
    except AutograderError as error:
        return (error.what,)
    return (
        *_cell_mistakes(notebook),
        *_grade_mistakes(notebook, exercises),
        *_unasked(notebook, exercises),
        *(text for each in exercises.values() for text in _reference_mistakes(folder, each)),
        *_demonstration_mistakes(notebook),
    )


def _cell_mistakes(notebook: NotebookNode) -> Iterable[str]:
    seen: set[str] = set()
    for place, cell in enumerate(notebook.cells, start=1):
        id = grade_id(cell)
        if id is not None and id in seen:
            yield f"two cells have the grade id {id!r}"
        seen.add(id or "")
        if cell.get("outputs"):
            yield f"{_name(cell, place)} has outputs: a source notebook is saved without any"
        if cell.cell_type == "code":
            try:
                ast.parse(without_magics(cell.source))
            except SyntaxError as error:
                where = f"{_name(cell, place)}, line {error.lineno}"
                yield f"{where} is not valid Python: {error.msg}"


def _grade_mistakes(notebook: NotebookNode, exercises: dict[str, Exercise]) -> Iterable[str]:
    for place, cell in graded_cells(notebook):
        name = _name(cell, place + 1)
        call = grade_call(cell.source)
        if call is None:
            yield f'{name} is graded, but does not end with grade("an_id", answer, points=4)'
            continue
        points = nbgrader_data(cell).get("points")
        if points != call.points:
            yield f"{name} says points={call.points:g}, its nbgrader metadata {points}"
        if call.exercise not in exercises:
            yield f"{name} grades {call.exercise!r}, which exercises.toml does not have"


def _unasked(notebook: NotebookNode, exercises: dict[str, Exercise]) -> Iterable[str]:
    asked = {id for cell in notebook.cells for id in _asked_in(cell)}
    by_hand = {grade_id(cell) for cell in notebook.cells if cell.cell_type == "markdown"}
    for exercise in exercises.values():
        if exercise.id not in (by_hand if exercise.kind == "manual" else asked):
            yield f"no cell of the notebook checks or grades {exercise.id!r}"


def _asked_in(cell: NotebookNode) -> Iterable[str]:
    if cell.cell_type != "code":
        return
    try:
        tree = ast.parse(without_magics(cell.source))
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first = node.args[0]
            if node.func.id in _ASKING and isinstance(first, ast.Constant):
                yield str(first.value)


def _reference_mistakes(folder: Path, exercise: Exercise) -> Iterable[str]:
    try:
        if exercise.builds_models:
            for sizes in exercise.cases or ({},):
                expected_topology(folder, exercise, dict(sizes))
            start_topology(folder, exercise)
        elif exercise.kind in {"values", "choice"}:
            reference = reference_of(load_references(folder), exercise)
            if exercise.kind == "choice":
                yield from _label_mistakes(exercise, reference)
        if exercise.kind in {"builder", "values"}:
            calls_of(exercise, seed="tried before the release")
    except AutograderError as error:
        yield error.what


def _label_mistakes(exercise: Exercise, reference: Any) -> Iterable[str]:
    """Right answers that are not among the labels: nobody could give them."""
    if not exercise.labels:
        return
    labels = set(map(canonical, exercise.labels))
    for key, value in as_mapping(reference).items():
        if canonical(value) not in labels:
            place = f"{exercise.id}[{key!r}]" if key else exercise.id
            yield f"references.py: {place} is {value!r}, which labels does not have"


def _demonstration_mistakes(notebook: NotebookNode) -> Iterable[str]:
    """Names bound where the grader does not go, and read where it does."""
    shown = [cell for cell in notebook.cells if is_demonstration(cell)]
    run = [cell for cell in notebook.cells if cell.cell_type == "code" and cell not in shown]
    bound_elsewhere = {name for cell in run for name in names_bound(cell.source)}
    needed = {name for cell in run for name in names_read(cell.source)}
    for cell in shown:
        for name in sorted((names_bound(cell.source) & needed) - bound_elsewhere):
            yield (
                f"the demonstration cell {grade_id(cell)!r} binds {name}, which a cell that runs"
                " when grading reads: demonstrations are skipped there"
            )


def _name(cell: NotebookNode, place: int) -> str:
    id = grade_id(cell)
    return f"cell {place} ({id})" if id else f"cell {place}"
