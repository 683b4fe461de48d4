"""Deciding a graded cell's mark from what the executed notebook holds."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.utils import determine_grade

from autograder.diagnosis.verdict import UNDECIDED, Finding, Verdict
from autograder.exercise import Evidence, Run
from autograder.exercise.evidence import MIME
from autograder.grading.decide import decide, read_decision, write_decision
from autograder.grading.notebooks import GradeCall
from autograder.grading.stops import CRASH, mark_stopped, timed_out
from tests.grading.practice import LESSON, make_course

CALL = GradeCall(exercise="sorting", points=2.0)
UNREADABLE = "The evidence in this notebook cannot be read: its schema is"
FOUR = {"a": "flat", "b": "not flat", "c": "flat", "d": "not flat"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The practice lesson's folder in solutions/."""
    return make_course(tmp_path_factory.mktemp("course")).solutions / LESSON


def evidence(answer, exercise="sorting", kind="choice"):
    run = Run(arguments={}, value=answer, has_value=True)
    return Evidence(exercise=exercise, kind=kind, runs=(run,)).to_json()


def shown(data, output_type="display_data"):
    return new_output(output_type, data={MIME: data, "text/plain": "Right."})


def error(name, message, traceback=()):
    return new_output("error", ename=name, evalue=message, traceback=list(traceback))


def notebook(outputs, *before):
    """Return a notebook whose last cell grades sorting."""
    data = {"grade": True, "solution": False, "locked": True, "grade_id": "g", "points": 2.0}
    data |= {"schema_version": 3, "task": False}
    graded = new_code_cell(source='grade("sorting", sorting, points=2)', outputs=list(outputs))
    graded.metadata["nbgrader"] = data
    return new_notebook(cells=[*before, graded])


def decided(folder, nb):
    return decide(nb, len(nb.cells) - 1, CALL, folder, "seed")


def learner(*outputs, **flags):
    data = {"grade": False, "solution": True, "locked": False, "grade_id": "sorting", **flags}
    return new_code_cell(source="sorting = 1", outputs=list(outputs), metadata={"nbgrader": data})


def test_evidence_decides_and_claims_do_not(folder):
    """The result that the cell claims is replaced by what its evidence is worth."""
    claim = new_output("execute_result", data={"text/plain": "2.0"}, execution_count=1)
    nb = notebook([shown(evidence({**FOUR, "d": "flat"})), claim])
    decision = decided(folder, nb)
    assert (decision.points, decision.outcome) == (1.0, "incorrect")
    write_decision(nb.cells[-1], decision)
    assert determine_grade(nb.cells[-1]) == (1.0, 2.0)
    assert read_decision(nb.cells[-1]) == decision


def test_the_feedback_is_the_graders_own(folder):
    """What the cell said of itself is replaced by the verdict that the mark comes from."""
    nb = notebook([shown(evidence({**FOUR, "d": "flat"}))])
    decided(folder, nb)

    data = nb.cells[-1].outputs[0]["data"]
    assert data["text/plain"].splitlines()[:2] == [
        "Not yet: 3 of 4 answers are right.",
        "1 of 2 points.",
    ]
    assert "Not yet: 3 of 4 answers are right." in data["text/html"]


def test_what_stands_on_stderr_costs_nothing(folder):
    """A warning or an exception beside right evidence does not make nbgrader give 0."""
    noise = [new_output("stream", name="stderr", text="warning"), error("KeyError", "'x'")]
    nb = notebook([*noise, shown(evidence(FOUR))])
    write_decision(nb.cells[-1], decided(folder, nb))
    assert determine_grade(nb.cells[-1]) == (2.0, 2.0)


@pytest.mark.parametrize(
    ("outputs", "review"),
    [
        ([], "the graded cell ran without leaving evidence"),
        (
            [shown(evidence(FOUR)), shown(evidence(FOUR))],
            "the graded cell holds more or other evidence than its own",
        ),
        (
            [new_output("execute_result", data={MIME: evidence(FOUR)}, execution_count=1)],
            "the graded cell holds more or other evidence than its own",
        ),
        (
            [shown(evidence(4, exercise="double", kind="values"))],
            "The evidence is for 'double' (values), not for 'sorting'.",
        ),
        (
            [shown({"schema": 99})],
            f"{UNREADABLE} 99, and this kit reads 1.",
        ),
        (
            [shown("nothing")],
            f"{UNREADABLE} 'str', and this kit reads 1.",
        ),
        (
            [error("AutograderError", "this lesson has no answers.json.")],
            "grading stopped with AutograderError: this lesson has no answers.json.",
        ),
        (
            [error("NameError", "name 'grade' is not defined")],
            "grading stopped with NameError: name 'grade' is not defined",
        ),
    ],
)
def test_without_its_own_evidence_a_person_decides(folder, outputs, review):
    """Missing, doubled, misplaced, foreign or unreadable evidence is neither 0 nor a mark."""
    decision = decided(folder, notebook(outputs))
    assert (decision.points, decision.review) == (None, review)


