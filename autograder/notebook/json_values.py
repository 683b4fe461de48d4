"""A learner's values as JSON data."""

from __future__ import annotations

import math
from typing import Any

from autograder.exercise.numbers import MAX_NUMBERS

MAX_DEPTH = 20
MAX_TEXT = 1000


def json_value(value: Any) -> Any:
    """Return JSON data for numbers, text, containers, arrays and tensors.

    Anything else, and anything too large, becomes a short text that says what it was; numbers that
    JSON cannot hold become their names.
    """
    return _value(value, 0, [MAX_NUMBERS])


def _value(value: Any, depth: int, budget: list[int]) -> Any:
    budget[0] -= 1
    if budget[0] < 0 or depth > MAX_DEPTH:
        return "(too large to submit)"
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str | int | float):
        return _plain(value)
    if isinstance(value, dict):
        return {str(key): _value(part, depth + 1, budget) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_value(part, depth + 1, budget) for part in value]
    return _foreign(value, depth, budget)


def _plain(value: str | float) -> str | float:
    if isinstance(value, str):
        return value[:MAX_TEXT]
    if isinstance(value, int):
        return int(value) if abs(value) < 2**63 else "(a whole number too large to submit)"
    return float(value) if math.isfinite(value) else str(float(value))


def _foreign(value: Any, depth: int, budget: list[int]) -> Any:
    """Arrays and tensors by the two methods they share, everything else by its class."""
    try:
        if hasattr(value, "numpy") and callable(value.numpy):
            value = value.numpy()
        if getattr(value, "size", 0) > MAX_NUMBERS:
            return "(an array too large to submit)"
        if hasattr(value, "tolist") and callable(value.tolist):
            return _value(value.tolist(), depth + 1, budget)
    except Exception:  # noqa: BLE001 - a learner's own class may raise anything
        return f"(a {type(value).__name__} that gives no numbers)"
    return f"(a {type(value).__name__})"
