"""Grading a lesson's own solution, in a course of its own: it must earn full marks."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from autograder.grading.course import Course, make_folder
from autograder.grading.kernels import best
from autograder.grading.release import release
from autograder.grading.results import class_results
from autograder.grading.runner import grade_class

STUDENT = "solution"


def lost_marks(course: Course, lesson: str) -> tuple[str, ...]:
    """Return what keeps the solution notebook from full marks, a line for each graded cell."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Course(root=Path(folder).resolve())
        shutil.copytree(course.solutions / lesson, trial.solutions / lesson)
        release(trial, lesson)
        target = make_folder(trial.submission(lesson, STUDENT))
        shutil.copy(trial.source(lesson), target)
        for each in grade_class(trial, lesson, (STUDENT,), jobs=1, kernels=best()):
            if each.problem:
                return (f"the solution cannot be graded: {each.problem}",)
        (result,) = class_results(trial, lesson)
        return tuple(
            f"the solution of {mark.exercise} gets {mark.points or 0:g} of {mark.maximum:g}: "
            f"{mark.review or mark.finding}"
            for mark in result.marks
            if (mark.points is not None and mark.points < mark.maximum)
            or (mark.points is None and not mark.by_hand)
        )