NO_ANSWER = error("NameError", "name 'sorting' is not defined")


def test_an_answer_that_was_never_made_is_worth_nothing(folder):
    """A missing name is an ordinary 0, said in words."""
    decision = decided(folder, notebook([NO_ANSWER], learner()))
    assert (decision.points, decision.finding) == (0.0, "Your notebook defines no `sorting`.")


def test_an_exception_in_the_learners_cell_is_worth_nothing(folder):
    """The finding names the exception and its line, not what followed from it."""
    broken = learner(error("SyntaxError", "'{' was never closed (3141592653.py, line 2)"))
    checked = new_code_cell(source="check(...)", outputs=[NO_ANSWER])
    nb = notebook([NO_ANSWER], broken, checked)
    decision = decided(folder, nb)
    assert (decision.points, decision.finding) == (
        0.0,
        "Your cell for `sorting` stops: SyntaxError in line 2: '{' was never closed",
    )
    write_decision(nb.cells[-1], decision)
    assert determine_grade(nb.cells[-1]) == (0, 2.0)


def test_a_crash_before_leaves_the_mark_open(folder):
    """Where the answer is missing because a cell crashed, the cause is that cell."""
    crashed = learner()
    mark_stopped(crashed, CRASH)
    decision = decided(folder, notebook([NO_ANSWER], crashed))
    assert (decision.points, decision.review) == (
        None,
        "the cell `sorting` ended the Python process that runs the notebook",
    )


def test_a_crash_elsewhere_does_not_excuse_a_mistake(folder):
    """A learner's own syntax error stays an ordinary 0 after another cell's time-out."""
    slow = new_code_cell(source="# play\nwhile True: pass")
    mark_stopped(slow, timed_out(3))
    broken = learner(error("SyntaxError", "invalid syntax (1.py, line 1)"))
    nb = notebook([NO_ANSWER], slow, notebook([]).cells[0], broken)
    assert decided(folder, nb).points == 0.0


def test_a_stopped_play_cell_is_named_by_its_first_line(folder):
    """A cell without an id is called by how it begins."""
    slow = new_code_cell(source="\nwhile True: pass")
    mark_stopped(slow, timed_out(3))
    assert decided(folder, notebook([NO_ANSWER], slow)).review == (
        "the cell that begins `while True: pass` was still running after 3 s and was stopped"
    )


def test_a_broken_set_up_is_not_the_learners(folder):
    """Where the lesson's own first cell fails, nobody loses a mark by it."""
    failed = error("ModuleNotFoundError", "No module named 'keras'")
    setup = learner(failed, solution=False, locked=True, grade_id="setup")
    decision = decided(folder, notebook([error("NameError", "name 'grade' is not defined")], setup))
    assert decision.review == (
        "the lesson's own cell `setup` stops: ModuleNotFoundError: No module named 'keras'"
    )
    assert decision.retry


def test_a_failure_of_the_judge_stops_nobody(folder, monkeypatch):
    """Our own bug leaves the mark open and is said."""

    def fail(*_arguments, **_named):
        raise RecursionError("maximum recursion depth exceeded")

    monkeypatch.setattr("autograder.grading.decide.score_evidence", fail)
    decision = decided(folder, notebook([shown(evidence(FOUR))]))
    assert decision.review == (
        "judging the evidence failed with RecursionError: maximum recursion depth exceeded"
    )
    assert decision.retry


def test_what_the_judge_cannot_decide_goes_to_a_person(folder, monkeypatch):
    """A comparison that came to no end is no wrong answer."""
    finding = Finding(code=UNDECIDED, message="no end")
    verdict = Verdict(outcome="incorrect", score=0.99, summary="", findings=(finding,))
    monkeypatch.setattr("autograder.grading.decide.score_evidence", lambda *_, **__: (1.5, verdict))
    decision = decided(folder, notebook([shown(evidence(FOUR))]))

    assert (decision.points, decision.review) == (
        None,
        "the comparison of this graph came to no end",
    )
