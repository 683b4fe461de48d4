"""The form of a lesson's banks: wrong answers with what a tutor would say, and right answers.

A bank is a module `bank_NN.py` with two lists, `WRONG` and `RIGHT`. Each entry holds the text that
a learner would type into the exercise's cell. It runs after the lesson's locked code cells, and
what is then bound to the exercise's name is judged. Lines are counted in that text, from 1.

    WRONG = [
        Wrong(
            exercise="three_branches",
            name="right is fed from left",
            code="chained-not-parallel",
            place="`right` (line 4)",
            cell=BY_CHAIN,
        ),
    ]

where BY_CHAIN is the text of a whole cell, indented or not (it is dedented):

    def three_branches():
        image = Input(shape=(64,))
        left = layers.Dense(16, activation="tanh")(image)
        right = layers.Dense(16, activation="relu")(left)
        return Model(image, right)

Where answers differ from one another in a word, `wrong(exercise, BASE)` and `right(exercise, BASE)`
make entries from replacements in BASE.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrong:
    """An answer that must not pass, the code of the first finding and the place it must name."""

    exercise: str
    name: str
    code: str
    place: str
    """A part of the finding's `where`; empty where no place can be named."""
    cell: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Right:
    """An answer that must get full marks, however it is spelt."""

    exercise: str
    name: str
    cell: str


def changed(cell: str, *replacements: tuple[str, str]) -> str:
    """Return `cell` with each old text, which stands in it once, replaced by the new one."""
    for old, new in replacements:
        assert cell.count(old) == 1, f"{old!r} stands {cell.count(old)} times in:\n{cell}"
        cell = cell.replace(old, new)
    return cell


def wrong(exercise: str, base: str) -> Callable[..., Wrong]:
    """Return a maker of wrong answers: name, code, place, then what is replaced in `base`."""

    def made(name: str, code: str, place: str, *replacements: tuple[str, str]) -> Wrong:
        cell = changed(base, *replacements)
        return Wrong(exercise=exercise, name=name, code=code, place=place, cell=cell)

    return made


def right(exercise: str, base: str) -> Callable[..., Right]:
    """Return a maker of right answers: name, then what is replaced in `base`."""

    def made(name: str, *replacements: tuple[str, str]) -> Right:
        return Right(exercise=exercise, name=name, cell=changed(base, *replacements))

    return made
