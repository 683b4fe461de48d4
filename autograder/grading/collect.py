"""Collecting a folder of student folders into the class's submissions."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeAlias

from autograder.errors import AutograderError
from autograder.grading.course import Course, make_folder

Status: TypeAlias = Literal["new", "changed", "unchanged", "missing"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Collected:
    """What came of one student's folder."""

    student: str
    status: Status


def collect(course: Course, lesson: str, folder: Path) -> tuple[Collected, ...]:
    """Copy FOLDER/STUDENT/[LESSON/]LESSON.ipynb of every student into the class.

    A submission that differs from the one collected earlier replaces it; the earlier one is kept
    in class/earlier/. Raises AutograderError where nothing is found.
    """
    if not folder.is_dir():
        raise AutograderError(
            f"There is no folder {folder}.", next_step="Name the folder of the students' folders."
        )
    students = sorted(path for path in folder.iterdir() if _is_students(path))
    found = tuple(
        Collected(student=each.name, status=_collect(course, lesson, each)) for each in students
    )
    if all(each.status == "missing" for each in found):
        raise AutograderError(
            f"{folder} holds no submission of {lesson}.",
            next_step=f"Each student's work should be at {folder}/STUDENT/{lesson}.ipynb.",
        )
    return found


def _is_students(path: Path) -> bool:
    """Say whether a path may be a student's folder, not a link or what an archive program left."""
    own = not path.name.startswith(".") and path.name != "__MACOSX"
    return own and path.is_dir() and not path.is_symlink()


def _collect(course: Course, lesson: str, student: Path) -> Status:
    name = f"{lesson}.ipynb"
    places = (student / name, student / lesson / name)
    found = [path for path in places if path.is_file() and not path.is_symlink()]
    if not found:
        return "missing"
    source = max(found, key=lambda path: path.stat().st_mtime)
    target = course.submission(lesson, student.name)
    status: Status = "new"
    if target.exists():
        if (target / name).exists() and (target / name).read_bytes() == source.read_bytes():
            return "unchanged"
        _keep_earlier(course, lesson, student.name)
        status = "changed"
    make_folder(target)
    shutil.copy2(source, target / name)
    handed_in = datetime.fromtimestamp(source.stat().st_mtime, tz=UTC)
    stamp = handed_in.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    (target / "timestamp.txt").write_text(stamp, encoding="ascii")
    return status


def _keep_earlier(course: Course, lesson: str, student: str) -> None:
    folder = make_folder(course.class_folder / "earlier" / student)
    number = len(list(folder.glob(f"{lesson}.*"))) + 1
    course.submission(lesson, student).rename(folder / f"{lesson}.{number}")
