"""Verifying a lesson: solutions pass, stubs earn nothing, near-misses are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.diagnosis.same_function import Probe
from autograder.exercise import Exercise, load_exercises, read_evidence, score_evidence
from autograder.exercise.answers import reference_of
from autograder.exercise.lesson import expected_topology, load_references, start_topology
from autograder.grading.course import Course
from autograder.topology.keras_config import read_model_evidence
from autograder.verify.choices import choice_near_misses, choice_shortcuts, judged_choice
from autograder.verify.graphs import Case, near_misses
from autograder.verify.lesson import (
    exercise_weaknesses,
    graded_points,
    lesson_weaknesses,
    solution_lines,
)
from autograder.verify.reasons import mistaken_reasons, with_reasons
from autograder.verify.rehearsal import SEED, Played, rehearse
from autograder.verify.report import ExerciseReport, LessonReport, NearMiss, Shortcut
from autograder.verify.shortcuts import hard_coded, shortcuts
from autograder.verify.subject import subject_of
from autograder.verify.values import judged_values, value_near_misses, value_shortcuts


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asked:
    """An exercise with what the two notebooks gave for it."""

    folder: Path
    exercise: Exercise
    points: float | None
    solved: Any
    untouched: Any
    code: tuple[str, ...]
    probe: Probe | None

    @property
    def graded(self) -> bool:
        return self.points is not None


def verify(course: Course, lesson: str, probe: Probe | None = None) -> LessonReport:
    """Return what is weak in a lesson of solutions/; nothing of the course is changed.

    `probe` tells, as for the mark, whether graphs that differ compute the same.
    Raises AutograderError where the lesson is not fit to be released.
    """
    folder = course.solutions / lesson
    points = graded_points(course, lesson)
    code = solution_lines(course, lesson)
    solved, untouched = rehearse(course, lesson)
    exercises = load_exercises(folder)
    return LessonReport(
        lesson=lesson,
        exercises=tuple(
            _verified(
                _Asked(
                    folder=folder,
                    exercise=exercise,
                    points=points.get(exercise.id),
                    solved=solved.evidence.get(exercise.id),
                    untouched=untouched.evidence.get(exercise.id),
                    code=code,
                    probe=probe,
                )
            )
            for exercise in exercises.values()
        ),
        weaknesses=(*lesson_weaknesses(lesson, points), *_stopped(solved, untouched)),
    )


def _stopped(solved: Played, untouched: Played) -> Iterator[str]:
    yield from (f"with the solutions, {error}" for error in solved.errors)
    yield from (f"untouched, {error}" for error in untouched.errors)


def _verified(asked: _Asked) -> ExerciseReport:
    exercise = asked.exercise
    report = ExerciseReport(id=exercise.id, kind=exercise.kind)
    if exercise.kind == "manual":
        return report
    weak = [*_of_notebooks(asked)]
    if exercise.builds_models:
        weak += exercise_weaknesses(asked.folder, exercise, None, asked.code)
        found = _of_models(asked, report)
    else:
        reference = reference_of(load_references(asked.folder), exercise)
        weak += exercise_weaknesses(asked.folder, exercise, reference, asked.code)
        found = _of_answers(asked, report, reference)
    misses = with_reasons(found.near_misses, exercise.accepts)
    weak += mistaken_reasons(misses, exercise.accepts)
    return replace(found, near_misses=misses, weaknesses=(*found.weaknesses, *weak))


def _of_notebooks(asked: _Asked) -> Iterator[str]:
    """Yield what is wrong with the solution and with the stub, as they stand in the notebook."""
    if asked.untouched is not None:
        _, verdict = _scored(asked, asked.untouched)
        stops = any(run.raised is not None for run in read_evidence(asked.untouched).runs)
        if verdict.score > 0 or verdict.passed:
            yield f"its stub earns {verdict.score:.2f} of 1"
        elif verdict.outcome != "not-attempted" and not stops:
            yield f"its stub counts as an attempt: {verdict.outcome}"
    if not asked.graded and not asked.exercise.builds_models:
        return  # A prediction stays open in the source, for the one who runs it there.
    if asked.solved is None:
        yield "the notebook with the solutions does not define it"
        return
    points, verdict = _scored(asked, asked.solved)
    if not verdict.passed:
        first = verdict.findings[0].message if verdict.findings else verdict.summary
        yield f"its solution earns {points:g} of {asked.points or 1:g}: {first}"


def _scored(asked: _Asked, evidence: Any) -> tuple[float, Any]:
    id, points = asked.exercise.id, asked.points or 1.0
    return score_evidence(asked.folder, id, evidence, points, seed=SEED)


def _of_models(asked: _Asked, report: ExerciseReport) -> ExerciseReport:
    cases = _cases(asked)
    if not cases:
        return report
    found, impossible = near_misses(cases)
    tried = [*shortcuts(cases)]
    weak: tuple[str, ...] = ()
    if asked.exercise.kind == "builder":
        tried += hard_coded(cases, lambda sizes: _drawing(asked, sizes))
        if asked.exercise.draw is None:
            weak = ("only its published sizes are asked for: give it a draw",)
    return replace(
        report,
        near_misses=found,
        impossible=impossible,
        shortcuts=tuple(tried),
        weaknesses=weak,
    )


def _cases(asked: _Asked) -> list[Case]:
    """Return the calls of the solution that gave a model which passes."""
    if asked.solved is None:
        return []
    start = start_topology(asked.folder, asked.exercise)
    cases = []
    for run in read_evidence(asked.solved).runs:
        if run.model is None:
            continue
        solution = read_model_evidence(dict(run.model))
        subject = subject_of(solution, _drawing(asked, run.arguments))
        case = Case(sizes=run.arguments, subject=subject, start=start, probe=asked.probe)
        if case.judged(subject.solution).passed:
            cases.append(case)
    return cases


def _drawing(asked: _Asked, sizes: Mapping[str, Any]) -> Any:
    return expected_topology(asked.folder, asked.exercise, dict(sizes))


def _of_answers(asked: _Asked, report: ExerciseReport, reference: Any) -> ExerciseReport:
    folder, exercise = asked.folder, asked.exercise
    misses: tuple[NearMiss, ...]
    tried: tuple[Shortcut, ...]
    if exercise.kind == "choice":
        verdict = judged_choice(folder, exercise, reference)
        misses = choice_near_misses(folder, exercise, reference)
        tried = tuple(choice_shortcuts(folder, exercise, reference, graded=asked.graded))
    else:
        verdict = judged_values(folder, exercise, reference, seed=SEED)
        misses = value_near_misses(folder, exercise, reference)
        tried = tuple(value_shortcuts(folder, exercise, reference))
    weak = () if verdict.passed else ("its own reference does not pass",)
    return replace(report, near_misses=misses, shortcuts=tried, weaknesses=weak)
