"""A laid-out picture to SVG text."""

from __future__ import annotations

import hashlib
from html import escape

from autograder.render.box import BADGE, BODY, PAD, PIN_ROW, TITLE, Form
from autograder.render.dot_layout import Frame, LABEL_SHIFT, Layout, Point, label_size
from autograder.render.measure import width_of
from autograder.render.picture import Box, Line, Picture, State, pin_label

_MARGIN = 14.0
_ARROW, _ARROW_HALF = 9.0, 4.0
_LEGEND_ROW = 30.0
_LEGEND = "same letter: same weights"
_SIGNS: dict[State, str] = {"wrong": "✕ ", "missing": "+ ", "here": "→ ", "plain": ""}
_COLOURS: dict[State, str] = {
    "plain": "#6b7280",
    "here": "#1f83c6",
    "wrong": "#d55e00",
    "missing": "#1f83c6",
}
_INK = "#1f2328"
_SOFT = "#59636e"
_SANS = "Helvetica Neue,Helvetica,Arial,Liberation Sans,Noto Sans,sans-serif"
_MONO = "SFMono-Regular,Menlo,Consolas,Liberation Mono,DejaVu Sans Mono,monospace"
# JupyterLab's own colours where the page has them, so that a dark notebook gets a dark drawing.
_STYLE = """
.{k} .panel,.{k} .chip{{fill:var(--jp-layout-color0,#fff)}}
.{k} .card{{fill:var(--jp-layout-color1,#fff)}}
.{k} .merge,.{k} .end{{fill:var(--jp-ui-font-color1,#24405f)}}
.{k} .frame{{stroke:var(--jp-border-color1,#c5cad3)}}
.{k} .edge{{stroke:var(--jp-ui-font-color2,#6b7280)}}
.{k} .lines{{stroke:var(--jp-ui-font-color1,#1f2328);fill:var(--jp-ui-font-color1,#1f2328)}}
.{k} .title,.{k} .body,.{k} .name,.{k} .note{{fill:var(--jp-ui-font-color1,#1f2328)}}
.{k} .shape,.{k} .pin{{fill:var(--jp-ui-font-color1,#1f2328);fill-opacity:.75}}
.{k} .over{{stroke:var(--jp-layout-color0,#fff)}}
"""


def svg_of(
    picture: Picture, forms: tuple[Form, ...], layout: Layout, *, description: str
) -> str:
    """Return the SVG; ids and classes in it derive from its content and clash with no other's."""
    legend = any(box.letter for box in picture.boxes)
    width = max(layout.width, _legend_width() if legend else 0.0) + 2 * _MARGIN
    height = layout.height + 2 * _MARGIN + (_LEGEND_ROW if legend else 0.0)
    drawn = [*zip(picture.lines, layout.curves, strict=True)]
    shapes = [
        *map(_frame, layout.frames),
        '<g class="lines" opacity=".62" stroke="#1f2328" fill="#1f2328">',
        *(_plain_line(curve) for line, curve in drawn if line.state == "plain"),
        "</g>",
        *(_marked_line(line.state, curve) for line, curve in drawn if line.state != "plain"),
        *map(_frame_label, layout.frames),
        *map(_box, picture.boxes, forms, layout.corners),
        *map(_label, picture.lines, layout.labels),
    ]
    body = "\n".join(shape for shape in shapes if shape)
    if legend:
        body += _legend(picture, layout.height + 16)
    key = "ag" + hashlib.sha256(f"{picture.title}{description}{body}".encode()).hexdigest()[:8]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{key}" role="img" '
        f'aria-labelledby="{key}t {key}d" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" style="max-width:none;height:auto;display:block">\n'
        f'<title id="{key}t">{escape(picture.title)}</title>\n'
        f'<desc id="{key}d">{escape(description)}</desc>\n'
        f"<style>{_STYLE.format(k=key)}</style>\n"
        f'<rect class="panel" width="100%" height="100%" rx="6" fill="#fff"/>\n'
        f'<g transform="translate({_MARGIN:.0f} {_MARGIN:.0f})" font-family="{_SANS}">\n'
        f"{body}\n</g>\n</svg>"
    )


