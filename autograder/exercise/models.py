"""Verdicts on the models that an exercise's function returned, each held against the drawing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.diagnosis.answers import builder_verdict
from autograder.diagnosis.judge import judge
from autograder.diagnosis.outcomes import not_a_model, not_attempted, raised
from autograder.diagnosis.same_function import Probe, as_same_function
from autograder.diagnosis.verdict import Verdict
from autograder.exercise.definition import Exercise
from autograder.exercise.evidence import Evidence, Run
from autograder.exercise.lesson import expected_topology, start_topology
from autograder.topology.keras_config import read_model_evidence
from autograder.topology.model import Topology


@dataclass(frozen=True, kw_only=True, slots=True)
class _Compared:
    """The graphs that a verdict is about."""

    drawing: Topology
    built: Topology
    start: Topology | None


def models_verdict(
    folder: Path, exercise: Exercise, evidence: Evidence, probe: Probe | None
) -> Verdict:
    """Return the verdict on the one model, or on all that a builder made.

    `probe` is asked about those that differ from the drawing.
    """
    judged = [_judged(folder, exercise, run) for run in evidence.runs]
    verdicts = [verdict for verdict, _ in judged]
    if probe is not None:
        verdicts = _kinder(judged, probe)
    if exercise.kind == "topology":
        return verdicts[0]
    sizes = [run.arguments for run in evidence.runs]
    return builder_verdict(list(zip(sizes, verdicts, strict=True)))


def _judged(folder: Path, exercise: Exercise, run: Run) -> tuple[Verdict, _Compared | None]:
    instead = without_result(exercise, run)
    if instead is not None:
        return instead, None
    if run.model is None:
        return not_a_model(dict(run.returned or {}), name=exercise.id), None
    compared = _Compared(
        drawing=expected_topology(folder, exercise, dict(run.arguments)),
        built=read_model_evidence(dict(run.model)),
        start=start_topology(folder, exercise),
    )
    return judge(compared.drawing, compared.built, start=compared.start), compared


def _kinder(judged: list[tuple[Verdict, _Compared | None]], probe: Probe) -> list[Verdict]:
    """Return the verdicts with the probe's passes, if all then pass.

    Some of several sizes passing could lower a builder's score, which is about following them.
    """
    verdicts = []
    for verdict, compared in judged:
        passes = verdict.passed
        if verdict.outcome == "incorrect" and compared is not None:
            passes = _is_same(verdict, compared, probe)
        if not passes:
            return [each for each, _ in judged]
        verdicts.append(
            verdict
            if verdict.passed or compared is None
            else as_same_function(verdict, compared.drawing, compared.built)
        )
    return verdicts


def _is_same(verdict: Verdict, compared: _Compared, probe: Probe) -> bool:
    """Say whether the models compute the same, and the graph to start from does not.

    Where that does, the construction is the task.
    """
    if not probe(compared.drawing, compared.built, verdict).same:
        return False
    if compared.start is None:
        return True
    begun = judge(compared.drawing, compared.start)
    return not probe(compared.drawing, compared.start, begun).same


def without_result(exercise: Exercise, run: Run) -> Verdict | None:
    """Return the verdict where nothing was attempted or the code stopped, else None."""
    if run.untouched:
        return not_attempted()
    if run.raised is None:
        return None
    line = run.raised.get("line")
    return raised(
        str(run.raised.get("type", "")),
        str(run.raised.get("message", "")),
        line if isinstance(line, int) else None,
        name=exercise.id,
    )
