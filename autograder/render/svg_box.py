"""Boxes as SVG: outline, pins, letter of shared weights, words."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.render.box import BADGE, PAD, PIN_ROW, Form
from autograder.render.dot_layout import Point
from autograder.render.picture import Box, pin_label
from autograder.render.svg_elements import COLOURS, RIM, pair, safe, text


def box_svg(box: Box, form: Form, corner: Point) -> str:
    """Return a box with everything in it."""
    parts = [_outline(box, form), *_argument_pins(box, form), *_result_pins(box, form)]
    if box.letter and box.colour:
        row = (PIN_ROW if box.pins else 0.0) + 18.0
        parts.append(badge(form.width - PAD - BADGE, row, box.letter, box.colour))
    parts += [text(each.x, each.y, each.words, each.style, each.anchor) for each in form.texts]
    return f'<g transform="translate({pair(corner, " ")})">{"".join(parts)}</g>'


def badge(x: float, y: float, letter: str, colour: str) -> str:
    """Return the letter of a weights group on its colour."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{BADGE:.0f}" fill="{colour}"/>'
        f'<text x="{x:.1f}" y="{y + 4.3:.1f}" font-size="12" font-weight="700" fill="#000" '
        f'text-anchor="middle">{safe(letter)}</text>'
    )


def _outline(box: Box, form: Form) -> str:
    shape = {"input": "end", "output": "end", "merge": "merge"}.get(box.kind, "card")
    # Ends and merges are a breath of the text's colour over the ground, whatever the theme.
    breath = {"end": 0.14, "merge": 0.06}.get(shape)
    fill = "#fff" if breath is None else f'#24405f" fill-opacity="{breath}'
    radius = min(15.0, form.height / 2) if shape == "end" else 6.0
    marked = box.state != "plain"
    colour = COLOURS[box.state]
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
            f'<path d="M6,1 H5 A4,4 0 0 0 1,5 V{form.height - 5:.1f} '
            f'A4,4 0 0 0 5,{form.height - 1:.1f} H6 Z" fill="{box.colour}"/>'
        )
    return drawn


def _argument_pins(box: Box, form: Form) -> Iterator[str]:
    if not box.pins:
        return
    yield _rule(f"M0,{PIN_ROW:.0f}H{form.width:.1f}")
    yield from _cells([pin_label(pin) for pin in box.pins], 0.0, form.width)


def _result_pins(box: Box, form: Form) -> Iterator[str]:
    if box.results < 2:
        return
    top = form.height - PIN_ROW
    yield _rule(f"M0,{top:.1f}H{form.width:.1f}")
    yield from _cells([str(at + 1) for at in range(box.results)], top, form.width)


def _cells(labels: list[str], top: float, width: float) -> Iterator[str]:
    step = width / len(labels)
    for at, label in enumerate(labels):
        yield text(step * (at + 0.5), top + PIN_ROW - 4, label, "pin", "middle")
        if at:
            yield _rule(f"M{step * at:.1f},{top:.1f}v{PIN_ROW:.0f}")


def _rule(path: str) -> str:
    return f'<path class="frame" d="{path}" stroke="{RIM}"/>'
