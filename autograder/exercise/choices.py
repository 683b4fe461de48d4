"""Comparing a choice (a prediction, a sorting) with the right one or with its salted hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SINGLE = ""
"""The key under which a choice that is no dict stands."""


def as_mapping(answer: Any) -> dict[str, Any]:
    """Return a dict answer with its keys as text, and any other answer under `SINGLE`."""
    if isinstance(answer, Mapping):
        return {str(key): value for key, value in answer.items()}
    return {SINGLE: answer}


def canonical(value: Any) -> str:
    """Return the spelling under which equal choices are equal: 67, 67.0 and "67 " are one."""
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, int | float):
        return repr(float(value))
    if isinstance(value, str):
        text = " ".join(value.split()).casefold()
        try:
            return repr(float(text))
        except ValueError:
            return text
    if isinstance(value, list | tuple):
        return json.dumps([canonical(part) for part in value])
    return repr(value)


def hashed_choice(answer: Any, salt: str) -> dict[str, str]:
    """Return a salted hash for every key of the right answer."""
    return {key: _hash(salt, key, value) for key, value in as_mapping(answer).items()}


def right_keys(answer: Any, hashes: Mapping[str, str], salt: str) -> tuple[str, ...]:
    """Return the keys whose value in `answer` is the right one."""
    given = as_mapping(answer)
    return tuple(
        key
        for key, wanted in hashes.items()
        if key in given and _hash(salt, key, given[key]) == wanted
    )


def corrected_share(right: int, answered: int, total: int, labels: int) -> float:
    """Return the share of right keys, corrected for guessing, in [0, 1].

    Each wrong answer costs 1 / (labels - 1) right ones ("formula scoring", R - W / (k - 1)), so
    that one label for everything earns nothing on average. Unanswered keys cost nothing. Without
    a list of labels nothing is corrected.
    """
    wrong = answered - right
    penalty = wrong / (labels - 1) if labels > 1 else 0.0
    return max(0.0, min(1.0, (right - penalty) / total))


def _hash(salt: str, key: str, value: Any) -> str:
    return hashlib.sha256(f"{salt}/{key}/{canonical(value)}".encode()).hexdigest()[:16]
