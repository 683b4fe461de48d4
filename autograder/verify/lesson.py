"""What holds for a lesson as a whole: points, drawings and their twins, hints, one source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.errors import AutograderError
from autograder.exercise import Exercise
from autograder.exercise.lesson import expected_topology
from autograder.grading.course import Course
from autograder.grading.notebooks import grade_call, graded_cells, nbgrader_data, read_notebook
from autograder.render.html import model_html
from autograder.render.text import text_twin

POINTS = 20.0
QUICK_START = "00"
FEWEST, MOST = 3, 6
"""Graded exercises of a lesson: three, or more where small repairs count as half."""
RUNGS = 4
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
SHORTEST = 12
"""Characters of a line that gives something away; `total = 0` does not."""


def graded_points(course: Course, lesson: str) -> dict[str, float]:
    """Return the points of each graded exercise, those marked by hand included."""
    notebook = read_notebook(course.source(lesson))
    found = {}
    for _, cell in graded_cells(notebook):
        call = grade_call(cell.source)
        if call is not None:
            found[call.exercise] = call.points
    for cell in notebook.cells:
        data = nbgrader_data(cell)
        if data.get("grade") and data.get("solution"):
            found[str(data["grade_id"])] = float(data.get("points", 0))
    return found


def lesson_weaknesses(lesson: str, points: Mapping[str, float]) -> Iterator[str]:
    """Yield what is wrong with the points of a lesson."""
    if lesson.partition("-")[0] == QUICK_START:
        return
    total = sum(points.values())
    if total != POINTS:
        yield f"the points add up to {total:g}, not {POINTS:g}"
    if not FEWEST <= len(points) <= MOST:
        yield f"{len(points)} exercises are graded, not three (small repairs count as half)"


def solution_lines(course: Course, lesson: str) -> tuple[str, ...]:
    """Return the lines of code that stand in the solutions of a lesson, short ones left out."""
    found: list[str] = []
    for cell in read_notebook(course.source(lesson)).cells:
        if cell.cell_type == "code":
            for part in cell.source.split(BEGIN)[1:]:
                lines = part.partition(END)[0].splitlines()[1:]
                found += (line.strip() for line in lines if len(line.strip()) >= SHORTEST)
    return tuple(found)


def exercise_weaknesses(
    folder: Path, exercise: Exercise, reference: Any, code: Sequence[str] = ()
) -> Iterator[str]:
    """Yield what is wrong with an exercise before anybody answers it; `code` solves it."""
    if exercise.builds_models:
        yield from _of_drawing(folder, exercise)
    elif exercise.kind != "manual":
        yield from _of_hints(exercise, reference)
    for rung, hint in enumerate(exercise.hints, start=1):
        for line in code:
            if line in hint:
                yield f"hint {rung} shows a line of the solution: {line}"


def _of_drawing(folder: Path, exercise: Exercise) -> Iterator[str]:
    drawing = expected_topology(folder, exercise)
    try:
        picture, twin = model_html(drawing), text_twin(drawing)
    except AutograderError as error:
        yield f"its drawing does not draw: {error.what}"
        return
    if "<svg" not in picture:
        yield "its drawing gives no picture"
    if len(twin.splitlines()) < len(drawing.calls) and "repeat" not in twin:
        yield "its drawing has no complete text twin"


def _of_hints(exercise: Exercise, reference: Any) -> Iterator[str]:
    if len(exercise.hints) != RUNGS:
        yield f"its ladder has {len(exercise.hints)} hints, not {RUNGS}"
    for rung, hint in enumerate(exercise.hints, start=1):
        if not hint.strip():
            yield f"hint {rung} is empty"
        if exercise.kind == "choice" and _tells(hint, reference):
            yield f"hint {rung} tells the answer {reference!r}"


def _tells(hint: str, reference: Any) -> bool:
    """Whether a hint holds the right number; small ones stand in every sentence."""
    if isinstance(reference, tuple | list):
        return str(tuple(reference)) in hint
    if isinstance(reference, bool) or not isinstance(reference, int | float) or reference < 10:
        return False
    numbers = {text.replace(",", "") for text in re.findall(r"\d[\d,]*(?:\.\d+)?", hint)}
    return f"{reference:g}" in {text.rstrip(".") for text in numbers}
