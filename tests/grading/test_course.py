"""Finding a course, its lessons and its submitters."""

from __future__ import annotations

import os
import sys

import pytest

from autograder.errors import AutograderError
from autograder.grading.course import CONFIG_FILE, Course, find_course, make_folder


@pytest.fixture
def course(tmp_path):
    """A course of two lessons, one of them without its notebook."""
    for name in ("01-sequential", "03-branch-and-merge"):
        folder = tmp_path / "solutions" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "solutions" / "02-empty").mkdir()
    (tmp_path / CONFIG_FILE).write_text("", encoding="utf-8")
    return Course(root=tmp_path)


@pytest.mark.parametrize("text", ["3", "03", "03-branch-and-merge", "03-branch-and-merge/"])
def test_a_lesson_is_found_by_its_number_or_name(course, text):
    """Each way of naming a lesson finds it."""
    assert course.lesson(text) == "03-branch-and-merge"


def test_a_misspelt_lesson_is_answered_with_the_nearest(course):
    """The message suggests the lesson that was probably meant."""
    with pytest.raises(AutograderError) as caught:
        course.lesson("branch-merge")
    assert str(caught.value) == (
        f"There is no lesson 'branch-merge' in {course.solutions}.\n"
        "Next step: Did you mean 03-branch-and-merge?"
    )


def test_an_unknown_number_is_answered_with_the_lessons(course):
    """Where nothing is near, every lesson is named."""
    with pytest.raises(AutograderError) as caught:
        course.lesson("17")
    assert caught.value.next_step == "The lessons are: 01-sequential, 03-branch-and-merge."


def test_a_course_is_found_from_inside(course):
    """Any folder of a course leads to its root."""
    inside = course.solutions / "02-empty"
    assert find_course(inside) == course


def test_outside_a_course_the_message_says_what_is_missing(tmp_path):
    """A folder that lies in no course is named, and the option."""
    with pytest.raises(AutograderError) as caught:
        find_course(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path} is in no course: no nbgrader_config.py beside a solutions/ there or above.\n"
        "Next step: Change to the folder of your course, or name it with --course."
    )


def test_nobody_submitted(course):
    """An empty class is told how submissions get there."""
    with pytest.raises(AutograderError) as caught:
        course.submitters("01-sequential")
    assert str(caught.value) == (
        f"There are no submissions of 01-sequential in {course.submitted}.\n"
        "Next step: Collect them first: autograder collect 01-sequential FOLDER"
    )


def test_only_submitters_can_be_chosen(course):
    """A student who submitted nothing is named beside those who did."""
    (course.submission("01-sequential", "ada")).mkdir(parents=True)
    assert course.submitters("01-sequential", ("ada",)) == ("ada",)
    with pytest.raises(AutograderError) as caught:
        course.submitters("01-sequential", ("bea",))
    assert str(caught.value) == (
        "bea submitted nothing for 01-sequential.\nNext step: Choose from: ada."
    )


def test_a_folder_that_cannot_be_made(tmp_path):
    """A file in the way is named with the system's reason."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(AutograderError) as caught:
        make_folder(tmp_path / "file" / "class")
    assert caught.value.what == f"Cannot write to {tmp_path / 'file' / 'class'}: Not a directory."


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="this user may write everywhere"
)
def test_an_unwritable_folder(tmp_path):
    """A folder of somebody else's is named with the next step."""
    tmp_path.chmod(0o500)
    with pytest.raises(AutograderError) as caught:
        Course(root=tmp_path).prepare()
    assert str(caught.value) == (
        f"Cannot write to {tmp_path / 'class'}: Permission denied.\n"
        "Next step: Choose a folder of your own, or change its owner or its permissions."
    )
