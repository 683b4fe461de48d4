"""The command line: what it says, where, and with which exit code."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.grading.course import Course
from autograder.grading.kernels import best
from autograder.grading.runner import Finished
from tests.grading.practice import LESSON, RIGHT_DOUBLE, RIGHT_SORTING, make_course, submit

TRUSTED = () if best() == "walled" or sys.platform != "linux" else ("--no-sandbox",)
"""What `grade` wants to be told on a Linux that can build no sandbox."""


def run(*arguments):
    """Run the command; return exit code, output and errors."""
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The practice course, released by the command."""
    course = make_course(tmp_path_factory.mktemp("course"))
    code, said, _ = run("release", "--course", course.root)
    assert (code, said) == (0, f"01-practice: released to {course.lessons / LESSON}\n")
    return course


@pytest.fixture
def fresh(course, tmp_path):
    """A copy of the released practice course, without submissions."""
    shutil.copytree(course.root, tmp_path / "course")
    return Course(root=tmp_path / "course")


def test_help_names_every_command_and_loads_nothing():
    """Help is at once: neither nbgrader nor Keras is imported for it."""
    script = (
        "import sys; from click.testing import CliRunner; from autograder.cli import main\n"
        "print(CliRunner().invoke(main, ['--help']).output)\n"
        "print([name for name in ('nbgrader', 'keras', 'tensorflow') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    for command in ("doctor", "lab", "demo", "release", "pack", "collect", "grade", "feedback"):
        assert f"\n  {command} " in done.stdout
    assert done.stdout.endswith("[]\n")


def test_wrong_usage_exits_with_2():
    """click's own complaints keep their exit code."""
    assert run("nonsense")[0] == 2
    assert run("grade")[0] == 2


def test_outside_a_course(tmp_path):
    """One message on stderr, no traceback, exit code 1."""
    code, said, error = run("grade", "3", "--course", tmp_path)
    assert (code, said) == (1, "")
    assert error == (
        f"Error: {tmp_path} is in no course: no nbgrader_config.py beside a solutions/ there or"
        " above.\nNext step: Change to the folder of your course, or name it with --course.\n"
    )


def test_a_misspelt_lesson(course):
    """The nearest lesson is suggested."""
    code, _, error = run("grade", "practise", "--course", course.root)
    assert code == 1
    assert error == (
        f"Error: There is no lesson 'practise' in {course.solutions}.\n"
        "Next step: Did you mean 01-practice?\n"
    )


def test_no_submissions(course):
    """An empty class says how submissions get there."""
    code, _, error = run("grade", "1", "--course", course.root)
    assert code == 1
    assert error.endswith("Next step: Collect them first: autograder collect 01-practice FOLDER\n")


def test_a_tool_that_is_missing(course, monkeypatch):
    """Without nbgrader the message names it and the command that installs it."""
    monkeypatch.setitem(sys.modules, "autograder.grading.feedback", None)
    code, _, error = run("feedback", "1", "--course", course.root)
    assert code == 1
    assert error == (
        "Error: A part of the kit is not installed: autograder.grading.feedback.\n"
        "Next step: Run: autograder doctor\n"
    )


def test_collect_grade_marks_and_feedback(fresh, tmp_path):
    """A class from its folder to its feedback, in plain lines for a pipe."""
    right = submit(fresh, "right", double=RIGHT_DOUBLE, sorting=RIGHT_SORTING)
    wrong = submit(fresh, "wrong", sorting=RIGHT_SORTING)
    for path in (right, wrong):
        shutil.move(path.parents[1], tmp_path / "in" / path.parents[1].name)
    code, said, _ = run("collect", "1", tmp_path / "in", "--course", fresh.root)
    assert (code, said) == (
        0,
        "01-practice: 2 new, 0 changed, 0 unchanged, 0 without a submission\n",
    )

    code, said, _ = run("grade", "1", "--jobs", "2", *TRUSTED, "--course", fresh.root)
    lines = said.splitlines()
    assert code == 0
    assert sorted(line.split(": ")[1].split(" in ")[0] for line in lines[:2]) == [
        "right graded",
        "wrong graded",
    ]
    table = [
        "student  double  sorting  reflection   total",
        "right    4 of 4   2 of 2      0 of 2  6 of 8",
        "wrong    0 of 4   2 of 2      0 of 2  2 of 8",
        "",
        "Lost marks",
        "  wrong, double: Nothing to check yet: this exercise still stands as it was given.",
        *(["", "Run without a sandbox: right, wrong"] if TRUSTED else []),
    ]
    assert lines[2:] == table
    assert run("marks", "1", "--course", fresh.root)[1].splitlines() == table

    code, said, _ = run("feedback", "1", "--course", fresh.root)
    assert (code, said) == (0, f"2 files of feedback in {fresh.feedback}\n")


def test_a_notebook_that_is_none_fails_the_command(fresh):
    """Exit code 1 where a submission could not be graded, and the reason below the table."""
    path = submit(fresh, "ada")
    path.write_text("no notebook", encoding="utf-8")
    code, said, _ = run("grade", "1", *TRUSTED, "--course", fresh.root)
    why = f"{path} is no notebook: it is not JSON (Expecting value: line 1 column 1 (char 0))."
    assert code == 1
    assert said.splitlines()[0] == f"1 of 1: ada could not be graded: {why}"
    assert said.splitlines()[-2:] == ["Needs review", f"  ada: {why}"]


def test_drift_fails_the_check(fresh):
    """`release --check` changes nothing and names what differs."""
    code, said, _ = run("release", "--check", "--course", fresh.root)
    assert (code, said) == (
        0,
        "01-practice: lessons/ is what nbgrader generates from solutions/\n",
    )
    (fresh.lessons / LESSON / "exercises.toml").write_text("", encoding="utf-8")
    code, said, _ = run("release", "--check", "1", "--course", fresh.root)
    assert (code, said) == (1, "- lessons/01-practice/exercises.toml differs from its source\n")


def test_pack_writes_the_archive(tmp_path):
    """The repository itself can be packed, and nothing of solutions/ or tests/ is inside."""
    root = Path(__file__).parents[1]
    code, said, error = run("pack", "--to", tmp_path / "lessons.zip", "--course", root)
    assert (code, error) == (0, "")
    with zipfile.ZipFile(tmp_path / "lessons.zip") as archive:
        tops = {name.split("/")[1] for name in archive.namelist()}
    assert said.startswith(f"{tmp_path / 'lessons.zip'}: ")
    assert tops == {
        "LICENSE",
        "README.md",
        "autograder",
        "environment.yml",
        "lessons",
        "pyproject.toml",
        "requirements.txt",
    }


def test_doctor_ends_with_a_problems_exit_code(monkeypatch):
    """A machine that lacks something makes `doctor` exit with 1."""
    from autograder import doctor
    from autograder.doctor import Check

    monkeypatch.setattr(doctor, "diagnose", lambda: (Check("Python", "ok", "3.11"),))
    assert run("doctor")[0] == 0
    broken = (Check("Python", "problem", "3.9", "Install Python 3.12."),)
    monkeypatch.setattr(doctor, "diagnose", lambda: broken)
    code, said, _ = run("doctor")
    assert code == 1
    assert "-> Install Python 3.12." in said


def test_lab_prepares_the_work_folder(monkeypatch, tmp_path):
    """`lab` copies the lessons, says so, and hands over to JupyterLab."""
    started = []
    monkeypatch.setattr(
        "autograder.lab.start", lambda folder, **options: started.append((folder, options)) or 0
    )
    folder = tmp_path / "mine"
    code, said, _ = run("lab", "--folder", folder, "--no-browser", "--port", "8899")
    assert (code, said.splitlines()[0]) == (0, f"Your lessons are in {folder}.")
    assert started == [(folder, {"port": 8899, "browser": False})]


def test_progress_names_what_failed(capsys):
    """In a pipe each submission is one line, and failures are counted."""
    from autograder.cli.progress import watch

    def work():
        yield Finished(student="ada", status="unchanged")
        yield Finished(student="bea", status="graded", seconds=1.25)
        yield Finished(student="cleo", status="failed", problem="no notebook")

    assert watch(work(), 3) == 1
    assert capsys.readouterr().out.splitlines() == [
        "1 of 3: ada was graded already",
        "2 of 3: bea graded in 1.2 s",
        "3 of 3: cleo could not be graded: no notebook",
    ]
