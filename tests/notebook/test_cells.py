"""The three functions of a lesson's cells, in lesson folders of the kit."""

import sys

import pytest

from autograder.errors import AutograderError
from autograder.exercise.evidence import MIME
from autograder.notebook import cells
from tests.keras_models import Input, Model, layers
from tests.lessons.lesson import ROOT


def first_model():
    """The right answer of lesson 00's exercise."""
    rows = Input((4,))
    return Model(rows, layers.Dense(3, activation="softmax")(rows))


@pytest.fixture
def displayed(monkeypatch):
    """The bundles that cells display, in lesson 00's folder."""
    bundles = []
    monkeypatch.chdir(ROOT / "solutions" / "00-how-this-works")
    monkeypatch.setattr(cells, "_display", bundles.append)
    return bundles


def test_check_displays_a_verdict(displayed):
    """A right answer is told so, and no evidence is displayed."""
    assert cells.check("first_model", first_model) is None

    [bundle] = displayed
    assert bundle["text/plain"].splitlines()[0] == (
        "Right: 1 use of a layer and 1 connection, as drawn."
    )
    assert bundle.keys() == {"text/plain", "text/html"}


def test_check_runs_nothing_while_nbgrader_grades(displayed, monkeypatch, capsys):
    """In a run for the mark `check` says that it is left out, and does not call the answer."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    calls = []
    cells.check("first_model", lambda: calls.append(1))

    assert (calls, displayed) == ([], [])
    assert capsys.readouterr().out == (
        "check is left out while grading; the graded cells tell what they found.\n"
    )


def test_grade_displays_evidence_and_returns_points(displayed):
    """The value of a graded cell is a plain float, and the evidence has a MIME type of its own."""
    points = cells.grade("first_model", first_model, points=4)

    [bundle] = displayed
    assert (type(points), points) == (float, 4.0)
    assert MIME in bundle


@pytest.mark.parametrize("hint", [-1, 5, "two"])
def test_a_hint_that_is_no_rung_is_refused(displayed, hint):
    """The ladder has four rungs."""
    with pytest.raises(AutograderError) as error:
        cells.check("first_model", first_model, hint=hint)

    assert (
        str(error.value) == f"hint={hint!r} is no rung of the ladder.\nNext step: Use hint=1 to 4."
    )
    assert displayed == []


def test_a_drawing_that_is_hidden_is_not_shown(displayed, monkeypatch):
    """Where the exercise is given in words, its drawing shows after the pass."""
    monkeypatch.chdir(ROOT / "solutions" / "03-branch-and-merge")
    with pytest.raises(AutograderError) as error:
        cells.show("fewest_layers")

    assert str(error.value) == (
        "The drawing of fewest_layers shows after it is passed.\n"
        "Next step: Build it from the words, then run check('fewest_layers', fewest_layers)."
    )
    assert displayed == []


def test_what_learner_code_prints_comes_on_stdout(displayed, capfd):
    """A line on stderr would cost the marks, so what is written there is shown on stdout."""

    def shouting():
        print("loud", file=sys.stderr)
        return first_model()

    assert cells.grade("first_model", shouting, points=2) == 2.0
    assert capfd.readouterr() == ("loud\n", "")


def test_the_function_alone_is_no_name(displayed):
    """A name without quotes is the function itself; the message shows how it is written."""
    with pytest.raises(AutograderError) as error:
        cells.check(first_model, first_model)

    assert str(error.value) == (
        "The first thing in the brackets is a function, not an exercise's name.\n"
        'Next step: Write the name in quotes, then the function: check("tower", tower).'
    )
