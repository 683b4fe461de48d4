"""The command `autograder verify`: what it prints, and its exit codes."""

import io

import pytest
from click.testing import CliRunner
from rich.console import Console

from autograder.cli import main
from autograder.cli.verify import table_of
from autograder.verify import verify as verifying
from autograder.verify.report import ExerciseReport, LessonReport, NearMiss, Shortcut
from tests.grading.practice import LESSON, make_course

CAUGHT = NearMiss(
    key="activation of y",
    change="relu",
    words="the activation of `y` is relu, not tanh",
    status="caught",
    diagnosis="wrong-activation at `y`",
)
BESIDE = NearMiss(
    key="use of h",
    change="left out",
    words="`h` is left out",
    status="caught",
    diagnosis="extra-call at `y`",
    complaint="another place is named",
)
SURVIVES = NearMiss(
    key="units of h", change="one more", words="units of `h` is 5, not 4", status="survives"
)
ACCEPTED = NearMiss(
    key="units of y",
    change="one more",
    words="units of `y` is 2, not 1",
    status="accepted",
    reason="any number will do",
)
STACK = Shortcut(words="a plain stack of the right layers", score=0.4, limit=0.5)
GOOD = LessonReport(
    lesson=LESSON,
    exercises=(
        ExerciseReport(
            id="towers", kind="topology", near_misses=(CAUGHT,), impossible=2, shortcuts=(STACK,)
        ),
    ),
)
BAD = LessonReport(
    lesson=LESSON,
    exercises=(
        ExerciseReport(id="towers", kind="topology", near_misses=(BESIDE, SURVIVES, ACCEPTED)),
    ),
    weaknesses=("the points add up to 19, not 20",),
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command on a course, with given findings."""
    course = make_course(tmp_path)

    def _run(report, *options):
        monkeypatch.setattr(verifying, "verify", lambda *_: report)
        result = CliRunner().invoke(main, ["verify", "1", *options, "--course", str(course.root)])
        return result.exit_code, result.stdout

    return _run


def test_a_sound_lesson_exits_with_0(run):
    """A line for each exercise, when nobody watches."""
    code, said = run(GOOD)

    assert code == 0
    assert said == (
        f"{LESSON}: nothing to mend (0 s)\n"
        "  towers (topology): 1 near-misses, 1 caught, 2 not buildable, 1 shortcuts\n\n"
    )


def test_a_weak_lesson_exits_with_1(run):
    """What to mend, what passes for a reason, and what is explained beside the point."""
    code, said = run(BAD)

    assert code == 1
    assert said == (
        f"{LESSON}: 2 to mend (0 s)\n"
        "  towers (topology): 3 near-misses, 1 caught, 1 survives, 1 accepted, 0 shortcuts\n"
        "\nTo mend\n"
        "- the points add up to 19, not 20\n"
        '- towers: passes, and should not: units of `h` is 5, not 4 ("units of h: one more")\n'
        "\nPasses for a reason\n"
        "- towers: units of `y` is 2, not 1 (any number will do)\n"
        "\nExplained beside the point\n"
        "- towers: `h` is left out; another place is named: extra-call at `y`\n\n"
    )


def test_all_names_every_near_miss(run):
    """With its diagnosis; and what each shortcut earns."""
    assert run(GOOD, "--all")[1].split("\nEvery near-miss\n")[1] == (
        "- towers: the activation of `y` is relu, not tanh: caught, diagnosed as"
        " wrong-activation at `y`\n"
        "- towers: a plain stack of the right layers: 0.40 of 1\n\n"
    )


def lines_of(report):
    """Return the words of each line of a report's table."""
    shown = io.StringIO()
    Console(file=shown, width=100).print(table_of(report))
    return [" ".join(line.split()) for line in shown.getvalue().splitlines()]


def test_a_person_sees_a_table():
    """One row for each exercise, one column for each count that is not 0."""
    assert lines_of(GOOD) == [
        "exercise kind near-misses caught survives not buildable shortcuts",
        "towers topology 1 1 0 2 1",
    ]
    assert lines_of(BAD) == [
        "exercise kind near-misses caught survives accepted",
        "towers topology 3 1 1 1",
    ]


def test_an_unknown_lesson_is_one_line(run, tmp_path):
    """As in every other command."""
    result = CliRunner().invoke(main, ["verify", "7", "--course", str(tmp_path)])

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: There is no lesson '7' in ")
