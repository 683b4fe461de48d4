"""Near-misses of a prediction or a sorting: one answer wrong, two exchanged, all alike, others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from autograder.diagnosis.verdict import Verdict
from autograder.exercise import Exercise, score_evidence
from autograder.exercise.choices import canonical
from autograder.exercise.evidence import Evidence, Run
from autograder.verify.diagnosis import diagnosis_of
from autograder.verify.report import NearMiss, Shortcut

HALF = 0.5


def judged_choice(folder: Path, exercise: Exercise, answer: Any) -> Verdict:
    """Judge an answer as for the mark."""
    run = Run(arguments={}, value=_plain(answer), has_value=True)
    evidence = Evidence(exercise=exercise.id, kind=exercise.kind, runs=(run,))
    return score_evidence(folder, exercise.id, evidence.to_json(), 1.0)[1]


def choice_near_misses(folder: Path, exercise: Exercise, right: Any) -> tuple[NearMiss, ...]:
    """Return what becomes of every near-miss of the right answer."""
    return tuple(
        _judged(folder, exercise, key, words, answer)
        for key, words, answer in _near(exercise, right)
    )


def choice_shortcuts(
    folder: Path, exercise: Exercise, right: Any, *, graded: bool
) -> Iterator[Shortcut]:
    """Yield what one answer for every question earns: at most half, where it is graded."""
    if not isinstance(right, Mapping):
        return
    for label in _labels(exercise, right):
        verdict = judged_choice(folder, exercise, dict.fromkeys(right, label))
        limit = HALF if graded else 0.99
        yield Shortcut(words=f"{label!r} for everything", score=verdict.score, limit=limit)


def _judged(folder: Path, exercise: Exercise, key: str, words: str, answer: Any) -> NearMiss:
    verdict = judged_choice(folder, exercise, answer)
    return NearMiss(
        key=key,
        change=str(answer),
        words=words,
        status="survives" if verdict.passed else "caught",
        diagnosis="" if verdict.passed else diagnosis_of(verdict),
    )


def _near(exercise: Exercise, right: Any) -> Iterator[tuple[str, str, Any]]:
    if not isinstance(right, Mapping):
        for wrong in _others(exercise, right):
            yield "answer", f"the answer {wrong!r}, not {right!r}", wrong
        return
    for key, value in right.items():
        for wrong in _others(exercise, value, tuple(right.values())):
            words = f"{wrong!r} for {key!r}, not {value!r}"
            yield f"answer for {key}", words, {**right, key: wrong}
        rest = {each: answer for each, answer in right.items() if each != key}
        if rest:
            yield f"answer for {key}", f"no answer for {key!r}", rest
    for one, other in combinations(right, 2):
        if canonical(_plain(right[one])) != canonical(_plain(right[other])):
            turned = {**right, one: right[other], other: right[one]}
            yield f"answers for {one} and {other}", f"{one!r} and {other!r} exchanged", turned


def _others(exercise: Exercise, right: Any, known: tuple[Any, ...] = ()) -> Iterator[Any]:
    """Yield wrong answers that are near: other labels, numbers one off, shapes with the batch."""
    seen = {canonical(_plain(right))}
    for wrong in (*exercise.labels, *known, *_near_value(right)):
        if canonical(_plain(wrong)) not in seen:
            seen.add(canonical(_plain(wrong)))
            yield wrong


def _near_value(right: Any) -> Iterator[Any]:
    if isinstance(right, bool):
        yield not right
    elif isinstance(right, int):
        yield from (right + 1, right - 1, 2 * right, 0, 1)
    elif isinstance(right, float):
        yield from (right * 1.01, right * 0.99, 0.0, 1.0)
    elif isinstance(right, str):
        yield from ("", f"{right} {right}")
    elif isinstance(right, list | tuple):
        parts = list(right)
        yield from (parts[::-1], [None, *parts], parts[1:], parts[:-1])
        for at, part in enumerate(parts):
            for wrong in _near_value(part):
                yield [*parts[:at], wrong, *parts[at + 1 :]]


def _labels(exercise: Exercise, right: Mapping[str, Any]) -> tuple[Any, ...]:
    usual = [value for value, _ in Counter(map(str, right.values())).most_common()]
    return exercise.labels or tuple(usual)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
