"""Exercises: what is asked, what a notebook submits for it, and what that is worth."""

from autograder.exercise.definition import Exercise, Kind
from autograder.exercise.evidence import SCHEMA, Evidence, Run, read_evidence
from autograder.exercise.lesson import load_exercise, load_exercises
from autograder.exercise.points import points_for
from autograder.exercise.scoring import score_evidence, score_from_hashes

__all__ = [
    "SCHEMA",
    "Evidence",
    "Exercise",
    "Kind",
    "Run",
    "load_exercise",
    "load_exercises",
    "points_for",
    "read_evidence",
    "score_evidence",
    "score_from_hashes",
]
