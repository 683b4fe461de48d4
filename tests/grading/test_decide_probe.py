"""Deciding with the same-function probe: the mark becomes kinder, and the record says why."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from autograder.diagnosis.same_function import ProbeAnswer
from autograder.exercise import load_exercise
from autograder.exercise.evidence import MIME
from autograder.grading.decide import decide, read_decision, write_decision
from autograder.grading.notebooks import GradeCall
from autograder.notebook.attempt import attempt
from autograder.probe import ProbeProcess
from tests.exercise.test_models import DOUBLED, doubled, tripled

CALL = GradeCall(exercise="doubled", points=4.0)
TOML = '[doubled]\ntitle = "Twice a row"\nkind = "topology"\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A lesson with one drawing."""
    place = tmp_path_factory.mktemp("lesson")
    (place / "topologies").mkdir()
    (place / "exercises.toml").write_text(TOML, encoding="utf-8")
    (place / "topologies" / "doubled.dot").write_text(DOUBLED, encoding="utf-8")
    return place


def _notebook(folder, answer):
    data = attempt(load_exercise(folder, "doubled"), answer)[0].to_json()
    shown = new_output("display_data", data={MIME: data, "text/plain": "Not yet."})
    cell = new_code_cell(source='grade("doubled", doubled, points=4)', outputs=[shown])
    return new_notebook(cells=[cell])


def test_the_same_function_gets_the_mark_and_the_reason_is_recorded(folder):
    """A process of its own finds that the model computes the same."""
    nb = _notebook(folder, doubled)

    with ProbeProcess() as probe:
        decision = decide(nb, 0, CALL, folder, "seed", probe=probe)
    write_decision(nb.cells[0], decision)

    assert (decision.points, decision.outcome) == (4.0, "same-function")
    assert decision.finding == ""
    assert decision.probe.startswith("same function: equal at 16 draws, to ")
    assert read_decision(nb.cells[0]) == decision


def test_what_stays_wrong_says_why_in_the_record(folder):
    """The mark is that without a probe, and the record tells what the probe said."""
    nb = _notebook(folder, tripled)

    plain = decide(nb, 0, CALL, folder, "seed")
    with ProbeProcess() as probe:
        decision = decide(nb, 0, CALL, folder, "seed", probe=probe)

    assert (decision.points, decision.outcome) == (plain.points, "incorrect")
    assert (decision.finding, plain.probe) == (plain.finding, "")
    reason = "not found the same function: the numbers differ (1 way to carry the weights over)"
    assert decision.probe == reason


def test_a_probe_that_fails_costs_nothing(folder):
    """A probe without an answer leaves the mark as it is."""
    nb = _notebook(folder, doubled)
    late = ProbeAnswer(same=False, reason="the probe's process took too long")

    decision = decide(nb, 0, CALL, folder, "seed", probe=lambda *_: late)

    assert decision.outcome == "incorrect"
    assert decision.points == decide(nb, 0, CALL, folder, "seed").points
    assert decision.probe == "not found the same function: the probe's process took too long"
