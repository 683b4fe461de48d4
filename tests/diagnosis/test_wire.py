"""Verdicts as JSON: nothing is lost on the way, and nothing odd comes in."""

import json

import pytest

from autograder.diagnosis.outcomes import not_a_model, not_attempted, raised
from autograder.diagnosis.verdict import Verdict
from autograder.diagnosis.wire import verdict_from_json, verdict_to_json
from autograder.errors import AutograderError
from tests.diagnosis.bank import judged
from tests.diagnosis.bank_right import RIGHT
from tests.diagnosis.bank_wrong import WRONG

GOOD = {"is": "Verdict", "outcome": "correct", "score": 1.0, "summary": "Right."}


def _through(verdict):
    return verdict_from_json(json.loads(json.dumps(verdict_to_json(verdict))))


def test_every_verdict_of_the_bank_comes_back_whole():
    """A verdict written and read is equal, its diff included."""
    for verdict in [judged(entry) for entry in (*WRONG, *RIGHT[:5])]:
        back = _through(verdict)
        assert (back, back.diff) == (verdict, verdict.diff)


@pytest.mark.parametrize(
    "verdict",
    [not_attempted(), not_a_model({"returned": "none"}), raised("ValueError", "no", 3, name="f")],
)
def test_verdicts_without_a_graph_come_back_whole(verdict):
    """A verdict on no model is written and read like any other."""
    assert _through(verdict) == verdict


def test_the_least_that_is_a_verdict_is_read():
    """Parts left out take their defaults."""
    assert verdict_from_json(GOOD) == Verdict(outcome="correct", score=1.0, summary="Right.")


def _nested(depth):
    return [] if depth == 0 else [_nested(depth - 1)]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "it is no verdict"),
        ([GOOD], "it is no verdict"),
        ({"is": "Tensor", "call": "x"}, "it is no verdict"),
        ({"is": "os.system"}, "it holds something called 'os.system'"),
        ({}, "it holds something called 'None'"),
        (GOOD | {"outcome": "perfect"}, "its outcome is 'perfect'"),
        (GOOD | {"score": 2}, "its score is 2"),
        (GOOD | {"score": True}, "its score is True"),
        (GOOD | {"score": float("nan")}, "its score is nan"),
        (GOOD | {"summary": 5}, "its summary or a note is no text"),
        (GOOD | {"notes": [5]}, "its summary or a note is no text"),
        (GOOD | {"findings": [5]}, "a finding in it is none"),
        (GOOD | {"more": 5}, "a Verdict in it has unknown parts"),
        ({"is": "Verdict"}, "a Verdict in it is not complete"),
        (GOOD | {"notes": _nested(200)}, "it is nested too deeply"),
    ],
)
def test_what_is_no_verdict_is_refused(data, why):
    """Anything else than a verdict is refused with what is wrong with it."""
    with pytest.raises(AutograderError) as caught:
        verdict_from_json(data)

    assert caught.value.what == f"This is not a verdict that can be read: {why}."
