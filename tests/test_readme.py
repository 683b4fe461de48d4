"""README: its example, its pictures and its commands are what really happens."""

import contextlib
import io
import re
import runpy
from pathlib import Path

import click
import pytest

from autograder import Topology
from autograder.cli import main
from autograder.render.drawing import svg

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN = (ROOT / ".ci/run").read_text(encoding="utf-8")
MARKED = re.compile(r"<!-- ci: (\w+) -->\n```bash\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """What README's example prints, and the names it leaves."""
    code = re.search(r"<!-- example -->\n```python\n(.*?)```", README, re.DOTALL)[1]
    file = tmp_path_factory.mktemp("readme") / "example.py"
    file.write_text(code, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed):
        names = runpy.run_path(str(file))
    return printed.getvalue(), names


def test_the_example_prints_what_stands_below_it(example):
    """The output in README is the output of its example."""
    shown = re.search(r"```text\n(.*?)```", README, re.DOTALL)[1]

    assert example[0] == shown


def test_the_pictures_are_those_of_the_example(example):
    """Both pictures are drawn from the example's drawing, model and verdict."""
    _, names = example
    drawing = Topology.from_dot(ROOT / "docs/two_views.dot")
    learner = Topology.from_keras(names["model"])

    assert (ROOT / "docs/two_views.svg").read_text(encoding="utf-8") == svg(drawing) + "\n"
    assert (ROOT / "docs/two_views-diff.svg").read_text(encoding="utf-8") == (
        svg(learner, diff=names["verdict"].diff) + "\n"
    )


def test_every_marked_command_runs_in_ci():
    """.ci/run runs each marked block of README, and none that is not there."""
    marked = [name for name, _ in MARKED.findall(README)]

    assert marked == ["try", "tests", "after"]
    assert sorted(re.findall(r"readme (\w+)$", RUN, re.MULTILINE)) == sorted(marked)


def test_the_two_commands_differ_in_their_ending_alone():
    """Each of the two sets up everything by itself, and the same way."""
    blocks = dict(MARKED.findall(README))
    first, second = (blocks[name].splitlines() for name in ("try", "tests"))

    assert first[:-1] == second[:-1]
    assert (first[-1].strip(), second[-1].strip()) == (
        ".venv/bin/autograder demo",
        ".venv/bin/python -m pytest",
    )


def test_every_command_named_exists():
    """Each `autograder COMMAND` in README is a command of the program."""
    named = set(re.findall(r"(?:`|bin/|Scripts\\)autograder ([a-z]+)", README))

    assert named - set(main.list_commands(click.Context(main))) == set()
    assert {"doctor", "lab", "demo", "release", "grade"} <= named


def test_every_link_leads_somewhere():
    """Each link and picture of README is a file of the repository."""
    targets = re.findall(r"\]\(([^)]+)\)", README)

    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_lesson_is_listed():
    """README's table names every lesson of lessons/ by its number."""
    numbers = {lesson.name[:2] for lesson in (ROOT / "lessons").iterdir() if lesson.is_dir()}

    assert set(re.findall(r"^\| (\d\d) ", README, re.MULTILINE)) == numbers
