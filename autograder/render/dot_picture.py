"""A picture to the pydot graph that Graphviz lays out: sizes and ports, no words, so no fonts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from autograder.render.box import PIN_ROW, Form
from autograder.render.caption import use_of
from autograder.render.measure import width_of
from autograder.render.picture import Box, Line, Picture

if TYPE_CHECKING:
    import pydot

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


def dot_of(picture: Picture, forms: tuple[Form, ...], limits: Mapping[str, Any]) -> pydot.Dot:
    """Return the graph to lay out; `limits` are attributes that make Graphviz less thorough."""
    import pydot

    graph = pydot.Dot(graph_type="digraph")
    graph.set_graph_defaults(
        nodesep=0.35, ranksep=_rank_gap(picture), pad=0, margin=0, label='""', **limits
    )
    graph.set_node_defaults(shape="box", fixedsize="true", label='""', margin=0)
    graph.set_edge_defaults(arrowhead="none")
    for at, (box, form) in enumerate(zip(picture.boxes, forms, strict=True)):
        graph.add_node(pydot.Node(f"n{at}", **_node(box, form)))
    _add_clusters(graph, picture)
    number = {box.id: at for at, box in enumerate(picture.boxes)}
    for at, line in enumerate(picture.lines):
        pins = picture.boxes[number[line.head]].pins
        ends = (f"n{number[line.tail]}", f"n{number[line.head]}")
        graph.add_edge(pydot.Edge(*ends, id=f"e{at}", **_edge(line, pins)))
    return graph


def _edge(line: Line, pins: tuple[str, ...]) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    if line.port in pins:
        attributes["headport"] = f'"p{pins.index(line.port)}:n"'
    if line.result is not None:
        attributes["tailport"] = f'"r{line.result}:s"'
    if line.note:
        attributes["label"] = f"<{_blank(*label_size(line.note))}>"
    return attributes


def _rank_gap(picture: Picture) -> float:
    """Inches between ranks: many lines from or to one box need room to spread."""
    ends = Counter(line.tail for line in picture.lines)
    fan = max([0, *ends.values(), *Counter(line.head for line in picture.lines).values()])
    return round(min(0.4 + 0.05 * max(0, fan - 3), 1.2), 2)


def _node(box: Box, form: Form) -> dict[str, Any]:
    if not box.pins and box.results < 2:
        return {"width": f"{form.width / 72:.4f}", "height": f"{form.height / 72:.4f}"}
    rows = [_pins("p", len(box.pins), form.width)] if box.pins else []
    middle = form.height - PIN_ROW * (bool(box.pins) + (box.results > 1))
    rows.append(f"<tr><td>{_blank(form.width, middle)}</td></tr>")
    rows += [_pins("r", box.results, form.width)] if box.results > 1 else []
    table = (
        f'<table border="0" cellborder="0" cellspacing="0" cellpadding="0">{"".join(rows)}</table>'
    )
    return {"shape": "plain", "fixedsize": "false", "label": f"<{table}>"}


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


def _add_clusters(graph: pydot.Dot, picture: Picture) -> None:
    """Add nested models as clusters, outer ones around inner ones."""
    import pydot

    clusters: dict[tuple[str, ...], Any] = {(): graph}
    # Paths are sorted, so that a model comes before those inside it.
    for at, path in enumerate(frame_paths(picture)):
        width = width_of(use_of(path[-1]), 12.0, mono=True) + 8
        label = f"<{_blank(width, 16)}>"
        clusters[path] = pydot.Cluster(str(at), margin=10, labeljust="l", label=label)
        clusters[path[:-1]].add_subgraph(clusters[path])
    for at, box in enumerate(picture.boxes):
        if box.inside:
            clusters[box.inside].add_node(pydot.Node(f"n{at}"))
