"""The text twin: what a drawing shows, as numbered lines for whoever reads or hears it."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.diagnosis.phrases import ordinal
from autograder.render.caption import TIMES, use_of
from autograder.render.folding import Reference, Step, fold
from autograder.render.picture import Box, Line, Picture, pin_label

_RUN = 4
"""So many operands in a row are told as "2 to 13"."""


def picture_twin(picture: Picture) -> str:
    """Return a picture as numbered lines: repeats folded, marks told, the outputs last."""
    reading = _Reading(picture)
    return "\n".join([*fold(reading.steps()), *reading.outputs(), *picture.asides])


class _Reading:
    """Numbers for the boxes of a picture, and lines that speak of them."""

    def __init__(self, picture: Picture) -> None:
        self._calls = [box for box in picture.boxes if box.kind != "output"]
        self._ends = [box for box in picture.boxes if box.kind == "output"]
        self._boxes = {box.id: box for box in picture.boxes}
        self._number = {box.id: at for at, box in enumerate(self._calls, start=1)}
        self._first_use: dict[str, int] = {}
        for box in self._calls:
            if box.letter is not None:
                self._first_use.setdefault(box.letter, self._number[box.id])
        self._into: dict[str, list[Line]] = {}
        for line in picture.lines:
            self._into.setdefault(line.head, []).append(line)

    def steps(self) -> list[Step]:
        """Return one step for each input and call."""
        return [self._step(box) for box in self._calls]

    def outputs(self) -> list[str]:
        """Return the lines about the outputs."""
        lines = []
        for box in self._ends:
            name = f" `{box.name}`" if box.name is not None else ""
            parts = [*self._takes(box, "is"), *self._marks(box, "is")]
            text = Step(title=box.title, name=name, parts=(*parts, *_notes(box))).text()
            lines.append(f"Missing: {text}" if box.state == "missing" else text)
        return lines

    def _step(self, box: Box) -> Step:
        title = f"Missing: {box.title}" if box.state == "missing" else box.title
        name = f" `{box.name}`" if box.name is not None else ""
        if box.inside:
            name += f" (in {' > '.join(map(use_of, box.inside))})"
        parts: list[str | Reference] = [f", {detail}" for detail in box.details]
        if box.kind == "input" and box.shape is not None:
            parts.append(f", {_size(box.shape)}")
        takes = self._takes(box, "takes")
        if takes and (parts or name or " " in title):
            parts.append(",")
        parts += takes
        if self._reshapes(box):
            parts.append(f", gives {_size(box.shape or '')}")
        first = self._first_use.get(box.letter or "", self._number[box.id])
        if first != self._number[box.id]:
            parts += ["; same weights as ", Reference(number=first, relation="weights")]
        parts += self._marks(box, "takes")
        return Step(title=title, name=name, parts=(*parts, *_notes(box)))

    def _takes(self, box: Box, verb: str) -> list[str | Reference]:
        shown = {"plain", "here", "missing"} if box.state == "missing" else {"plain", "here"}
        lines = [line for line in self._lines_into(box) if line.state in shown]
        if not lines:
            return []
        parts = [f" {verb} ", *self._tensors(lines, box)]
        if len(lines) > 1 and box.pins and all(pin.isdigit() for pin in box.pins):
            parts.append(", in this order")
        if any(line.state == "here" for line in lines):
            parts.append(" (look here)")
        return parts

    def _marks(self, box: Box, verb: str) -> list[str | Reference]:
        parts: list[str | Reference] = []
        states = () if box.state == "missing" else ("wrong", "missing")
        for state in states:
            lines = [line for line in self._lines_into(box) if line.state == state]
            if lines:
                parts += [f"; {state}: {verb} ", *self._tensors(lines, box)]
        return parts

    def _lines_into(self, box: Box) -> list[Line]:
        """The lines into a box, in the order of its pins."""
        lines = self._into.get(box.id, [])
        return sorted(
            lines, key=lambda line: box.pins.index(line.port) if line.port in box.pins else 0
        )

    def _tensors(self, lines: list[Line], box: Box) -> list[str | Reference]:
        numbers = [self._number.get(line.tail, 0) for line in lines]
        run = list(range(numbers[0], numbers[0] + len(numbers)))
        if len(lines) >= _RUN and numbers == run and all(line.port.isdigit() for line in lines):
            return [Reference(number=numbers[0]), " to ", Reference(number=numbers[-1])]
        parts: list[str | Reference] = []
        for at, line in enumerate(lines):
            parts.append("" if at == 0 else " and " if at == len(lines) - 1 else ", ")
            if self._boxes[line.tail].results > 1:
                parts.append(f"the {ordinal(line.result or 0)} result of ")
            parts.append(Reference(number=numbers[at]))
            if line.port in box.pins and not line.port.isdigit():
                parts.append(f" as {pin_label(line.port)}")
        return parts

    def _reshapes(self, box: Box) -> bool:
        """Whether the shape that comes out is news: neither a Dense's units nor what came in."""
        if box.shape is None or box.kind in {"input", "output"} or box.op == "Dense":
            return False
        sources = [self._boxes[line.tail].shape for line in self._into.get(box.id, ())]
        return box.shape not in sources[:1]


def _notes(box: Box) -> Iterable[str]:
    notes = (
        note.removeprefix("missing, ") if box.state == "missing" else note for note in box.notes
    )
    return [f"; {note}" for note in notes if note != "missing"]


def _size(shape: str) -> str:
    if TIMES in shape:
        return shape.replace(TIMES, " by ")
    return f"{shape} number{'' if shape == '1' else 's'}" if shape.isdigit() else shape
