"""Grading several submissions at a time: what is left alone, what fails alone, what is kept."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys

import pytest

from autograder.cli.tables import print_results
from autograder.grading.course import Course
from autograder.grading.kernels import best
from autograder.grading.problems import problem_of
from autograder.grading.results import class_results
from autograder.grading.runner import grade_class
from autograder.grading.warm.start import own_server
from tests.grading.kernels import all_below, lives, until
from tests.grading.practice import LESSON, RIGHT_DOUBLE, submit


@pytest.fixture
def course(released, tmp_path):
    """A copy of the released practice course, without submissions."""
    ignored = shutil.ignore_patterns("submitted", "autograded", "problems", "logs", "feedback")
    shutil.copytree(released.root, tmp_path / "course", ignore=ignored)
    return Course(root=tmp_path / "course")


def grade(course, *students, **options):
    students = students or course.students(LESSON)
    return [
        (each.student, each.status)
        for each in grade_class(
            course, LESSON, students, jobs=2, limit=3, **{"kernels": best(), **options}
        )
    ]


def test_only_what_changed_is_graded_again(course):
    """An unchanged submission is left alone; a new one replaces its marks."""
    submit(course, "ada")
    assert grade(course) == [("ada", "graded")]
    assert grade(course) == [("ada", "unchanged")]
    submit(course, "ada", double=RIGHT_DOUBLE)
    assert grade(course) == [("ada", "graded")]
    (result,) = class_results(course, LESSON)
    assert result.marks[0].points == 4.0


def test_a_submission_under_another_name_is_named(course):
    """A notebook that was renamed is no zero: the message names what is there."""
    path = submit(course, "ada")
    path.rename(path.with_name("homework.ipynb"))
    assert grade(course) == [("ada", "failed")]
    assert problem_of(course, LESSON, "ada") == (
        "it holds no 01-practice.ipynb, but homework.ipynb"
    )
    path.with_name("homework.ipynb").rename(path)
    assert grade(course) == [("ada", "graded")]
    assert problem_of(course, LESSON, "ada") == ""


def test_a_failed_submission_keeps_its_earlier_marks(course):
    """What is recorded stays recorded when a later version cannot be graded."""
    path = submit(course, "ada", double=RIGHT_DOUBLE)
    grade(course)
    path.write_text("[]", encoding="utf-8")
    assert grade(course) == [("ada", "failed")]
    (result,) = class_results(course, LESSON)
    assert result.total == 4.0
    assert result.problem == f"{path} is no notebook: it is JSON, but not an object."


def test_stopping_early_loses_nothing(course):
    """After the iterator is closed the same call grades the rest."""
    for name in ("ada", "bea", "cleo"):
        submit(course, name, double=RIGHT_DOUBLE)
    work = grade_class(course, LESSON, course.students(LESSON), jobs=1, limit=3, kernels=best())
    first = next(work)
    work.close()
    assert (first.student, first.status) == ("ada", "graded")
    assert sorted(grade(course)) == [("ada", "unchanged"), ("bea", "graded"), ("cleo", "graded")]


def test_names_of_any_alphabet(course):
    """A student's name may hold spaces and letters of any alphabet."""
    submit(course, "ada ž 李", double=RIGHT_DOUBLE)
    assert grade(course) == [("ada ž 李", "graded")]
    (result,) = class_results(course, LESSON)
    assert result.marks[0].points == 4.0


def test_a_name_that_nbgrader_takes_for_a_pattern_is_refused(course):
    """nbgrader would look for other files; the message says what to rename."""
    submit(course, "ada [1]")
    assert grade(course) == [("ada [1]", "failed")]
    assert problem_of(course, LESSON, "ada [1]") == (
        "nbgrader reads the folder's name as a file pattern: rename it without any of [ ] * ?"
    )


def test_a_grading_that_was_cut_short_is_done_again(course):
    """A notebook that nobody signed as finished is no result, and its marks stay until it is."""
    submit(course, "ada", double=RIGHT_DOUBLE)
    grade(course)
    path = course.graded(LESSON, "ada")
    text = path.read_text(encoding="utf-8").replace('"graded"', '"begun"')
    path.unlink()
    path.write_text(text, encoding="utf-8")
    (result,) = class_results(course, LESSON)
    assert (result.total, result.problem) == (4.0, "not graded yet")
    assert grade(course) == [("ada", "graded")]
    (result,) = class_results(course, LESSON)
    assert (result.total, result.problem) == (4.0, "")


def test_what_the_machine_spoilt_is_tried_again(course):
    """After a broken set-up nobody has to force a new grading, once it is mended."""
    submit(course, "ada", double=RIGHT_DOUBLE)
    references = course.solutions / LESSON / "exercises.toml"
    text = references.read_text(encoding="utf-8")
    references.write_text("[double", encoding="utf-8")
    assert grade(course) == [("ada", "graded")]
    (result,) = class_results(course, LESSON)
    assert result.marks[0].review.startswith("grading stopped with AutograderError")
    assert grade(course) == [("ada", "graded")]
    references.write_text(text, encoding="utf-8")
    assert grade(course) == [("ada", "graded")]
    assert grade(course) == [("ada", "unchanged")]
    (result,) = class_results(course, LESSON)
    assert result.marks[0].points == 4.0


@pytest.mark.parametrize("kernels", ["warm", "ordinary"])
def test_a_run_without_a_sandbox_is_told(course, kernels, capsys):
    """Marks are the same without walls, and the report names whose code ran so."""
    submit(course, "ada", double=RIGHT_DOUBLE)
    assert grade(course, kernels=kernels) == [("ada", "graded")]
    (result,) = class_results(course, LESSON)
    assert (result.marks[0].points, result.walled) == (4.0, False)
    print_results((result,))
    assert capsys.readouterr().out.splitlines()[-1] == "Run without a sandbox: ada"


@pytest.mark.skipif(best() == "ordinary", reason="there is no warm server without fork")
def test_a_killed_warm_server_is_replaced(course):
    """Whoever was graded stays so, and the others are graded with another server."""
    for name in ("ada", "bea", "cleo"):
        submit(course, name, double=RIGHT_DOUBLE)
    work = grade_class(course, LESSON, course.students(LESSON), jobs=2, limit=3, kernels=best())
    found = [next(work)]
    os.kill(own_server().pid, signal.SIGKILL)
    found += work
    assert sorted((each.student, each.status) for each in found) == [
        ("ada", "graded"),
        ("bea", "graded"),
        ("cleo", "graded"),
    ]
    assert {each.marks[0].points for each in class_results(course, LESSON)} == {4.0}


RUN = """
import sys
from pathlib import Path
from autograder.grading.course import Course
from autograder.grading.kernels import best
from autograder.grading.runner import grade_class
if __name__ == "__main__":
    course = Course(root=Path(sys.argv[1]))
    list(grade_class(course, sys.argv[2], ("ada",), jobs=1, limit=60, kernels=best()))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_a_killed_run_leaves_no_process(course, tmp_path):
    """Graders, kernels and the warm server end with the run, and the next one grades the rest."""
    submit(course, "ada", double="while True: pass")
    (tmp_path / "run.py").write_text(RUN, encoding="utf-8")
    run = subprocess.Popen([sys.executable, tmp_path / "run.py", course.root, LESSON])
    assert until(lambda: len(all_below(run.pid)) > 4, 60)
    below = all_below(run.pid)
    run.kill()
    run.wait()
    assert until(lambda: not any(map(lives, below)))
    assert grade(course) == [("ada", "graded")]
