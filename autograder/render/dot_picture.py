"""A picture to the DOT text that Graphviz lays out: sizes and ports, no words, so no fonts."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from autograder.render.box import PIN_ROW, Form
from autograder.render.caption import use_of
from autograder.render.measure import width_of
from autograder.render.picture import Box, Picture

_LABEL_HEIGHT = 18.0
LABEL_SHIFT = 8.0
"""How far a label stands off its line, so that a cross on the line stays clear of it."""


def frame_paths(picture: Picture) -> list[tuple[str, ...]]:
    """Return the nested models of a picture, each as its path; their clusters count from 0."""
    inside = {box.inside for box in picture.boxes}
    return sorted({path[:depth] for path in inside for depth in range(1, len(path) + 1)})


def label_size(note: str) -> tuple[float, float]:
    """Return the width and height that a label on a line takes."""
    return width_of(f"+ {note}", 12.0, bold=True) + 12 + 2 * LABEL_SHIFT, _LABEL_HEIGHT


def dot_of(picture: Picture, forms: tuple[Form, ...], limits: str) -> str:
    """Return the DOT text; `limits` are graph attributes that make Graphviz less thorough."""
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
    table = (
        f'<table border="0" cellborder="0" cellspacing="0" cellpadding="0">{"".join(rows)}</table>'
    )
    return f"shape=plain, fixedsize=false, label=<{table}>"


def _pins(prefix: str, count: int, width: float) -> str:
    edges = [round(width * at / count) for at in range(count + 1)]
    cells = "".join(
        f'<td port="{prefix}{at}" fixedsize="true" width="{right - left}" '
        f'height="{PIN_ROW:.0f}"></td>'
        for at, (left, right) in enumerate(pairwise(edges))
    )
    row = (
        f'<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr>{cells}</tr></table>'
    )
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
    ordered = frame_paths(picture)

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
