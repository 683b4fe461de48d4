"""Where everything goes: Graphviz lays the picture out, in process or by the `dot` command.

Graphviz gets sizes and no text, so it asks for no fonts: the same layout on every machine.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from autograder.render.box import PIN_ROW, Form
from autograder.render.caption import use_of
from autograder.render.measure import width_of
from autograder.render.picture import Box, Line, Picture

Point: TypeAlias = tuple[float, float]
_MOST_BOXES = 1000
_LONG, _LONGEST = 1500, 6000
"""Lengths of all lines beyond which the layout is less thorough, and beyond which there is none.

On 2 cores the first takes half a second, the second three.
"""
_LABEL_HEIGHT = 18.0
LABEL_SHIFT = 8.0
"""How far a label stands off its line, so that a cross on the line stays clear of it."""


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
    text = _dot(picture, forms, "nslimit=1, nslimit1=1, " if length > _LONG else "")
    raw = _in_process(text)
    if raw is None:
        raw = _by_command(text)
    return None if raw is None else _read(json.loads(raw), picture, forms)


def _in_process(text: str) -> bytes | None:
    try:
        from pygraphviz import AGraph
    except ImportError:
        return None
    drawn = AGraph(text).draw(format="json0", prog="dot")
    return drawn if isinstance(drawn, bytes) else None


def _by_command(text: str) -> bytes | None:
    try:
        import pydot
    except ImportError:
        return None
    try:
        graphs = pydot.graph_from_dot_data(text)
        drawn = graphs[0].create(prog="dot", format="json0") if graphs else None
    except (OSError, AssertionError):
        return None
    return drawn if isinstance(drawn, bytes) else None


def label_size(note: str) -> Point:
    """Return the width and height that a label on a line takes."""
    return width_of(f"+ {note}", 12.0, bold=True) + 12 + 2 * LABEL_SHIFT, _LABEL_HEIGHT


def _dot(picture: Picture, forms: tuple[Form, ...], limits: str) -> str:
    number = {box.id: at for at, box in enumerate(picture.boxes)}
    lines = [
        "digraph {",
        f'graph [{limits}nodesep=0.35, ranksep={_rank_gap(picture)}, pad=0, margin=0, label=""];',
        'node [shape=box, fixedsize=true, label="", margin=0];',
        "edge [arrowhead=none];",
    ]
    for at, (box, form) in enumerate(zip(picture.boxes, forms, strict=True)):
        lines.append(f"n{at} [{_node(box, form)}];")
    lines += _clusters(picture)
    for at, line in enumerate(picture.lines):
        ports = ""
        pins = picture.boxes[number[line.head]].pins
        if line.port in pins:
            ports += f', headport="p{pins.index(line.port)}:n"'
        if line.result is not None:
            ports += f', tailport="r{line.result}:s"'
        if line.note:
            width, height = label_size(line.note)
            ports += f", label=<{_blank(width, height)}>"
        lines.append(f"n{number[line.tail]} -> n{number[line.head]} [id=e{at}{ports}];")
    return "\n".join([*lines, "}"])


def _line_length(picture: Picture) -> int:
    """All lines together, in ranks: what Graphviz's time grows with, and faster than that."""
    rank = dict.fromkeys((box.id for box in picture.boxes), 0)
    into: dict[str, list[str]] = {}
    for line in picture.lines:
        into.setdefault(line.head, []).append(line.tail)
    for box in picture.boxes:
        rank[box.id] = max((rank[tail] + 1 for tail in into.get(box.id, ())), default=0)
    return sum(abs(rank[line.head] - rank[line.tail]) for line in picture.lines)


def _rank_gap(picture: Picture) -> float:
    """Inches between ranks: many lines from or to one box need room to spread."""
    ends = Counter(line.tail for line in picture.lines)
    fan = max([0, *ends.values(), *Counter(line.head for line in picture.lines).values()])
    return round(min(0.4 + 0.05 * max(0, fan - 3), 1.2), 2)


def _node(box: Box, form: Form) -> str:
    size = f"width={form.width / 72:.4f}, height={form.height / 72:.4f}"
    if not box.pins and box.results < 2:
        return size
    rows = [_pins("p", len(box.pins), form.width)] if box.pins else []
    middle = form.height - PIN_ROW * (bool(box.pins) + (box.results > 1))
    rows.append(f"<tr><td>{_blank(form.width, middle)}</td></tr>")
    rows += [_pins("r", box.results, form.width)] if box.results > 1 else []
    table = f'<table border="0" cellborder="0" cellspacing="0" cellpadding="0">{"".join(rows)}</table>'
    return f"shape=plain, fixedsize=false, label=<{table}>"


def _pins(prefix: str, count: int, width: float) -> str:
    edges = [round(width * at / count) for at in range(count + 1)]
    cells = "".join(
        f'<td port="{prefix}{at}" fixedsize="true" width="{right - left}" '
        f'height="{PIN_ROW:.0f}"></td>'
        for at, (left, right) in enumerate(pairwise(edges))
    )
    row = f'<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr>{cells}</tr></table>'
    return f"<tr><td>{row}</td></tr>"


def _blank(width: float, height: float) -> str:
    return (
        f'<table border="0" cellborder="0" cellspacing="0" cellpadding="0" fixedsize="true" '
        f'width="{width:.0f}" height="{height:.0f}"><tr><td></td></tr></table>'
    )


def _clusters(picture: Picture) -> list[str]:
    """Nested models as clusters, outer ones around inner ones."""
    members: dict[tuple[str, ...], list[int]] = {}
    for at, box in enumerate(picture.boxes):
        if box.inside:
            members.setdefault(box.inside, []).append(at)
    paths = {path[:depth] for path in members for depth in range(1, len(path) + 1)}
    ordered = sorted(paths)

    def written(path: tuple[str, ...]) -> str:
        inner = [each for each in ordered if len(each) == len(path) + 1 and each[:-1] == path]
        width = width_of(use_of(path[-1]), 12.0, mono=True) + 8
        return (
            f"subgraph cluster_{ordered.index(path)} {{ margin=10; labeljust=l; "
            f"label=<{_blank(width, 16)}>; "
            + "".join(f"n{at}; " for at in members.get(path, []))
            + "".join(written(each) for each in inner)
            + "}"
        )

    return [written(path) for path in ordered if len(path) == 1]


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
    paths = sorted(
        {
            box.inside[:depth]
            for box in picture.boxes
            for depth in range(1, len(box.inside) + 1)
        }
    )
    frames = []
    for at, path in enumerate(paths):
        left, low, right, high = _numbers(places[f"cluster_{at}"]["bb"])
        frames.append(
            Frame(label=use_of(path[-1]), x=left, y=height - high, width=right - left, height=high - low)
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
