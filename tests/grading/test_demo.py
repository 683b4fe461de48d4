"""The demonstration, run once for real: its marks are the hand-worked ones.

Worked by hand from the lesson's points (8, 6, 6) and the published cost table:

chained-branch, three_branches. With each activation a call of its own the drawing has 14 arrows,
the one to the output included; 10 of them can lie on plain chains, so 4 are wiring beyond a chain.
All layers are right: 1 for calls. One arrow is wrong: 3/4 for wiring. (1 + 3/4) / 2 of 8 is 7.

one-wrong-edge, wide_and_deep. 9 arrows, 8 of them on one plain chain: one is beyond it, and it is
the wrong one. (1 + 0) / 2 of 6 is 3, at every size.

A syntax error leaves no function to call: 0. A stub earns 0. What ended its process or never ended
has no mark yet.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.errors import AutograderError
from autograder.grading import demo
from autograder.grading.course import Course
from autograder.grading.results import class_results
from autograder.grading.samples import load_samples, submit_sample

FULL = (8.0, 6.0, 6.0)
MARKS = {
    "perfect": FULL,
    "spelled-apart": FULL,
    "spelled-nested": FULL,
    "spelled-with-loops": FULL,
    "untouched": (0.0, 0.0, 0.0),
    "one-wrong-edge": (8.0, 6.0, 3.0),
    "chained-branch": (7.0, 6.0, 6.0),
    "syntax-error": (8.0, 0.0, 6.0),
    "kernel-killed": (None, 6.0, 6.0),
    "endless-loop": (8.0, 6.0, None),
}
EXERCISES = ("three_branches", "fewest_layers", "wide_and_deep")
SAME_BY_HAND = ("chained-branch", "one-wrong-edge", "spelled-nested", "syntax-error", "untouched")


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The whole demonstration in a folder: its course, its output and its results."""
    folder = tmp_path_factory.mktemp("demo") / "course"
    done = CliRunner().invoke(main, ["demo", "--folder", str(folder)], catch_exceptions=False)
    course = Course(root=folder)
    results = {result.student: result for result in class_results(course, demo.LESSON)}
    return SimpleNamespace(course=course, done=done, results=results)


def test_the_marks_are_the_hand_worked_ones(played):
    """Every sample gets what was worked out by hand, and nobody's crash is a 0."""
    assert played.done.exit_code == 0
    found = {
        student: tuple(mark.points for mark in result.marks)
        for student, result in played.results.items()
    }
    assert found == MARKS
    for result in played.results.values():
        assert tuple(mark.exercise for mark in result.marks) == EXERCISES
        assert tuple(mark.maximum for mark in result.marks) == FULL


def test_each_lost_mark_has_its_finding(played):
    """The table names, for each lost mark, the mistake a teacher would name."""
    findings = {
        (student, mark.exercise): mark.finding
        for student, result in played.results.items()
        for mark in result.marks
        if mark.finding
    }
    stub = "Nothing to check yet: this exercise still stands as it was given."
    assert findings.pop(("chained-branch", "three_branches")).startswith(
        "Your `middle` (line 4) starts from `left`."
    )
    assert "starts at `one`" in findings.pop(("one-wrong-edge", "wide_and_deep"))
    assert findings == {
        ("syntax-error", "fewest_layers"): (
            "Your cell for `fewest_layers` stops: SyntaxError in line 3: '(' was never closed"
        ),
        **{("untouched", exercise): stub for exercise in EXERCISES},
    }


def test_crash_and_time_out_need_review(played):
    """Both are open, with their cause and the exercise, in table and feedback."""
    reviews = {
        (student, mark.exercise): mark.review
        for student, result in played.results.items()
        for mark in result.marks
        if mark.review
    }
    assert reviews == {
        ("kernel-killed", "three_branches"): (
            "`three_branches` ended the Python process that runs the notebook"
        ),
        ("endless-loop", "wide_and_deep"): (
            "`wide_and_deep` was still running after 10 s and was stopped"
        ),
    }
    for student, exercise in reviews:
        page = played.course.feedback / student / demo.LESSON / f"{demo.LESSON}.html"
        text = page.read_text(encoding="utf-8")
        maximum = dict(zip(EXERCISES, FULL, strict=True))[exercise]
        assert re.search(rf"Score: needs review / {maximum}", text)
        assert "Needs review, no mark yet: " in text


def test_the_output_shows_the_table_and_names_files_that_exist(played):
    """The table of marks is printed, and every file named at the end can be opened."""
    lines = played.done.stdout.splitlines()
    row = next(line for line in lines if line.startswith("kernel-killed  ") and " of 20" in line)
    assert re.split(" {2,}", row) == [
        "kernel-killed",
        "needs review",
        "6 of 6",
        "6 of 6",
        "12 of 20",
    ]
    assert "Needs review" in lines
    named = lines[lines.index("Open these:") + 1 : -2]
    assert len(named) == len(MARKS) + 2
    for line in named:
        assert (played.course.root / line[line.index(str(played.course.root)) :]).is_file()


def test_nbgrader_by_hand_gives_the_same_marks(played, tmp_path):
    """The honest samples, graded with nbgrader's own commands, get the same marks and findings."""
    course = demo.make_demo_course(tmp_path / "by-hand")

    def nbgrader(command):
        command = [sys.executable, "-m", "nbgrader", command, demo.LESSON]
        subprocess.run(command, cwd=course.root, check=True, capture_output=True, timeout=600)

    nbgrader("generate_assignment")
    for student in SAME_BY_HAND:
        source = played.course.submission(demo.LESSON, student)
        shutil.copytree(source, course.submission(demo.LESSON, student))
    nbgrader("autograde")
    found = {result.student: result for result in class_results(course, demo.LESSON)}
    assert found == {student: played.results[student] for student in SAME_BY_HAND}


def test_without_the_samples_the_demonstration_says_so(tmp_path):
    """An installed kit without tests/ names the folder that is missing."""
    with pytest.raises(AutograderError) as caught:
        load_samples(tmp_path / "samples")
    assert str(caught.value) == (
        f"The sample submissions are missing: there is no folder {tmp_path / 'samples'}.\n"
        "Next step: Run this from a copy of the repository; an installed kit lacks tests/."
    )


def test_a_folder_in_use_is_refused(tmp_path):
    """The demonstration never plays in a folder that holds something."""
    (tmp_path / "thesis.txt").write_text("", encoding="utf-8")
    with pytest.raises(AutograderError) as caught:
        demo.make_demo_course(tmp_path)
    assert str(caught.value) == (
        f"The folder {tmp_path} is not empty.\nNext step: Name a new one with --folder."
    )


def test_a_sample_out_of_step_with_the_lesson_is_named(played, tmp_path):
    """A cell that the lesson no longer has is an author's mistake, not a silent gap."""
    (tmp_path / "old.toml").write_text(
        'about = "of an earlier lesson"\n[cells]\ntwo_towers = "x = 1"\n', encoding="utf-8"
    )
    (sample,) = load_samples(tmp_path)
    with pytest.raises(AutograderError) as caught:
        submit_sample(played.course, demo.LESSON, sample)
    assert str(caught.value) == (
        "The sample old fills in two_towers, which 03-branch-and-merge does not have.\n"
        "Next step: Rename the cell in tests/samples/ as it is named in the lesson."
    )
