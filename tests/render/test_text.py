"""Feedback as plain text."""

from __future__ import annotations

import pytest

from autograder.diagnosis.outcomes import raised
from autograder.diagnosis.verdict import Finding, Verdict
from autograder.render.text import feedback_text, points_in_words
from autograder.topology.change import RemoveCall
from tests.render.drawings import rewire

CHAINED = Finding(
    code="chained-not-parallel",
    message="Your `right` starts from `left` (line 4).",
    where="`right` (line 4)",
    next_step="Write `(image)` there.",
    hints=("A question?", "The place.", "The edge.", "An analogue."),
    changes=(rewire("right", "0", "left", "image"),),
)
NOT_YET = Verdict(
    outcome="incorrect",
    score=0.7,
    summary="Not yet: 4 of 4 layers are right, and 5 of 6 connections.",
    findings=(CHAINED, Finding(code="x", message="m"), Finding(code="y", message="n")),
)


def test_one_finding_is_told_at_a_time():
    """Verdict, points with words, one observation, what follows it; no answer yet."""
    assert feedback_text(NOT_YET, points=2.5, maximum=4) == (
        "Not yet: 4 of 4 layers are right, and 5 of 6 connections.\n"
        "2.5 of 4 points: layers right, wiring not.\n"
        "Your `right` starts from `left` (line 4).\n"
        "Hints are free: hint=1 asks a question that leads on.\n"
        "2 more after this."
    )


def test_hints_climb_rung_by_rung():
    """The rungs below stay; the next step is told from the third rung on."""
    assert feedback_text(NOT_YET, hint=3).splitlines()[1:] == [
        "Your `right` starts from `left` (line 4).",
        "Hint 1: A question?",
        "Hint 2: The place.",
        "Hint 3: The edge.",
        "Write `(image)` there.",
        "2 more after this.",
    ]
    assert feedback_text(NOT_YET, hint=9).splitlines()[5] == "Hint 4: An analogue."


def test_a_missing_model_is_answered_with_the_next_step():
    """Where there is no graph yet, the step that makes one is no answer given away."""
    verdict = Verdict(
        outcome="not-a-model",
        score=0.0,
        summary="No model yet.",
        findings=(Finding(code="nothing-returned", message="Nothing.", next_step="Return it."),),
    )
    assert feedback_text(verdict) == "No model yet.\nNothing.\nReturn it."


def test_a_pass_is_short():
    """Praise, the points, remarks that cost nothing."""
    verdict = Verdict(outcome="correct", score=1.0, summary="Right.", notes=("One unused layer.",))
    assert (
        feedback_text(verdict, points=4, maximum=4) == "Right.\n4 of 4 points.\nOne unused layer."
    )


def test_an_approximate_verdict_says_so():
    """A shorter list of repairs may exist."""
    verdict = Verdict(outcome="incorrect", score=0.1, summary="Not yet.", approximate=True)
    assert feedback_text(verdict).splitlines()[-1] == ("A shorter list of repairs may exist.")


def test_points_come_with_words():
    """What is right and what is not, by kind; singular and fractional maxima too."""
    layer = Finding(code="x", message="m", changes=(RemoveCall(call="d"),))
    both = Verdict(outcome="incorrect", score=0.2, summary="", findings=(CHAINED, layer))
    only = Verdict(outcome="incorrect", score=0.2, summary="", findings=(layer,))
    none = Verdict(outcome="not-attempted", score=0.0, summary="")
    assert points_in_words(both, 1, 4) == "1 of 4 points."
    assert points_in_words(only, 0.5, 1) == "0.5 of 1 point."
    assert points_in_words(none, 0, 2.5) == "0 of 2.5 points."


@pytest.mark.parametrize(("hint", "told"), [(0, False), (2, False), (3, True)])
def test_what_mends_an_explained_error_waits_for_its_hint(hint, told):
    """An error in an exercise is explained at once, the code that mends it is a hint."""
    verdict = raised("ValueError", "Cannot convert '10' to a shape.", 2, name="tower")
    lines = feedback_text(verdict, hint=hint).splitlines()

    assert (
        lines[1] == "`tower()` stopped at line 2 with ValueError: Cannot convert '10' to a shape."
    )
    assert ("Write the comma: `Input(shape=(10,))`." in lines) is told