def _frame(frame: Frame) -> str:
    return (
        f'<rect class="frame" {_at(frame.x, frame.y)} width="{frame.width:.1f}" '
        f'height="{frame.height:.1f}" rx="10" fill="none" stroke="#c5cad3" stroke-width="1.5"/>'
    )


def _frame_label(frame: Frame) -> str:
    """The name of a nested model; a rim in the ground's colour keeps lines off the letters."""
    return (
        f'<text class="name over" {_at(frame.x + 10, frame.y + 18)} font-size="{BODY:.0f}" '
        f'fill="{_INK}" stroke="#fff" stroke-width="5" stroke-linejoin="round" '
        f'paint-order="stroke" font-family="{_MONO}">{escape(frame.label)}</text>'
    )


def _plain_line(curve: tuple[Point, ...]) -> str:
    return (
        f'<path d="{_path(curve)}" fill="none" stroke-width="1.5"/>'
        f'<polygon points="{_arrow(curve, size=1.0)}" stroke="none"/>'
    )


def _marked_line(state: State, curve: tuple[Point, ...]) -> str:
    colour = _COLOURS[state]
    dashes = ' stroke-dasharray="7 5"' if state == "missing" else ""
    drawn = (
        f'<path d="{_path(curve)}" fill="none" stroke="{colour}" stroke-width="3"{dashes}/>'
        f'<polygon points="{_arrow(curve, size=1.3)}" fill="{colour}"/>'
    )
    return drawn + (_cross(_middle(curve), colour) if state == "wrong" else "")


def _path(curve: tuple[Point, ...]) -> str:
    return f"M{_pair(curve[0])}C" + " ".join(map(_pair, curve[1:]))


def _arrow(curve: tuple[Point, ...], *, size: float) -> str:
    """The three corners of an arrow head that touches the end of the curve."""
    (x, y), (before_x, before_y) = curve[-1], next(
        point for point in (*curve[-2::-1], (curve[-1][0], curve[-1][1] - 1)) if point != curve[-1]
    )
    length = ((x - before_x) ** 2 + (y - before_y) ** 2) ** 0.5
    along_x, along_y = (x - before_x) / length, (y - before_y) / length
    back_x, back_y = x - along_x * _ARROW * size, y - along_y * _ARROW * size
    side_x, side_y = -along_y * _ARROW_HALF * size, along_x * _ARROW_HALF * size
    corners = ((x, y), (back_x + side_x, back_y + side_y), (back_x - side_x, back_y - side_y))
    return " ".join(map(_pair, corners))


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


def _cross(at: Point, colour: str) -> str:
    x, y = at
    return (
        f'<path d="M{_pair((x - 7, y - 7))}L{_pair((x + 7, y + 7))}M{_pair((x - 7, y + 7))}'
        f'L{_pair((x + 7, y - 7))}" stroke="{colour}" stroke-width="3.5" stroke-linecap="round"/>'
    )


def _label(line: Line, at: Point | None) -> str:
    if at is None or not line.note:
        return ""
    words = _SIGNS[line.state] + line.note
    width, height = label_size(line.note)
    at = (at[0] + LABEL_SHIFT, at[1])
    width -= 2 * LABEL_SHIFT
    colour = _COLOURS[line.state]
    return (
        f'<rect class="chip" {_at(at[0] - width / 2, at[1] - height / 2)} width="{width:.1f}" '
        f'height="{height:.1f}" rx="4" fill="#fff" stroke="{colour}" stroke-width="1.5"/>'
        + _text(at[0], at[1] + 4.5, words, "note", "middle")
    )


def _box(box: Box, form: Form, corner: Point) -> str:
    inner = [_outline(box, form), _pins(box, form)]
    if box.letter and box.colour:
        inner.append(_badge(form.width - PAD - BADGE, _badge_row(box), box.letter, box.colour))
    inner += [_text(each.x, each.y, each.words, each.style, each.anchor) for each in form.texts]
    return f'<g transform="translate({_pair(corner, " ")})">{"".join(inner)}</g>'


