"""The checks of the installed kit, each on made-up facts."""

import json
import sys

import pytest

from autograder.doctor import installed
from autograder.doctor.check import Check
from autograder.doctor.installed import KIT, Setup

PYTHON = sys.executable


def test_names_every_package_that_does_not_fit():
    """A missing package and one of a wrong version stand in one line, with one command."""
    setup = Setup(
        unmet=(("rich", "none is installed"), ("keras!=3.14.0,<4", "3.14.0 is installed"))
    )

    assert installed.check_packages(setup) == Check(
        "Packages",
        "problem",
        "rich is needed, none is installed; keras!=3.14.0,<4 is needed, 3.14.0 is installed",
        f'{PYTHON} -m pip install -r "{KIT}/requirements.txt" -e "{KIT}"',
    )


def test_lists_the_versions_of_the_main_packages():
    """With everything in place the versions are shown."""
    setup = Setup(versions=(("tensorflow", "2.21.0"), ("keras", "3.15.1")))

    assert installed.check_packages(setup) == Check(
        "Packages", "ok", "tensorflow 2.21.0, keras 3.15.1"
    )


@pytest.mark.parametrize(
    ("setup", "seen", "mend"),
    [
        (
            Setup(extension="missing"),
            "nbgrader's part of it is missing",
            f"{PYTHON} -m pip install --force-reinstall --no-deps nbgrader",
        ),
        (
            Setup(extension="disabled"),
            "nbgrader's part of it is switched off",
            f"{PYTHON} -m jupyter labextension enable @jupyter/nbgrader",
        ),
        (
            Setup(server=False),
            "nbgrader's server part is switched off",
            f"{PYTHON} -m jupyter server extension enable --sys-prefix --py nbgrader",
        ),
    ],
)
def test_names_the_command_for_each_part_of_jupyterlab(setup, seen, mend):
    """Each part of nbgrader in JupyterLab has its own command that brings it back."""
    assert installed.check_extension(setup) == Check("JupyterLab", "problem", seen, mend)


@pytest.mark.parametrize("place", ["user", "environment"])
def test_sees_an_extension_that_was_switched_off(tmp_path, place):
    """The switch is found in the person's settings and in the environment's."""
    prefix, home = tmp_path / "env", tmp_path / "home"
    package = prefix / "share/jupyter/labextensions/@jupyter/nbgrader/package.json"
    settings = (home / ".jupyter" if place == "user" else prefix / "etc/jupyter") / "labconfig"
    for folder in (package.parent, settings):
        folder.mkdir(parents=True)
    assert installed._extension(prefix, home) == "missing"
    package.write_text("{}")
    assert installed._extension(prefix, home) == "enabled"

    off = {"disabledExtensions": {"@jupyter/nbgrader:menu": True}}
    (settings / "page_config.json").write_text(json.dumps(off))

    assert installed._extension(prefix, home) == "disabled"


def test_an_extension_switched_on_again_counts_as_on(tmp_path):
    """JupyterLab writes false beside an extension that was switched on again."""
    package = tmp_path / "share/jupyter/labextensions/@jupyter/nbgrader/package.json"
    settings = tmp_path / "etc/jupyter/labconfig/page_config.json"
    switched_on = '{"disabledExtensions": {"@jupyter/nbgrader": false}}'
    for file, text in ((package, "{}"), (settings, switched_on)):
        file.parent.mkdir(parents=True)
        file.write_text(text)

    assert installed._extension(tmp_path, tmp_path / "home") == "enabled"


def test_sees_a_kernel_of_another_python():
    """A kernel registered for another Python is removed, so that this one is found."""
    assert installed.check_kernel(Setup(kernel="/opt/other/bin/python")) == Check(
        "Kernel",
        "problem",
        "notebooks would run in /opt/other/bin/python",
        f"{PYTHON} -m jupyter kernelspec remove -f python3",
    )
    assert installed.check_kernel(Setup(kernel="")).mend == (
        f"{PYTHON} -m ipykernel install --sys-prefix"
    )
    assert installed.check_kernel(Setup(kernel=PYTHON)) == Check(
        "Kernel", "ok", "notebooks run in this Python"
    )


@pytest.mark.parametrize(
    ("drawing", "state", "seen"),
    [
        ("pygraphviz", "ok", "works, in process"),
        ("dot", "ok", "works, by Graphviz's program dot"),
        ("", "note", "does not work; models are shown as text instead"),
    ],
)
def test_drawing_is_wished_for_and_not_needed(drawing, state, seen):
    """Without any Graphviz the lessons still run, so that is a note and no problem."""
    check = installed.check_drawing(Setup(drawing=drawing))

    assert (check.state, check.seen) == (state, seen)


def test_missing_lessons_are_a_problem():
    """A kit without its lessons says where it looked."""
    assert installed.check_lessons(Setup(lessons=0)) == Check(
        "Lessons",
        "problem",
        f"none in {KIT / 'lessons'}",
        "Run the kit from a complete copy of its repository.",
    )
    assert installed.check_lessons(Setup(lessons=4)) == Check(
        "Lessons", "ok", f"4 in {KIT / 'lessons'}"
    )


def test_reads_this_python():
    """The Python that runs the tests has every package, and draws in process."""
    setup = Setup.here()

    assert setup.unmet == ()
    assert setup.drawing == "pygraphviz"
    assert dict(setup.versions)["keras"].startswith("3.")


def test_drawing_falls_back_where_pygraphviz_does_not_load(monkeypatch):
    """A pygraphviz that fails to load leaves the program dot, and then text."""
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    monkeypatch.setattr(installed.shutil, "which", {"dot": "/usr/bin/dot"}.get)
    assert installed.drawing() == "dot"

    monkeypatch.setattr(installed.shutil, "which", {}.get)
    assert installed.drawing() == ""


def test_quotes_a_python_whose_path_has_blanks(monkeypatch):
    """A command that is to be copied works for a folder called Program Files too."""
    monkeypatch.setattr(sys, "executable", "C:\\Program Files\\Python\\python.exe")

    assert installed.python_command() == '"C:\\Program Files\\Python\\python.exe"'
