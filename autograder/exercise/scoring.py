"""From evidence to a verdict and points: one pure function for every kind of exercise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.diagnosis.answers import (
    Row,
    Sorted,
    choice_verdict,
    values_verdict,
)
from autograder.diagnosis.same_function import Probe
from autograder.diagnosis.verdict import Verdict
from autograder.errors import AutograderError
from autograder.exercise.answers import read_released, reference_of, salt_of
from autograder.exercise.choices import as_mapping, corrected_share, hashed_choice, right_keys
from autograder.exercise.definition import Exercise
from autograder.exercise.draws import calls_of
from autograder.exercise.evidence import Evidence, Run, read_evidence
from autograder.exercise.lesson import load_exercise, load_references
from autograder.exercise.models import models_verdict, without_result
from autograder.exercise.numbers import Comparison, compare, compare_hashed
from autograder.exercise.points import points_for


def score_from_hashes(folder: Path, evidence: Evidence, *, probe: Probe | None = None) -> Verdict:
    """Judge evidence with a lesson's released files alone: what the notebook says at once.

    `probe` is asked about models that differ from the drawing; without it none of them passes.
    """
    exercise = load_exercise(folder, evidence.exercise)
    if exercise.builds_models:
        return models_verdict(folder, exercise, evidence, probe)
    released = read_released(folder, exercise)
    salt = salt_of(folder, exercise)
    if exercise.kind == "choice":
        return _choice_verdict(exercise, evidence, released, salt)

    def compared(number: int, run: Run) -> Comparison | None:
        if number >= len(released):
            return None  # Drawn for the mark: only the grader's own references know the answer.
        return compare_hashed(run.value, released[number], f"{salt}/{number}", exercise.tolerance)

    return _values_verdict(exercise, evidence, compared)


def score_evidence(
    folder: Path,
    id: str,
    data: Any,
    points: float,
    *,
    seed: str | None = None,
    probe: Probe | None = None,
) -> tuple[float, Verdict]:
    """Decide the mark of an exercise from what a notebook submitted, with the instructor's files.

    `folder` is the lesson's folder in solutions/, `data` the JSON of the evidence, `seed` the one
    that chose the further calls when grading, `probe` what is asked about models that differ from
    the drawing. Returns points and verdict. Evidence that is malformed, for another exercise, or
    without the calls asked for raises AutograderError.
    """
    exercise = load_exercise(folder, id)
    evidence = read_evidence(data)
    if evidence.exercise != id or evidence.kind != exercise.kind:
        raise AutograderError(
            f"The evidence is for {evidence.exercise!r} ({evidence.kind}), not for {id!r}.",
            next_step="Look at the submission: a graded cell was tampered with.",
        )
    _check_calls(exercise, evidence, seed)
    verdict = _authoritative(folder, exercise, evidence, probe)
    return points_for(verdict, points), verdict


def _authoritative(
    folder: Path, exercise: Exercise, evidence: Evidence, probe: Probe | None
) -> Verdict:
    if exercise.builds_models:
        return models_verdict(folder, exercise, evidence, probe)
    references = load_references(folder)
    reference = reference_of(references, exercise)
    salt = salt_of(folder, exercise)
    if exercise.kind == "choice":
        return _choice_verdict(exercise, evidence, hashed_choice(reference, salt), salt)

    def compared(_number: int, run: Run) -> Comparison:
        return compare(run.value, reference(**run.arguments), exercise.tolerance)

    return _values_verdict(exercise, evidence, compared)


def _check_calls(exercise: Exercise, evidence: Evidence, seed: str | None) -> None:
    """Refuse evidence that is not from exactly the calls that were asked for."""
    if len(evidence.runs) == 1 and evidence.runs[0].untouched:
        return
    wanted = ({},) if exercise.kind == "choice" else calls_of(exercise, seed=seed)
    seen = [dict(run.arguments) for run in evidence.runs]
    if seen != list(wanted) or any(run.untouched for run in evidence.runs):
        raise AutograderError(
            f"The evidence for {exercise.id} is not from the calls that the grader asked for.",
            next_step="Grade the submission again; if it says so again, look at its graded cell.",
        )


def _values_verdict(
    exercise: Exercise, evidence: Evidence, compared: Callable[[int, Run], Comparison | None]
) -> Verdict:
    first = without_result(exercise, evidence.runs[0])
    if first is not None and all(run.raised is not None for run in evidence.runs):
        summary = "Not yet: the code stops with an error."
        return replace(first, outcome="incorrect", summary=summary)
    if first is not None and evidence.runs[0].untouched:
        return first
    rows = []
    for number, run in enumerate(evidence.runs):
        if run.raised is not None:
            error = f"it stopped with {run.raised.get('type')}: {run.raised.get('message')}"
            rows.append(Row(arguments=run.arguments, right=False, remark=error))
            continue
        result = compared(number, run)
        if result is not None:
            rows.append(Row(arguments=run.arguments, right=result.right, remark=result.remark))
    return values_verdict(exercise.id, rows, hints=exercise.hints)


def _choice_verdict(
    exercise: Exercise, evidence: Evidence, hashes: dict[str, str], salt: str
) -> Verdict:
    run = evidence.runs[0]
    right = () if run.untouched else right_keys(run.value, hashes, salt)
    given = {} if run.untouched else as_mapping(run.value)
    answered = [key for key in hashes if given.get(key) is not None]
    answers = Sorted(
        right=right,
        wrong=tuple(key for key in answered if key not in right),
        open=tuple(key for key in hashes if key not in answered),
        unknown=tuple(key for key in given if key not in hashes),
    )
    share = corrected_share(len(right), len(answered), len(hashes), len(exercise.labels))
    return choice_verdict(answers, score=share, labels=exercise.labels, hints=exercise.hints)
