"""nbgrader's own commands, run by hand in the course's folder."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from autograder.grading.course import Course
from autograder.grading.results import class_results
from tests.grading.conftest import SUBMISSIONS
from tests.grading.practice import LESSON, make_course

HONEST = ("right", "untouched", "wrong", "on-stderr", "prose", "syntax", "raises")


def nbgrader(course, *arguments):
    subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course.root,
        check=True,
        capture_output=True,
        timeout=180,
    )


@pytest.fixture(scope="module")
def by_hand(graded, tmp_path_factory):
    """The honest submissions of the practice class, graded with nbgrader's own commands."""
    course = make_course(tmp_path_factory.mktemp("by-hand"))
    # A repository holds it; nbgrader knows nothing of it.
    shutil.copy(graded.course.solutions / LESSON / "answers.json", course.solutions / LESSON)
    nbgrader(course, "generate_assignment", LESSON)
    for student in HONEST:
        shutil.copytree(
            graded.course.submission(LESSON, student), course.submission(LESSON, student)
        )
    nbgrader(course, "autograde", LESSON)
    nbgrader(course, "generate_feedback", LESSON)
    return course


def test_the_marks_are_the_same(graded, by_hand):
    """Whoever starts the grading, every mark, finding and open question is the same."""
    assert set(HONEST) <= set(SUBMISSIONS)
    found = {result.student: result for result in class_results(by_hand, LESSON)}
    assert found == {student: graded.results[student] for student in HONEST}


def test_the_release_is_the_same(graded, by_hand):
    """nbgrader generates by hand what `release` does, byte for byte."""

    def files(course: Course):
        folder = course.lessons / LESSON
        return {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    assert files(by_hand) == files(graded.course)


def test_everything_of_the_class_is_in_its_folder(by_hand):
    """Beside sources, lessons and configuration, the course holds the class's folder alone."""
    names = {path.name for path in by_hand.root.iterdir()} - {"__pycache__"}
    assert names == {"class", "lessons", "nbgrader_config.py", "solutions"}


def test_feedback_is_written(by_hand):
    """Each student gets one page."""
    pages = sorted(by_hand.feedback.glob(f"*/{LESSON}/{LESSON}.html"))
    assert [page.parts[-3] for page in pages] == sorted(HONEST)
