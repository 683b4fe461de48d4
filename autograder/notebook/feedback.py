"""What a cell displays: words, the drawing and its text twin, as one MIME bundle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.diagnosis.verdict import Verdict
from autograder.errors import AutograderError
from autograder.exercise import Evidence, Exercise, load_exercise, read_evidence
from autograder.exercise.lesson import expected_topology
from autograder.render.html import feedback_html, model_html
from autograder.render.text import feedback_text, text_twin
from autograder.topology.keras_config import read_model_evidence
from autograder.topology.model import Topology

AFTER_SUBMISSION = 3
"""The rung of the ladder that feedback on a submission climbs to: the edge in words and drawn."""


def drawing_bundle(folder: Path, thing: Any) -> dict[str, Any]:
    """Return the MIME bundle that draws a model, a `Topology`, or an exercise by its id."""
    topology = _topology_of(folder, thing)
    return {"text/plain": text_twin(topology), "text/html": model_html(topology)}


def feedback_bundle(
    evidence: Evidence,
    verdict: Verdict,
    *,
    hint: int = 0,
    points: float | None = None,
    maximum: float | None = None,
) -> dict[str, Any]:
    """Return the MIME bundle of a verdict: plain text, and HTML with the learner's graph."""
    learner = _first_model(evidence)
    return {
        "text/plain": feedback_text(verdict, hint=hint, points=points, maximum=maximum),
        "text/html": feedback_html(
            verdict, learner=learner, hint=hint, points=points, maximum=maximum
        ),
    }


def submission_bundle(
    folder: Path, data: Any, verdict: Verdict, points: float, maximum: float
) -> dict[str, Any]:
    """Return the MIME bundle that a student gets back for evidence as JSON, once it is marked.

    `folder` is the lesson's. The feedback shows the wrong edge; before, hints are asked for.
    """
    evidence = read_evidence(data)
    exercise = load_exercise(folder, evidence.exercise)
    hint = min(AFTER_SUBMISSION, highest_hint(folder, exercise))
    return feedback_bundle(evidence, verdict, hint=hint, points=points, maximum=float(maximum))


def highest_hint(folder: Path, exercise: Exercise) -> int:
    """Return the highest rung of the hint ladder that the exercise allows."""
    if not exercise.builds_models:
        return 4
    policy = expected_topology(folder, exercise).policy
    return 4 if policy is None else policy.max_hint


def _topology_of(folder: Path, thing: Any) -> Topology:
    if isinstance(thing, Topology):
        return thing
    if isinstance(thing, str):
        return _drawing_of_exercise(folder, thing)
    return Topology.from_keras(thing)


def _drawing_of_exercise(folder: Path, id: str) -> Topology:
    exercise = load_exercise(folder, id)
    if not exercise.builds_models:
        raise AutograderError(
            f"{id} has no drawing: it does not ask for a model.",
            next_step="Read its task in the text above the cell.",
        )
    topology = expected_topology(folder, exercise)
    if topology.policy is not None and topology.policy.reveal == "after-pass":
        raise AutograderError(
            f"The drawing of {id} shows after it is passed.",
            next_step=f"Build it from the words, then run check({id!r}, {id}).",
        )
    return topology


def _first_model(evidence: Evidence) -> Topology | None:
    for run in evidence.runs:
        if run.model is not None:
            return read_model_evidence(dict(run.model))
    return None
