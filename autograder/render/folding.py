"""Numbered lines in which a block that repeats is told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from autograder.diagnosis.phrases import listing

Relation: TypeAlias = Literal["tensor", "weights"]
_LONGEST_BLOCK = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """The number of another line, as what this line reads or as whose weights it uses."""

    number: int
    relation: Relation = "tensor"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One line: words and numbers of other lines. `name` stands behind `title` and never counts."""

    title: str
    name: str = ""
    parts: tuple[str | Reference, ...] = ()

    def text(self) -> str:
        """Return the line without its own number."""
        rest = (str(part.number) if isinstance(part, Reference) else part for part in self.parts)
        return self.title + self.name + "".join(rest)

    def references(self) -> tuple[Reference, ...]:
        """Return the references in the order of the line."""
        return tuple(part for part in self.parts if isinstance(part, Reference))


def fold(steps: Sequence[Step]) -> list[str]:
    """Return the lines, numbered from 1; where a block comes again the lines say so instead."""
    lines: list[str] = []
    at = 0
    while at < len(steps):
        length, times = _longest_repeat(steps, at)
        lines += [f"{at + n + 1}. {steps[at + n].text()}" for n in range(length)]
        if times > 1:
            lines.append(_again(steps, at, length, times))
        at += length * times
    return lines


def _longest_repeat(steps: Sequence[Step], at: int) -> tuple[int, int]:
    """Length and number of the repeats from here on that leave out most lines; (1, 1) for none."""
    best, saved = (1, 1), 1
    for length in range(1, min(_LONGEST_BLOCK, (len(steps) - at) // 2) + 1):
        times = 1
        while _comes_again(steps, at, length, times):
            times += 1
        left_out = (times - 1) * length - 1
        if left_out > saved and (times > 2 or length > 3):
            best, saved = (length, times), left_out
    return best


def _comes_again(steps: Sequence[Step], at: int, length: int, times: int) -> bool:
    """Whether block number `times` is the first one again: moved on, or reading the same lines."""
    start = at + length * times
    if start + length > len(steps):
        return False
    for one, other in zip(steps[at : at + length], steps[start : start + length], strict=True):
        if one.title != other.title or len(one.parts) != len(other.parts):
            return False
        for part, again in zip(one.parts, other.parts, strict=True):
            if not _same(part, again, length * times, at):
                return False
    return True


def _same(part: str | Reference, again: str | Reference, shift: int, at: int) -> bool:
    if isinstance(part, str) or isinstance(again, str):
        return part == again
    fixed = part.number <= at and again.number == part.number
    return part.relation == again.relation and (fixed or again.number == part.number + shift)


def _again(steps: Sequence[Step], at: int, length: int, times: int) -> str:
    first, last = at + length + 1, at + length * times
    block = f"Line {at + 1}" if length == 1 else f"Lines {at + 1} to {at + length}"
    hows = list(_hows(steps, at, length))
    each = "" if times == 2 else "each time "
    how = f", {each}{listing(hows)}" if hows else ""
    count = "once more" if times == 2 else f"{times - 1} more times"
    return f"{first} to {last}. {block} again, {count}{how}"


def _hows(steps: Sequence[Step], at: int, length: int) -> Iterator[str]:
    second = steps[at + length : at + 2 * length]
    outside = [
        reference
        for step in second
        for reference in step.references()
        if reference.number <= at + length
    ]
    if any(reference.number > at for reference in outside):
        yield "from the block before"
    fixed = _numbers(r for r in outside if r.number <= at and r.relation == "tensor")
    if fixed:
        yield f"from {listing(fixed)}"
    shared = _numbers(r for r in outside if r.number <= at and r.relation == "weights")
    if shared:
        yield f"with the weights of {listing(shared)}"


def _numbers(references: Iterable[Reference]) -> list[str]:
    return [str(number) for number in sorted({each.number for each in references})]
