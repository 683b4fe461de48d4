"""Feedback and drawings as HTML without script: for JupyterLab, light or dark, and nbconvert."""

from __future__ import annotations

import re

from autograder.diagnosis.verdict import Verdict
from autograder.render.drawing import draw, picture_with
from autograder.render.picture import Picture
from autograder.render.svg_elements import safe
from autograder.render.text import feedback_lines
from autograder.render.twin import picture_twin
from autograder.topology.model import Topology

_PLACE_FROM, _EDGE_FROM = 2, 3
"""The rungs of the hint ladder at which the drawing shows the place, then what belongs there."""

_RIGHT, _WRONG, _NEUTRAL = "#009e73", "#d55e00", "#8c959f"
_REGION = "overflow:auto;max-width:100%;max-height:64em"
_CLOSE = "margin:.4em 0"
_TWIN = "white-space:pre-wrap;margin:.5em 0"


def model_html(topology: Topology) -> str:
    """Return the drawing of a topology, its text twin folded beneath it."""
    return f"<div>{_drawing(picture_with(topology))}</div>"


def feedback_html(
    verdict: Verdict,
    *,
    learner: Topology | None = None,
    hint: int = 0,
    points: float | None = None,
    maximum: float | None = None,
) -> str:
    """Return a compact block of feedback, with the learner's graph drawn where there is one.

    From hint 2 on the drawing shows where the first finding lies, from 3 on what belongs there.
    """
    lines = list(feedback_lines(verdict, hint=hint, points=points, maximum=maximum))
    paragraphs = [f'<p style="{_CLOSE}"><strong>{_words(lines[0])}</strong></p>']
    paragraphs += [f'<p style="{_CLOSE}">{_words(line)}</p>' for line in lines[1:]]
    if learner is not None:
        paragraphs.append(_learners_drawing(verdict, learner, hint))
    colour = _RIGHT if verdict.passed else _WRONG
    if verdict.outcome == "not-attempted":
        colour = _NEUTRAL
    style = f"border-left:4px solid {colour};padding:.1em 0 .1em 1em"
    return f'<div style="{style}">\n' + "\n".join(paragraphs) + "\n</div>"


def _learners_drawing(verdict: Verdict, learner: Topology, hint: int) -> str:
    marked = bool(verdict.findings) and not verdict.passed and hint >= _PLACE_FROM
    picture = picture_with(
        learner,
        findings=verdict.findings[:1] if marked else (),
        places_only=hint < _EDGE_FROM,
    )
    summary = "Your model, the place marked" if marked else "Your model"
    opened = " open" if marked else ""
    return f"<details{opened}><summary>{summary}</summary>{_drawing(picture)}</details>"


def _drawing(picture: Picture) -> str:
    """The picture in a region that scrolls by keyboard, and its twin; the twin alone at need."""
    svg = draw(picture)
    twin = f'<pre style="{_TWIN}">{safe(picture_twin(picture))}</pre>'
    if svg is None:
        return twin
    return (
        f'<div role="region" tabindex="0" aria-label="Drawing of {safe(picture.title)}" '
        f'style="{_REGION}">{svg}</div>'
        f"<details><summary>The same in words</summary>{twin}</details>"
    )


def _words(text: str) -> str:
    """Escape text; what stands in backticks becomes code, a new line a break."""
    escaped = safe(text).replace("\n", "<br>")
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped)
