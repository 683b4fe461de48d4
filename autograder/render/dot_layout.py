"""Where everything goes: Graphviz lays the picture out, in process or by the `dot` command.

Graphviz gets sizes and no text, so it asks for no fonts: the same layout on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from autograder.render.box import Form
from autograder.render.caption import use_of
from autograder.render.dot_picture import dot_of, frame_paths
from autograder.render.picture import Picture

if TYPE_CHECKING:
    import pydot

Point: TypeAlias = tuple[float, float]
_MOST_BOXES = 1000
_LONG, _LONGEST = 1500, 6000
"""Lengths of all lines beyond which the layout is less thorough, and beyond which there is none.

On 2 cores the first takes half a second, the second three.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A nested model: the rectangle around its calls."""

    label: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """Places in pixels, y downwards: corners of boxes, curves of lines, places of their labels."""

    width: float
    height: float
    corners: tuple[Point, ...]
    curves: tuple[tuple[Point, ...], ...]
    labels: tuple[Point | None, ...]
    frames: tuple[Frame, ...]


def lay_out(picture: Picture, forms: tuple[Form, ...]) -> Layout | None:
    """Return the layout; None for a picture too large, or where this machine has no Graphviz."""
    length = _line_length(picture)
    if len(picture.boxes) > _MOST_BOXES or length > _LONGEST:
        return None
    limits = {"nslimit": 1, "nslimit1": 1} if length > _LONG else {}
    try:
        graph = dot_of(picture, forms, limits)
    except ImportError:
        return None
    raw = _in_process(graph)
    if raw is None:
        raw = _by_command(graph)
    return None if raw is None else _read(json.loads(raw), picture, forms)


def _in_process(graph: pydot.Dot) -> bytes | None:
    try:
        from pygraphviz import AGraph
    except ImportError:
        return None
    try:
        drawn: object = AGraph(graph.to_string()).draw(format="json0", prog="dot")
    except (OSError, ValueError, RuntimeError):
        # A broken Graphviz must not cost a learner the feedback: the twin tells the same.
        return None
    return drawn if isinstance(drawn, bytes) else None


def _by_command(graph: pydot.Dot) -> bytes | None:
    try:
        drawn: object = graph.create(prog="dot", format="json0")
    except (OSError, AssertionError):
        return None
    return drawn if isinstance(drawn, bytes) else None


def _line_length(picture: Picture) -> int:
    """All lines together, in ranks: what Graphviz's time grows with, and faster than that."""
    rank = dict.fromkeys((box.id for box in picture.boxes), 0)
    into: dict[str, list[str]] = {}
    for line in picture.lines:
        into.setdefault(line.head, []).append(line.tail)
    for box in picture.boxes:
        rank[box.id] = max((rank[tail] + 1 for tail in into.get(box.id, ())), default=0)
    return sum(abs(rank[line.head] - rank[line.tail]) for line in picture.lines)


def _read(raw: Mapping[str, Any], picture: Picture, forms: tuple[Form, ...]) -> Layout:
    _, _, width, height = _numbers(raw["bb"])
    places = {each["name"]: each for each in raw["objects"]}
    corners = []
    for at, form in enumerate(forms):
        x, y = _numbers(places[f"n{at}"]["pos"])
        corners.append((x - form.width / 2, height - y - form.height / 2))
    drawn = {each["id"]: each for each in raw.get("edges", ())}
    edges = [drawn[f"e{at}"] for at in range(len(picture.lines))]
    return Layout(
        width=width,
        height=height,
        corners=tuple(corners),
        curves=tuple(_curve(edge["pos"], height) for edge in edges),
        labels=tuple(_label(edge, height) for edge in edges),
        frames=_frames(places, picture, height),
    )


def _frames(places: Mapping[str, Any], picture: Picture, height: float) -> tuple[Frame, ...]:
    frames = []
    for at, path in enumerate(frame_paths(picture)):
        left, low, right, high = _numbers(places[f"cluster_{at}"]["bb"])
        frames.append(
            Frame(
                label=use_of(path[-1]),
                x=left,
                y=height - high,
                width=right - left,
                height=high - low,
            )
        )
    return tuple(frames)


def _label(edge: Mapping[str, Any], height: float) -> Point | None:
    if "lp" not in edge:
        return None
    x, y = _numbers(edge["lp"])
    return x, height - y


def _curve(positions: str, height: float) -> tuple[Point, ...]:
    points = [_numbers(pair) for pair in positions.split() if pair[0] not in "se"]
    return tuple((x, height - y) for x, y in points)


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.split(",")]
