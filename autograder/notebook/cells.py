"""The three functions of a lesson's cells: each runs, judges, and displays."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Any

from autograder.diagnosis.same_function import ProbeAnswer
from autograder.diagnosis.verdict import Verdict
from autograder.errors import AutograderError
from autograder.exercise import Evidence, Exercise, load_exercise, points_for, score_from_hashes
from autograder.exercise.evidence import MIME
from autograder.notebook.attempt import attempt
from autograder.notebook.capture import captured_output
from autograder.notebook.feedback import drawing_bundle, feedback_bundle, highest_hint
from autograder.probe import probe_here
from autograder.topology.model import Topology

SEED_VARIABLE = "AUTOGRADER_SEED"
"""Environment variable by which a grader chooses the further sizes and cases."""
LEFT_OUT = "check is left out while grading; the graded cells tell what they found."


def show(thing: Any) -> None:
    """Draw a model, a `Topology`, or an exercise of this lesson by its id.

    An exercise whose drawing is hidden until it is passed (`reveal=after-pass`) raises
    AutograderError.
    """
    _display(drawing_bundle(Path.cwd(), thing))


def check(exercise_id: str, answer: Any, hint: int = 0) -> None:
    """Say at once whether `answer` is right, and what differs; nothing is recorded.

    `answer` is the function that the exercise asks for, or for a prediction the predicted value.
    `hint` asks for the next rung of the ladder, 1 to 4: a question, the place, the edge in words,
    a worked example with other sizes. Hints cost nothing. While nbgrader grades, it does nothing.
    """
    if _is_grading():
        # It counts for nothing, and the learner's code would run twice.
        print(LEFT_OUT)  # noqa: T201 - the cell's output is where it is read
        return
    exercise = load_exercise(Path.cwd(), exercise_id)
    if hint not in range(5):
        raise AutograderError(
            f"hint={hint!r} is no rung of the ladder.", next_step="Use hint=1 to 4."
        )
    highest = highest_hint(Path.cwd(), exercise)
    if hint > highest:
        raise AutograderError(
            f"This exercise gives hints up to {highest}.", next_step=f"Use hint={highest} or less."
        )
    evidence, verdict = _judged(exercise, answer)
    _display(feedback_bundle(evidence, verdict, hint=hint))


def grade(exercise_id: str, answer: Any, *, points: float) -> float:
    """Judge `answer` for the mark: display feedback and evidence, return the points as a float.

    `points` is the maximum, as in the cell's nbgrader metadata. What is displayed here is a
    preview: the mark is decided from the evidence, outside this process.
    """
    exercise = load_exercise(Path.cwd(), exercise_id)
    evidence, verdict = _judged(exercise, answer, seed=_seed())
    earned = points_for(verdict, points)
    bundle = feedback_bundle(evidence, verdict, points=earned, maximum=float(points))
    _display(bundle | {MIME: evidence.to_json()})
    return earned


def _judged(
    exercise: Exercise, answer: Any, *, seed: str | None = None
) -> tuple[Evidence, Verdict]:
    """Run learner code, pass on what it printed, and judge what came of it."""
    evidence, printed = attempt(exercise, answer, seed=seed)
    if printed:
        sys.stdout.write(printed if printed.endswith("\n") else f"{printed}\n")
    return evidence, score_from_hashes(Path.cwd(), evidence, probe=_silent_probe)


def _silent_probe(drawing: Topology, built: Topology, verdict: Verdict) -> ProbeAnswer:
    with captured_output():
        return probe_here(drawing, built, verdict)


def _is_grading() -> bool:
    return os.environ.get("NBGRADER_EXECUTION") == "autograde"


def _seed() -> str | None:
    return (os.environ.get(SEED_VARIABLE) or secrets.token_hex(8)) if _is_grading() else None


def _display(bundle: dict[str, Any]) -> None:
    from IPython.display import display

    display(bundle, raw=True)  # type: ignore[no-untyped-call]  # IPython leaves it untyped