def _outline(box: Box, form: Form) -> str:
    shape = {"input": "end", "output": "end", "merge": "merge"}.get(box.kind, "card")
    # Ends and merges are a breath of the text's colour over the ground, whatever the theme.
    breath = {"end": 0.14, "merge": 0.06}.get(shape)
    fill = "#fff" if breath is None else f'#24405f" fill-opacity="{breath}'
    radius = min(15.0, form.height / 2) if shape == "end" else 6.0
    marked = box.state != "plain"
    colour = _COLOURS[box.state]
    dashes = ' stroke-dasharray="7 5"' if box.state == "missing" else ""
    edge = "" if marked else " edge"
    size = f'width="{form.width:.1f}" height="{form.height:.1f}"'
    ground = f'<rect class="panel" {size} rx="{radius:.0f}" fill="#fff"/>' if breath else ""
    drawn = ground + (
        f'<rect class="{shape}{edge}" {size} rx="{radius:.0f}" fill="{fill}" stroke="{colour}" '
        f'stroke-width="{3 if marked else 1.25}"{dashes}/>'
    )
    if box.colour:
        drawn += (
            f'<path d="M6,1 H5 A4,4 0 0 0 1,5 V{form.height - 5:.1f} A4,4 0 0 0 5,{form.height - 1:.1f} '
            f'H6 Z" fill="{box.colour}"/>'
        )
    return drawn


def _badge_row(box: Box) -> float:
    return (PIN_ROW if box.pins else 0.0) + 18.0


def _badge(x: float, y: float, letter: str, colour: str) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{BADGE:.0f}" fill="{colour}"/>'
        f'<text x="{x:.1f}" y="{y + 4.3:.1f}" font-size="12" font-weight="700" fill="#000" '
        f'text-anchor="middle">{escape(letter)}</text>'
    )


def _pins(box: Box, form: Form) -> str:
    drawn = []
    step = form.width / len(box.pins) if box.pins else form.width
    for at, pin in enumerate(box.pins):
        drawn.append(_text(step * (at + 0.5), PIN_ROW - 4, pin_label(pin), "pin", "middle"))
        if at:
            drawn.append(_rule(f"M{step * at:.1f},0V{PIN_ROW:.0f}"))
    if box.pins:
        drawn.append(_rule(f"M0,{PIN_ROW:.0f}H{form.width:.1f}"))
    if box.results > 1:
        top = form.height - PIN_ROW
        step = form.width / box.results
        drawn.append(_rule(f"M0,{top:.1f}H{form.width:.1f}"))
        for at in range(box.results):
            drawn.append(_text(step * (at + 0.5), form.height - 4.5, str(at + 1), "pin", "middle"))
            if at:
                drawn.append(_rule(f"M{step * at:.1f},{top:.1f}V{form.height:.1f}"))
    return "".join(drawn)


def _rule(path: str) -> str:
    return f'<path class="frame" d="{path}" stroke="#c5cad3"/>'


def _text(x: float, y: float, words: str, style: str, anchor: str = "start") -> str:
    kind = style.split()[0]
    looks = {
        "title": f'font-size="{TITLE:.0f}" font-weight="600" fill="{_INK}"',
        "body": f'font-size="{BODY:.0f}" fill="{_INK}"',
        "name": f'font-size="{BODY:.0f}" fill="{_INK}" font-family="{_MONO}"',
        "note": f'font-size="{BODY:.0f}" font-weight="600" fill="{_INK}"',
    }.get(kind, f'font-size="{BODY:.0f}" fill="{_SOFT}"')
    middle = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{kind}" {_at(x, y)} {looks}{middle}>{escape(words)}</text>'


def _legend(picture: Picture, y: float) -> str:
    shared = {box.letter: box.colour for box in picture.boxes if box.letter and box.colour}
    letter, colour = next(iter(shared.items()))
    assert letter is not None and colour is not None
    return _badge(BADGE, y, letter, colour) + _text(2 * BADGE + 8, y + 4.3, _LEGEND, "shape")


def _legend_width() -> float:
    return 2 * BADGE + 8 + width_of(_LEGEND, BODY)


def _at(x: float, y: float) -> str:
    return f'x="{x:.1f}" y="{y:.1f}"'


def _pair(point: Point, between: str = ",") -> str:
    return f"{point[0]:.1f}{between}{point[1]:.1f}"
