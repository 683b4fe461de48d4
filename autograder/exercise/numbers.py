"""Comparing a learner's numbers with the right ones, or with the salted hashes of those."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MAX_NUMBERS = 100_000
"""More numbers than any answer holds; a larger answer is refused unread."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Whether an answer is right; `remark` says in words what differs, never what is right."""

    right: bool
    remark: str = ""


class NotNumbersError(ValueError):
    """The answer is no number and no regular array of numbers; the text says what it is."""


def flatten(value: Any) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Return the shape and the numbers of a number or of nested lists of equal lengths."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        raise NotNumbersError(f"{value!r} is no number")
    if isinstance(value, int | float):
        return (), (_as_float(value),)
    if not isinstance(value, list | tuple):
        raise NotNumbersError(f"a {type(value).__name__} is no number")
    parts = [flatten(part) for part in value]
    if len({shape for shape, _ in parts}) > 1:
        raise NotNumbersError("its rows have different lengths")
    numbers = tuple(number for _, row in parts for number in row)
    if len(numbers) > MAX_NUMBERS:
        raise NotNumbersError(f"it holds more than {MAX_NUMBERS} numbers")
    return (len(value), *(parts[0][0] if parts else ())), numbers


def _as_float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def compare(value: Any, wanted: Any, tolerance: float) -> Comparison:
    """Compare an answer with the right one; a difference up to `tolerance` is none."""
    shape, numbers = flatten(plain(wanted))
    return _compare(
        value, shape, [lambda seen, true=true: abs(seen - true) <= tolerance for true in numbers]
    )


def compare_hashed(value: Any, released: dict[str, Any], salt: str, tolerance: float) -> Comparison:
    """Compare an answer with the released hashes of the right one.

    The grid of the hashes is as wide as the tolerance, so up to 1.5 times of it passes here.
    """
    return _compare(
        value,
        tuple(released["shape"]),
        [
            lambda seen, index=index, wanted=wanted: any(
                _hash(salt, index, step) == wanted for step in _near(seen, tolerance)
            )
            for index, wanted in enumerate(released["hashes"])
        ],
    )


def hashed(wanted: Any, salt: str, tolerance: float) -> dict[str, Any]:
    """Return what may be released of a right answer: its shape, and a salted hash a number."""
    shape, numbers = flatten(plain(wanted))
    hashes = [_hash(salt, index, _step(number, tolerance)) for index, number in enumerate(numbers)]
    return {"shape": list(shape), "hashes": hashes}


def plain(value: Any) -> Any:
    """Return Python lists and numbers for an array or array scalar; anything else as it is."""
    return value.tolist() if hasattr(value, "tolist") else value


def _compare(value: Any, shape: tuple[int, ...], tests: Sequence[Any]) -> Comparison:
    try:
        seen_shape, numbers = flatten(value)
    except (NotNumbersError, RecursionError) as error:
        return Comparison(right=False, remark=f"{error}" or "it is nested too deeply")
    if seen_shape != shape:
        wanted = f"an array of shape {shape}" if shape else "a single number"
        seen = f"an array of shape {seen_shape}" if seen_shape else "a single number"
        return Comparison(right=False, remark=f"it is {seen}; asked for is {wanted}")
    wrong = [
        index
        for index, (number, test) in enumerate(zip(numbers, tests, strict=True))
        if not (math.isfinite(number) and test(number))
    ]
    if not wrong:
        return Comparison(right=True)
    if not shape:
        return Comparison(right=False, remark=repr(value))
    return Comparison(
        right=False, remark=f"{len(wrong)} of its {len(numbers)} numbers are not right"
    )


def _step(number: float, tolerance: float) -> str:
    return str(round(number / tolerance)) if tolerance else repr(float(number))


def _near(number: float, tolerance: float) -> tuple[str, ...]:
    if not tolerance:
        return (repr(float(number)),)
    middle = round(number / tolerance)
    return (str(middle), str(middle - 1), str(middle + 1))


def _hash(salt: str, index: int, step: str) -> str:
    return hashlib.sha256(f"{salt}/{index}/{step}".encode()).hexdigest()[:16]
