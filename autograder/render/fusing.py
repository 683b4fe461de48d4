"""Marks told the short way: "missing: relu" on the Dense instead of a box with three lines."""

from __future__ import annotations

from dataclasses import replace

from autograder.render.picture import Box, Line, Picture


def fused(picture: Picture) -> Picture:
    """Return the picture with activations back in the layers that they were written in.

    The normal form makes them calls of their own, and so a diff speaks of them.
    """
    for step in (_without_detours, _without_missing_activations, _in_one_box):
        picture = step(picture)
    return picture


def _without_detours(picture: Picture) -> Picture:
    """A call too many needs no crossed lines and no missing bypass: its box says it all."""
    boxes = {box.id: box for box in picture.boxes}
    lines = list(picture.lines)
    for box in picture.boxes:
        into = [line for line in lines if line.head == box.id]
        if box.state != "wrong" or len(into) != 1 or into[0].state != "plain":
            continue
        out = [line for line in lines if line.tail == box.id]
        round_it = [_bypass(lines, into[0].tail, line) for line in out]
        if out and all(line.state == "wrong" for line in out) and None not in round_it:
            lines = [
                replace(line, state="plain", note="") if line in out else line
                for line in lines
                if line not in round_it
            ]
    return replace(picture, boxes=tuple(boxes.values()), lines=tuple(lines))


def _bypass(lines: list[Line], tail: str, line: Line, state: str = "missing") -> Line | None:
    for other in lines:
        ends = (other.tail, other.head, other.port, other.state)
        if ends == (tail, line.head, line.port, state):
            return other
    return None


def _without_missing_activations(picture: Picture) -> Picture:
    """An activation that is missing behind a layer becomes a note on that layer."""
    boxes = {box.id: box for box in picture.boxes}
    lines = list(picture.lines)
    for box in picture.boxes:
        into = [line for line in lines if line.head == box.id]
        if box.op != "Activation" or box.state != "missing" or len(into) != 1:
            continue
        source = boxes.get(into[0].tail)
        if source is None or source.state == "missing" or source.kind == "input":
            continue
        out = [line for line in lines if line.tail == box.id]
        instead = [_bypass(lines, source.id, line, "wrong") for line in out]
        if not out or None in instead:
            continue
        gone = [*into, *out]
        lines = [
            replace(line, state="plain", note="") if line in instead else line
            for line in lines
            if line not in gone
        ]
        del boxes[box.id]
        note = f"missing: {_activation(box)}"
        boxes[source.id] = replace(source, state="wrong", notes=(*source.notes, note))
    return replace(picture, boxes=tuple(boxes.values()), lines=tuple(lines))


def _in_one_box(picture: Picture) -> Picture:
    """The two halves of `Dense(16, activation="relu")` in one box again."""
    boxes = {box.id: box for box in picture.boxes}
    lines = list(picture.lines)
    for box in picture.boxes:
        into = [line for line in lines if line.head == box.id]
        if box.op != "Activation" or not box.origins or len(into) != 1:
            continue
        source = boxes.get(into[0].tail)
        out = [line for line in lines if line.tail == into[0].tail]
        if source is None or source.origins != box.origins or out != into:
            continue
        if into[0].state not in {"plain", box.state}:
            continue
        del boxes[box.id]
        boxes[source.id] = _joined(source, box)
        lines = [
            replace(line, tail=source.id) if line.tail == box.id else line
            for line in lines
            if line not in into
        ]
    return replace(picture, boxes=tuple(boxes.values()), lines=tuple(lines))


def _joined(layer: Box, activation: Box) -> Box:
    notes = layer.notes
    for note in activation.notes:
        told = note.replace("one too many", f"{_activation(activation)} is one too many")
        notes += () if told in notes else (told,)
    return replace(
        layer,
        details=(_activation(activation), *layer.details),
        shape=activation.shape or layer.shape,
        state=activation.state if layer.state == "plain" else layer.state,
        notes=notes,
    )


def _activation(box: Box) -> str:
    return ", ".join((box.title.removeprefix("Activation "), *box.details))
