"""Deciding from evidence: right evidence counts, and what was not asked for is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.errors import AutograderError
from autograder.exercise import Run, load_exercise, score_evidence
from autograder.notebook.attempt import attempt
from tests.keras_models import Input, Model, layers

SEED = "grading"
STACK = """
[stack]
title = "A stack of any width"
kind = "builder"
sizes = [{inputs = 10}, {inputs = 7}]
draw = {inputs = "12..40"}
"""
DRAWING = """digraph stack {
  x [op=Input, tensor="($inputs,)"];
  a [op=Dense, units=3];
  x -> a;
}
"""
NOT_ASKED_FOR = (
    "The evidence for stack is not from the calls that the grader asked for.\n"
    "Next step: Grade the submission again; if it says so again, look at its graded cell."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A lesson with one builder."""
    place = tmp_path_factory.mktemp("lesson")
    (place / "exercises.toml").write_text(STACK, encoding="utf-8")
    (place / "topologies").mkdir()
    (place / "topologies" / "stack.dot").write_text(DRAWING, encoding="utf-8")
    return place


def _stack(inputs):
    x = Input((inputs,))
    return Model(x, layers.Dense(3)(x))


def _always_ten(inputs):
    return _stack(10)


@pytest.fixture(scope="module")
def evidence(folder):
    """The evidence for an answer, as a graded cell makes it."""
    exercise = load_exercise(folder, "stack")
    return lambda answer: attempt(exercise, answer, seed=SEED)[0]


def test_a_builder_that_heeds_its_size_gets_all_points(folder, evidence):
    """Two sizes of the exercise and three drawn ones, each judged by its own drawing."""
    right = evidence(_stack)

    assert len(right.runs) == 5
    assert score_evidence(folder, "stack", right.to_json(), 4, seed=SEED)[0] == 4.0


def test_a_fixed_size_loses_points(folder, evidence):
    """Right for one size of five is not right."""
    points, verdict = score_evidence(folder, "stack", evidence(_always_ten).to_json(), 4, seed=SEED)

    assert points < 3
    assert verdict.findings[0].code == "hard-coded-size"


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(lambda runs: runs + runs[:1] * 20, id="right-runs-added"),
        pytest.param(lambda runs: runs[:1], id="wrong-runs-left-out"),
        pytest.param(lambda runs: runs[:1] * 5, id="one-run-for-all"),
        pytest.param(
            lambda runs: (Run(arguments={}, untouched=True), *runs[:1] * 20),
            id="right-runs-behind-an-untouched-one",
        ),
        pytest.param(
            lambda runs: (replace(runs[1], model=None, untouched=True), *runs[1:]),
            id="one-run-untouched",
        ),
        pytest.param(lambda runs: runs[::-1], id="another-order"),
    ],
)
def test_other_runs_than_those_asked_for_are_refused(folder, evidence, forge):
    """No mark comes from a size that the learner chose."""
    runs = evidence(_always_ten).runs
    forged = replace(evidence(_always_ten), runs=tuple(forge(runs)))

    with pytest.raises(AutograderError) as error:
        score_evidence(folder, "stack", forged.to_json(), 4, seed=SEED)

    assert str(error.value) == NOT_ASKED_FOR


def test_evidence_for_another_exercise_is_refused(folder, evidence):
    """Right evidence in the wrong cell is worth nothing."""
    moved = replace(evidence(_stack), exercise="other")
    with pytest.raises(AutograderError) as error:
        score_evidence(folder, "stack", moved.to_json(), 4, seed=SEED)

    assert str(error.value) == (
        "The evidence is for 'other' (builder), not for 'stack'.\n"
        "Next step: Look at the submission: a graded cell was tampered with."
    )
