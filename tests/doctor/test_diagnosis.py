"""The whole look at a machine, and what it prints, before and after the install."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.doctor import Check, diagnose, report
from autograder.doctor.diagnosis import NOT_YET

ROOT = Path(__file__).resolve().parents[2]


def test_a_bare_python_is_told_that_it_fits(tmp_path):
    """Without any installed package the doctor runs, checks the machine alone, and succeeds."""
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _RUN_BARE, str(ROOT)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )

    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines()[-2:] == [
        "note    Packages      not installed in this Python yet; the commands in README do that",
        "This machine can run the kit.",
    ]


_RUN_BARE = """
import runpy, sys
sys.path.insert(0, sys.argv[1])
runpy.run_module("autograder.doctor", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize(
    "file",
    [
        ROOT / "autograder/__init__.py",
        ROOT / "autograder/streams.py",
        *sorted((ROOT / "autograder/doctor").glob("*.py")),
    ],
    ids=lambda file: file.name,
)
def test_python_3_8_can_read_it(file):
    """A Python too old for the kit still reads the doctor, so that it can be told."""
    ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_installed_kit_is_looked_at_as_a_whole(tmp_path):
    """After the install, the packages and JupyterLab's parts are checked too."""
    names = [check.name for check in diagnose(tmp_path) if check.name != "C library"]

    assert names == [
        "Python",
        "Processor",
        "Disk",
        "Folder",
        "Packages",
        "JupyterLab",
        "Kernel",
        "Drawing",
        "Lessons",
    ]


def test_a_report_names_what_to_mend():
    """A problem is written large, its mend below it, and the count of problems at the end."""
    checks = (
        Check("Python", "ok", "3.12.4, 64-bit"),
        Check("Disk", "problem", "2.0 GB free; 4.0 GB are needed", "Free some space."),
    )

    assert report(checks) == (
        "ok      Python        3.12.4, 64-bit\n"
        "PROBLEM Disk          2.0 GB free; 4.0 GB are needed\n"
        "                      -> Free some space.\n"
        "1 to mend, from the top; then run this again."
    )


def test_a_report_without_problems_says_how_to_start():
    """The last line of a good report is the next step."""
    fine = Check("Python", "ok", "3.12.4, 64-bit")

    assert report((fine,)).endswith("\nEverything is in place. Start with: autograder lab")
    assert report((fine, NOT_YET)).endswith("\nThis machine can run the kit.")
