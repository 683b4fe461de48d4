"""Lines between boxes as SVG: curves, heads, crosses, labels."""

from __future__ import annotations

from autograder.render.dot_layout import Point
from autograder.render.dot_picture import LABEL_SHIFT, label_size
from autograder.render.picture import Line, State
from autograder.render.svg_elements import COLOURS, SIGNS, at, pair, text

_ARROW, _ARROW_HALF = 9.0, 4.0


def plain_line(curve: tuple[Point, ...]) -> str:
    """Return a line with its head; its colour comes from the group it stands in."""
    return (
        f'<path d="{_path(curve)}" fill="none" stroke-width="1.5"/>'
        f'<polygon points="{_arrow(curve, size=1.0)}" stroke="none"/>'
    )


def marked_line(state: State, curve: tuple[Point, ...]) -> str:
    """Return a thick line: crossed where it is wrong, dashed where it is missing."""
    colour = COLOURS[state]
    dashes = ' stroke-dasharray="7 5"' if state == "missing" else ""
    drawn = (
        f'<path d="{_path(curve)}" fill="none" stroke="{colour}" stroke-width="3"{dashes}/>'
        f'<polygon points="{_arrow(curve, size=1.3)}" fill="{colour}"/>'
    )
    return drawn + (_cross(_middle(curve), colour) if state == "wrong" else "")


def _path(curve: tuple[Point, ...]) -> str:
    return f"M{pair(curve[0])}C" + " ".join(map(pair, curve[1:]))


def _arrow(curve: tuple[Point, ...], *, size: float) -> str:
    """The three corners of an arrow head that touches the end of the curve."""
    (x, y), (before_x, before_y) = (
        curve[-1],
        next(
            point
            for point in (*curve[-2::-1], (curve[-1][0], curve[-1][1] - 1))
            if point != curve[-1]
        ),
    )
    length = ((x - before_x) ** 2 + (y - before_y) ** 2) ** 0.5
    along_x, along_y = (x - before_x) / length, (y - before_y) / length
    back_x, back_y = x - along_x * _ARROW * size, y - along_y * _ARROW * size
    side_x, side_y = -along_y * _ARROW_HALF * size, along_x * _ARROW_HALF * size
    corners = ((x, y), (back_x + side_x, back_y + side_y), (back_x - side_x, back_y - side_y))
    return " ".join(map(pair, corners))


def _middle(curve: tuple[Point, ...]) -> Point:
    """The point half-way along the Bezier pieces."""
    pieces = (len(curve) - 1) // 3
    if pieces % 2 == 0:
        return curve[3 * (pieces // 2)]
    first = 3 * (pieces // 2)
    weights = (0.125, 0.375, 0.375, 0.125)
    points = curve[first : first + 4]
    return (
        sum(share * x for share, (x, _) in zip(weights, points, strict=True)),
        sum(share * y for share, (_, y) in zip(weights, points, strict=True)),
    )


def _cross(middle: Point, colour: str) -> str:
    x, y = middle
    return (
        f'<path d="M{pair((x - 7, y - 7))}L{pair((x + 7, y + 7))}M{pair((x - 7, y + 7))}'
        f'L{pair((x + 7, y - 7))}" stroke="{colour}" stroke-width="3.5" stroke-linecap="round"/>'
    )


def label(line: Line, place: Point | None) -> str:
    """Return the label of a marked line."""
    if place is None or not line.note:
        return ""
    words = SIGNS[line.state] + line.note
    width, height = label_size(line.note)
    x, y = place[0] + LABEL_SHIFT, place[1]
    width -= 2 * LABEL_SHIFT
    colour = COLOURS[line.state]
    return (
        f'<rect class="chip" {at(x - width / 2, y - height / 2)} width="{width:.1f}" '
        f'height="{height:.1f}" rx="4" fill="#fff" stroke="{colour}" stroke-width="1.5"/>'
        + text(x, y + 4.5, words, "note", "middle")
    )
