"""Verdicts on models with a probe: kinder where it says so, and never harsher."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.diagnosis.same_function import ProbeAnswer
from autograder.exercise import load_exercise, score_evidence
from autograder.exercise.evidence import Evidence, Run
from autograder.notebook.attempt import attempt
from autograder.probe import probe_here
from tests.keras_models import Input, Model, layers

EXERCISES = """
[doubled]
title = "Twice a row"
kind = "topology"

[repaired]
title = "Twice a row, repaired"
kind = "topology"
start = "topologies/repaired-start.dot"

[stack]
title = "A stack of any width"
kind = "builder"
sizes = [{inputs = 10}, {inputs = 7}, {inputs = 3}]
"""
DOUBLED = """digraph doubled {
  x [op=Input, tensor="(6,)"];
  twice [op=Add];
  y [op=Dense, units=2];
  x -> twice; x -> twice; twice -> y;
}"""
START = """digraph start {
  x [op=Input, tensor="(6,)"];
  twice [op=Rescaling, scale=2.0];
  y [op=Dense, units=2];
  x -> twice -> y;
}"""
STACK = """digraph stack {
  x [op=Input, tensor="($inputs,)"];
  twice [op=Add];
  y [op=Dense, units=2];
  x -> twice; x -> twice; twice -> y;
}"""
YES, NO = ProbeAnswer(same=True, reason="equal"), ProbeAnswer(same=False, reason="not equal")
RANKS = ("not-a-model", "not-attempted", "incorrect", "same-function", "correct")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A lesson with a drawing, one to repair, and a builder."""
    place = tmp_path_factory.mktemp("lesson")
    (place / "exercises.toml").write_text(EXERCISES, encoding="utf-8")
    (place / "topologies").mkdir()
    drawings = {
        "doubled": DOUBLED,
        "repaired": DOUBLED,
        "repaired-start": START,
        "stack": STACK,
    }
    for name, text in drawings.items():
        (place / "topologies" / f"{name}.dot").write_text(text, encoding="utf-8")
    return place


def doubled():
    """Another way to compute what is drawn."""
    x = Input((6,))
    return Model(x, layers.Dense(2)(x * 2))


def tripled():
    """Another function."""
    x = Input((6,))
    return Model(x, layers.Dense(2)(x * 3))


def _evidence(folder, id, answer):
    return attempt(load_exercise(folder, id), answer)[0].to_json()


def test_the_same_function_gets_all_points(folder):
    """What the probe finds to be the same passes with a note; without a probe it does not."""
    data = _evidence(folder, "doubled", doubled)

    plain, _ = score_evidence(folder, "doubled", data, 4.0)
    points, verdict = score_evidence(folder, "doubled", data, 4.0, probe=probe_here)

    assert plain < 4.0
    assert (points, verdict.outcome) == (4.0, "same-function")
    assert verdict.notes[1] == "What differs: the drawing has Add, and you have Multiply."


def test_another_function_keeps_its_verdict(folder):
    """A probe that finds a difference changes nothing."""
    data = _evidence(folder, "doubled", tripled)

    plain = score_evidence(folder, "doubled", data, 4.0)

    assert score_evidence(folder, "doubled", data, 4.0, probe=probe_here) == plain


def test_a_start_that_computes_the_same_makes_the_construction_the_task(folder):
    """Where nothing but the construction was wrong to begin with, another one does not pass."""
    data = _evidence(folder, "repaired", doubled)

    _, verdict = score_evidence(folder, "repaired", data, 4.0, probe=probe_here)

    assert verdict.outcome == "incorrect"


def test_a_builder_passes_where_every_size_does(folder):
    """Every model that it makes has to be right, or the same function."""

    def stack(inputs):
        x = Input((inputs,))
        return Model(x, layers.Dense(2)(x * 2))

    points, verdict = score_evidence(
        folder, "stack", _evidence(folder, "stack", stack), 4.0, probe=probe_here
    )

    assert (points, verdict.outcome) == (4.0, "same-function")


@pytest.fixture(scope="module")
def models(folder):
    """What runs of a builder came to: models of all kinds for each size, and none."""
    sizes = [case["inputs"] for case in load_exercise(folder, "stack").cases]

    def runs(build):
        exercise = load_exercise(folder, "stack")
        return attempt(exercise, build)[0].runs

    def right(inputs):
        x = Input((inputs,))
        return Model(x, layers.Dense(2)(layers.Add()([x, x])))

    def other(inputs):
        x = Input((inputs,))
        return Model(x, layers.Dense(2)(x * 2))

    def wrong(inputs):
        x = Input((inputs,))
        return Model(x, layers.Dense(5, activation="relu")(layers.Dense(4)(x)))

    nothing = [Run(arguments={"inputs": size}, returned={"returned": "none"}) for size in sizes]
    return [runs(right), runs(other), runs(wrong), nothing]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    chosen=st.lists(st.integers(0, 3), min_size=3, max_size=3),
    answers=st.lists(st.sampled_from([YES, NO]), min_size=12, max_size=12),
)
def test_no_verdict_gets_harsher(folder, models, chosen, answers):
    """Whatever a probe says of any model, score and outcome stay or become better."""
    runs = tuple(models[kind][at] for at, kind in enumerate(chosen))
    data = Evidence(exercise="stack", kind="builder", runs=runs).to_json()
    said = iter(answers)

    plain, before = score_evidence(folder, "stack", data, 4.0)
    points, after = score_evidence(folder, "stack", data, 4.0, probe=lambda *_: next(said))

    assert points >= plain
    assert after.score >= before.score
    assert RANKS.index(after.outcome) >= RANKS.index(before.outcome)
    assert after == before if not after.passed else after.score == 1.0


def test_a_probe_is_asked_about_wrong_models_only(folder):
    """Right answers, and what is no model, cost no probe."""
    asked = []

    def probe(*case):
        asked.append(case)
        return NO

    for answer in (lambda: None, lambda: 1 / 0, lambda: layers.Dense(2)):
        score_evidence(folder, "doubled", _evidence(folder, "doubled", answer), 4.0, probe=probe)

    assert asked == []
