"""Submissions that could not be graded at all: one small file each, until they are."""

from __future__ import annotations

from pathlib import Path

from autograder.grading.course import Course, make_folder


def keep_problem(course: Course, lesson: str, student: str, problem: str) -> None:
    """Keep why a submission could not be graded."""
    make_folder(_folder(course, lesson))
    _file(course, lesson, student).write_text(problem + "\n", encoding="utf-8")


def forget_problem(course: Course, lesson: str, student: str) -> None:
    """Forget it, for the submission is graded."""
    _file(course, lesson, student).unlink(missing_ok=True)


def problem_of(course: Course, lesson: str, student: str) -> str:
    """Return why a submission could not be graded, or nothing."""
    path = _file(course, lesson, student)
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def _folder(course: Course, lesson: str) -> Path:
    return course.class_folder / "problems" / lesson


def _file(course: Course, lesson: str, student: str) -> Path:
    return _folder(course, lesson) / f"{student}.txt"
