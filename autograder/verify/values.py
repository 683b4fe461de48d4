"""Near-misses of a function that returns numbers: its reference with one part written wrong."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.diagnosis.verdict import Verdict
from autograder.exercise import Exercise, score_evidence
from autograder.exercise.draws import calls_of
from autograder.exercise.evidence import Evidence, Run
from autograder.exercise.numbers import compare, flatten, plain
from autograder.verify.code import Variant, variants
from autograder.verify.diagnosis import diagnosis_of
from autograder.verify.report import NearMiss, Shortcut, Status

SEEDS = 5
"""So many students' draws are tried: a near-miss must fail for each of them."""
FURTHER = 20
"""Draws by which it is told whether a near-miss is one at all."""
Function = Callable[..., Any]


def judged_values(folder: Path, exercise: Exercise, function: Function, *, seed: str) -> Verdict:
    """Judge a function as for the mark."""
    runs = tuple(_run(function, arguments) for arguments in calls_of(exercise, seed=seed))
    evidence = Evidence(exercise=exercise.id, kind=exercise.kind, runs=runs)
    return score_evidence(folder, exercise.id, evidence.to_json(), 1.0, seed=seed)[1]


def value_near_misses(
    folder: Path, exercise: Exercise, reference: Function
) -> tuple[NearMiss, ...]:
    """Return what becomes of the reference with one part of its code written wrong."""
    further = _calls(exercise, (f"further {number}" for number in range(FURTHER)))
    found = []
    for variant in variants(folder / "references.py", exercise.id):
        differs = any(
            _differs(exercise, reference, variant.function, arguments) for arguments in further
        )
        verdicts = (
            judged_values(folder, exercise, variant.function, seed=seed) for seed in _seeds()
        )
        found.append(_near_miss(variant, list(verdicts) if differs else []))
    return tuple(found)


def value_shortcuts(folder: Path, exercise: Exercise, reference: Function) -> Iterator[Shortcut]:
    """Yield what constants and tables of the published cases earn: never everything."""
    published = calls_of(exercise)
    answers = {repr(arguments): reference(**arguments) for arguments in published}
    first = next(iter(answers.values()))
    tries: Mapping[str, Function] = {
        "nothing returned": lambda **_: None,
        "0 for everything": lambda **_: 0,
        "the first answer for everything": lambda **_: first,
        "the first argument itself": lambda **arguments: next(iter(arguments.values())),
        "a table of the published cases": lambda **arguments: answers.get(repr(arguments), first),
    }
    for words, function in tries.items():
        scores = [judged_values(folder, exercise, function, seed=seed).score for seed in _seeds()]
        yield Shortcut(words=words, score=max(scores), limit=0.99)


def _seeds() -> tuple[str, ...]:
    return tuple(f"student {number}" for number in range(SEEDS))


def _calls(exercise: Exercise, seeds: Iterator[str]) -> list[dict[str, Any]]:
    return [arguments for seed in seeds for arguments in calls_of(exercise, seed=seed)]


def _near_miss(variant: Variant, verdicts: Sequence[Verdict]) -> NearMiss:
    wrong = [verdict for verdict in verdicts if not verdict.passed]
    status: Status = "survives"
    if not verdicts:
        status = "equal"
    elif len(wrong) == len(verdicts):
        status = "caught"
    return NearMiss(
        key=variant.key,
        change=variant.change,
        words=variant.words,
        status=status,
        diagnosis=diagnosis_of(wrong[0]) if wrong else "",
    )


def _run(function: Function, arguments: Mapping[str, Any]) -> Run:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = plain(function(**copy.deepcopy(dict(arguments))))
    except Exception as error:  # noqa: BLE001 - broken on purpose, so anything may be raised
        raised = {"type": type(error).__name__, "message": str(error), "line": None}
        return Run(arguments=arguments, raised=raised)
    return Run(arguments=arguments, value=value, has_value=True)


def _differs(
    exercise: Exercise, reference: Function, function: Function, arguments: Mapping[str, Any]
) -> bool:
    run = _run(function, arguments)
    wanted = plain(reference(**arguments))
    flatten(wanted)
    return not run.has_value or not compare(run.value, wanted, exercise.tolerance).right
