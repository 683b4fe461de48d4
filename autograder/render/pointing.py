"""The milder marks of the second hint: where to look, and nothing of what belongs there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from autograder.render.picture import Picture


def pointed_at(picture: Picture, calls: Collection[str] = ()) -> Picture:
    """Return the picture with the wrong places pointed at and nothing said of what is right.

    `calls` are calls of the topology as read that deserve a look besides those that are marked.
    """
    kept = {box.id for box in picture.boxes if box.state != "missing"}
    heads = {line.head for line in picture.lines if line.state == "missing"}
    boxes = []
    for box in picture.boxes:
        named = box.id in calls or not set(calls).isdisjoint(box.origins)
        pointed = box.state == "wrong" or named or box.id in heads
        if box.id in kept:
            notes = ("look here",) if pointed else ()
            boxes.append(replace(box, state="here" if pointed else "plain", notes=notes))
    lines = [
        replace(line, state="here" if line.state == "wrong" else "plain", note="")
        for line in picture.lines
        if line.state != "missing" and {line.tail, line.head} <= kept
    ]
    return replace(picture, boxes=tuple(boxes), lines=tuple(lines))
