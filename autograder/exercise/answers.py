"""The released answers.json: salted hashes that instant feedback compares with, never answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.errors import AutograderError
from autograder.exercise.choices import hashed_choice
from autograder.exercise.definition import Exercise
from autograder.exercise.draws import calls_of
from autograder.exercise.lesson import load_exercises, load_references
from autograder.exercise.numbers import NotNumbersError, hashed

FILE = "answers.json"


def salt_of(folder: Path, exercise: Exercise) -> str:
    """Return the salt of an exercise: its lesson's folder name and its id."""
    return f"{folder.resolve().name}/{exercise.id}"


def released_answers(folder: Path) -> str:
    """Return the text of answers.json for a lesson in solutions/, made from its references.py."""
    exercises = [
        exercise
        for exercise in load_exercises(folder).values()
        if exercise.kind in {"values", "choice"}
    ]
    references = load_references(folder) if exercises else {}
    answers = {exercise.id: _hashes(folder, exercise, references) for exercise in exercises}
    return json.dumps(answers, indent=1, sort_keys=True) + "\n"


def read_released(folder: Path, exercise: Exercise) -> Any:
    """Return the hashes of one exercise from the lesson's answers.json."""
    try:
        table = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return table[exercise.id]
    except (FileNotFoundError, json.JSONDecodeError, KeyError, TypeError):
        raise AutograderError(
            f"{FILE} of this lesson does not know {exercise.id}.",
            next_step="Copy the lesson folder again; an instructor releases the lesson anew.",
        ) from None


def reference_of(references: dict[str, Any], exercise: Exercise) -> Any:
    """Return the reference of an exercise, which has its id for a name."""
    try:
        return references[exercise.id]
    except KeyError:
        raise AutograderError(
            f"references.py has no {exercise.id}.",
            next_step=f"Define {exercise.id} there: the right answer, or a function that gives it.",
        ) from None


def _hashes(folder: Path, exercise: Exercise, references: dict[str, Any]) -> Any:
    reference = reference_of(references, exercise)
    salt = salt_of(folder, exercise)
    if exercise.kind == "choice":
        return hashed_choice(reference, salt)
    try:
        return [
            hashed(reference(**arguments), f"{salt}/{number}", exercise.tolerance)
            for number, arguments in enumerate(calls_of(exercise))
        ]
    except NotNumbersError as error:
        raise AutograderError(
            f"The reference of {exercise.id} gives no numbers: {error}.",
            next_step="Let it return a number or an array.",
        ) from error
