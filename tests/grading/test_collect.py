"""Collecting a folder of student folders."""

from __future__ import annotations

import os

import pytest

from autograder.errors import AutograderError
from autograder.grading.collect import collect
from autograder.grading.course import Course

LESSON = "01-practice"


@pytest.fixture
def course(tmp_path):
    """An empty course."""
    return Course(root=tmp_path / "course")


def hand_in(folder, student, text="{}", inside=""):
    path = folder / student / inside / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def statuses(course, folder):
    return {each.student: each.status for each in collect(course, LESSON, folder)}


def test_both_ways_of_handing_in_are_found(course, tmp_path):
    """The notebook may lie in the student's folder or in the lesson's folder inside."""
    folder = tmp_path / "in"
    hand_in(folder, "ada")
    hand_in(folder, "bea", inside=LESSON)
    (folder / "cleo").mkdir()
    assert statuses(course, folder) == {"ada": "new", "bea": "new", "cleo": "missing"}
    assert course.students(LESSON) == ("ada", "bea")
    stamp = (course.submission(LESSON, "ada") / "timestamp.txt").read_text(encoding="ascii")
    assert stamp.endswith(" UTC")


def test_what_is_no_students_folder_is_left_alone(course, tmp_path):
    """A link to another student's folder, and what archive programs leave, are nobody's."""
    folder = tmp_path / "in"
    hand_in(folder, "ada")
    hand_in(folder, "__MACOSX")
    hand_in(folder, ".hidden")
    (folder / "eve").symlink_to(folder / "ada", target_is_directory=True)

    assert statuses(course, folder) == {"ada": "new"}


def test_of_two_notebooks_the_newer_counts(course, tmp_path):
    """A student who has the notebook in both places means the one saved last."""
    folder = tmp_path / "in"
    hand_in(folder, "ada", "{}")
    hand_in(folder, "ada", '{"worked": 1}', inside=LESSON)
    os.utime(folder / "ada" / f"{LESSON}.ipynb", (1, 1))
    statuses(course, folder)

    taken = course.submission(LESSON, "ada") / f"{LESSON}.ipynb"
    assert taken.read_text("utf-8") == '{"worked": 1}'


def test_a_changed_submission_replaces_the_earlier_one(course, tmp_path):
    """What was collected before is kept, and an unchanged one is left alone."""
    folder = tmp_path / "in"
    hand_in(folder, "ada", "{}")
    statuses(course, folder)
    assert statuses(course, folder) == {"ada": "unchanged"}
    hand_in(folder, "ada", '{"a": 1}')
    assert statuses(course, folder) == {"ada": "changed"}
    now = course.submission(LESSON, "ada") / f"{LESSON}.ipynb"
    earlier = course.class_folder / "earlier" / "ada" / f"{LESSON}.1" / f"{LESSON}.ipynb"
    assert (now.read_text("utf-8"), earlier.read_text("utf-8")) == ('{"a": 1}', "{}")


def test_a_folder_without_submissions(course, tmp_path):
    """The message says where each notebook should be."""
    (tmp_path / "in" / "ada").mkdir(parents=True)
    with pytest.raises(AutograderError) as caught:
        collect(course, LESSON, tmp_path / "in")
    assert str(caught.value) == (
        f"{tmp_path / 'in'} holds no submission of 01-practice.\n"
        f"Next step: Each student's work should be at {tmp_path / 'in'}/STUDENT/01-practice.ipynb."
    )


def test_a_folder_that_does_not_exist(course, tmp_path):
    """A misspelt folder is named."""
    with pytest.raises(AutograderError, match=r"There is no folder .*in\.\nNext step: Name the"):
        collect(course, LESSON, tmp_path / "in")


def test_a_link_to_another_file_is_not_followed(course, tmp_path):
    """A submission cannot bring in a file from elsewhere."""
    hand_in(tmp_path / "in", "ada")
    (tmp_path / "secret.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "in" / "bea").mkdir()
    (tmp_path / "in" / "bea" / f"{LESSON}.ipynb").symlink_to(tmp_path / "secret.ipynb")
    assert statuses(course, tmp_path / "in") == {"ada": "new", "bea": "missing"}
