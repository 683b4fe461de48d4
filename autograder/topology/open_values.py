"""Values that leave a choice: "relu|tanh", ">=16", "0.1..0.5", "*", and "=glorot_uniform"."""

from __future__ import annotations

import re

from autograder.topology.model import Value

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_BOUND = re.compile(rf"(?P<sign>>=|<=|>|<)\s*(?P<limit>{_NUMBER})")
_RANGE = re.compile(rf"(?P<low>{_NUMBER})\s*\.\.\s*(?P<high>{_NUMBER})")
_WORDS: dict[str, Value] = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "none": None,
    "None": None,
}


def is_open(value: Value) -> bool:
    """Whether an expected value admits more than the value itself."""
    if isinstance(value, tuple):
        return any(map(is_open, value))
    if not isinstance(value, str):
        return False
    return (
        value == "*"
        or "|" in value
        or value.startswith("=")
        or _BOUND.fullmatch(value) is not None
        or _RANGE.fullmatch(value) is not None
    )


def admits(expected: Value, seen: Value) -> bool:
    """Whether `seen` is a value that the expected one, open or not, asks for."""
    if expected in {seen, "*"}:
        return True
    if isinstance(expected, tuple):
        return (
            isinstance(seen, tuple)
            and len(seen) == len(expected)
            and all(map(admits, expected, seen))
        )
    if not isinstance(expected, str):
        return False
    if "|" in expected:
        return any(admits(_plain(part), seen) for part in expected.split("|"))
    if expected.startswith("="):
        return _plain(expected[1:]) == seen
    return _in_bounds(expected, seen)


def _in_bounds(expected: str, seen: Value) -> bool:
    if not isinstance(seen, (int, float)) or isinstance(seen, bool):
        return False
    bound = _BOUND.fullmatch(expected)
    if bound is not None:
        limit = float(bound["limit"])
        return {
            ">=": seen >= limit,
            "<=": seen <= limit,
            ">": seen > limit,
            "<": seen < limit,
        }[bound["sign"]]
    span = _RANGE.fullmatch(expected)
    return span is not None and float(span["low"]) <= seen <= float(span["high"])


def _plain(text: str) -> Value:
    """Return what an alternative stands for: a number, a word, or the text itself."""
    text = text.strip()
    if text in _WORDS:
        return _WORDS[text]
    if re.fullmatch(r"[-+]?\d{1,18}", text):
        return int(text)
    if re.fullmatch(_NUMBER, text):
        return float(text)
    if text.startswith("(") and text.endswith(")"):
        parts = text[1:-1].split(",")
        return tuple(_plain(part) for part in parts if part.strip())
    return text
