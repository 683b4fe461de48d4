"""The drawing of a topology as SVG and its text twin, plain or with what a comparison found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from autograder.diagnosis.verdict import Finding
from autograder.render.box import form_of
from autograder.render.dot_layout import lay_out
from autograder.render.fusing import fused
from autograder.render.marking import marked
from autograder.render.picture import Picture
from autograder.render.pointing import pointed_at
from autograder.render.scene import picture_of
from autograder.render.sizes import with_shapes
from autograder.render.svg import svg_of
from autograder.render.twin import picture_twin
from autograder.topology.change import Change, Diff
from autograder.topology.model import Topology
from autograder.topology.normal_form import normalise
from autograder.topology.policy import Policy


def svg(
    topology: Topology,
    *,
    diff: Diff | None = None,
    findings: Iterable[Finding] = (),
    places_only: bool = False,
    title: str | None = None,
) -> str | None:
    """Return the drawing, or None where this machine has no Graphviz (show the text twin then).

    What `diff` or `findings` would change is marked over the learner's graph; with `places_only`
    the marks say where to look and not what belongs there.
    """
    picture = picture_with(topology, diff=diff, findings=findings, places_only=places_only)
    return draw(picture if title is None else replace(picture, title=title))


def text_twin(
    topology: Topology,
    *,
    diff: Diff | None = None,
    findings: Iterable[Finding] = (),
    places_only: bool = False,
) -> str:
    """Return what `svg` shows as numbered lines."""
    return picture_twin(
        picture_with(topology, diff=diff, findings=findings, places_only=places_only)
    )


def draw(picture: Picture) -> str | None:
    """Return a picture as SVG, or None where this machine has no Graphviz."""
    forms = tuple(map(form_of, picture.boxes))
    layout = lay_out(picture, forms)
    if layout is None:
        return None
    return svg_of(picture, forms, layout, description=picture_twin(picture))


def picture_with(
    topology: Topology,
    *,
    diff: Diff | None = None,
    findings: Iterable[Finding] = (),
    places_only: bool = False,
) -> Picture:
    """Return the picture of a topology with the marks of a diff or of some findings."""
    findings = tuple(findings)
    changes: tuple[Change, ...] = () if diff is None else diff.changes
    changes = tuple(dict.fromkeys((*changes, *(c for each in findings for c in each.changes))))
    if not changes and not findings:
        return picture_of(with_shapes(topology))
    # Nested models keep their frames; changes name calls by the same ids either way.
    learner = normalise(topology, Policy(nesting="keep"))
    picture = fused(marked(picture_of(with_shapes(learner)), learner, changes))
    looked_at = {call for each in findings for call in each.calls}
    return pointed_at(picture, looked_at) if places_only else picture
