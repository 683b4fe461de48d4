"""The archive that students get."""

from __future__ import annotations

import os
import zipfile

import pytest

from autograder.errors import AutograderError
from autograder.grading.course import Course
from autograder.grading.pack import FILES, pack


@pytest.fixture
def course(tmp_path):
    """A small repository."""
    root = tmp_path / "kit"
    for name in (
        *FILES,
        "lessons/01-a/01-a.ipynb",
        "lessons/01-a/.ipynb_checkpoints/01-a.ipynb",
        "autograder/__init__.py",
        "autograder/__pycache__/a.pyc",
        "solutions/01-a/references.py",
        "tests/test_a.py",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return Course(root=root)


def test_students_get_lessons_and_kit_alone(course, tmp_path):
    """No solutions, tests or leftovers are in the archive, and all of it is in one folder."""
    pack(course, tmp_path / "out" / "lessons.zip")
    with zipfile.ZipFile(tmp_path / "out" / "lessons.zip") as archive:
        names = set(archive.namelist())
    wanted = {"lessons/01-a/01-a.ipynb", "autograder/__init__.py", *FILES}
    assert names == {f"lessons/{name}" for name in wanted}


def test_the_same_files_give_the_same_bytes(course, tmp_path):
    """Neither time nor permissions of the files change the archive."""
    pack(course, tmp_path / "a" / "lessons.zip")
    readme = course.root / "README.md"
    os.utime(readme, (1, 1))
    readme.chmod(0o600)
    pack(course, tmp_path / "b" / "lessons.zip")
    assert (tmp_path / "a/lessons.zip").read_bytes() == (tmp_path / "b/lessons.zip").read_bytes()


def test_a_lesson_with_a_solution_is_refused(course, tmp_path):
    """An unreleased notebook never leaves with its solution."""
    path = course.lessons / "01-a" / "01-a.ipynb"
    path.write_text("### BEGIN SOLUTION", encoding="utf-8")
    with pytest.raises(AutograderError) as caught:
        pack(course, tmp_path / "lessons.zip")
    assert str(caught.value) == (
        "Students would get solutions: lessons/01-a/01-a.ipynb.\n"
        "Next step: Release these lessons: autograder release LESSON"
    )
    assert not (tmp_path / "lessons.zip").exists()


def test_a_missing_part_is_named(course, tmp_path):
    """An incomplete copy of the repository is no archive."""
    (course.root / "LICENSE").unlink()
    with pytest.raises(AutograderError, match="There is nothing to pack for LICENSE in"):
        pack(course, tmp_path / "lessons.zip")
