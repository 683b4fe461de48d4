"""A laid-out picture to SVG text."""

from __future__ import annotations

import hashlib

from autograder.render.box import BADGE, BODY, Form
from autograder.render.dot_layout import Frame, Layout
from autograder.render.measure import width_of
from autograder.render.picture import Picture
from autograder.render.svg_box import badge, box_svg
from autograder.render.svg_elements import INK, MONO, RIM, SANS, at, safe, text
from autograder.render.svg_line import label, marked_line, plain_line

_MARGIN = 14.0
_LEGEND_ROW = 30.0
_LEGEND = "same letter: same weights"
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


def svg_of(picture: Picture, forms: tuple[Form, ...], layout: Layout, *, description: str) -> str:
    """Return the SVG; ids and classes in it derive from its content and clash with no other's."""
    legend = any(box.letter for box in picture.boxes)
    width = max(layout.width, _legend_width() if legend else 0.0) + 2 * _MARGIN
    height = layout.height + 2 * _MARGIN + (_LEGEND_ROW if legend else 0.0)
    drawn = [*zip(picture.lines, layout.curves, strict=True)]
    shapes = [
        *map(_frame, layout.frames),
        '<g class="lines" opacity=".62" stroke="#1f2328" fill="#1f2328">',
        *(plain_line(curve) for line, curve in drawn if line.state == "plain"),
        "</g>",
        *(marked_line(line.state, curve) for line, curve in drawn if line.state != "plain"),
        *map(_frame_label, layout.frames),
        *map(box_svg, picture.boxes, forms, layout.corners),
        *map(label, picture.lines, layout.labels),
    ]
    body = "\n".join(shape for shape in shapes if shape)
    if legend:
        body += _legend(picture, layout.height + 16)
    key = "ag" + hashlib.sha256(f"{picture.title}{description}{body}".encode()).hexdigest()[:8]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{key}" role="img" '
        f'aria-labelledby="{key}t {key}d" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" '
        'style="max-width:none;height:auto;display:block">\n'
        f'<title id="{key}t">{safe(picture.title)}</title>\n'
        f'<desc id="{key}d">{safe(description)}</desc>\n'
        f"<style>{_STYLE.format(k=key)}</style>\n"
        f'<rect class="panel" width="100%" height="100%" rx="6" fill="#fff"/>\n'
        f'<g transform="translate({_MARGIN:.0f} {_MARGIN:.0f})" font-family="{SANS}">\n'
        f"{body}\n</g>\n</svg>"
    )


def _frame(frame: Frame) -> str:
    return (
        f'<rect class="frame" {at(frame.x, frame.y)} width="{frame.width:.1f}" '
        f'height="{frame.height:.1f}" rx="10" fill="none" stroke="{RIM}" stroke-width="1.5"/>'
    )


def _frame_label(frame: Frame) -> str:
    """The name of a nested model; a rim in the ground's colour keeps lines off the letters."""
    return (
        f'<text class="name over" {at(frame.x + 10, frame.y + 18)} font-size="{BODY:.0f}" '
        f'fill="{INK}" stroke="#fff" stroke-width="5" stroke-linejoin="round" '
        f'paint-order="stroke" font-family="{MONO}">{safe(frame.label)}</text>'
    )


def _legend(picture: Picture, y: float) -> str:
    letter, colour = next(
        (box.letter, box.colour) for box in picture.boxes if box.letter and box.colour
    )
    return badge(BADGE, y, letter, colour) + text(2 * BADGE + 8, y + 4.3, _LEGEND, "shape")


def _legend_width() -> float:
    return 2 * BADGE + 8 + width_of(_LEGEND, BODY)
