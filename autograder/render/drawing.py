"""The drawing of a topology as SVG."""

from __future__ import annotations

from autograder.render.box import form_of
from autograder.render.dot_layout import lay_out
from autograder.render.scene import picture_of
from autograder.render.sizes import with_shapes
from autograder.render.svg import svg_of
from autograder.topology.model import Topology


def svg(topology: Topology, *, title: str | None = None) -> str | None:
    picture = picture_of(with_shapes(topology), title=title or topology.name, description="")
    forms = tuple(map(form_of, picture.boxes))
    layout = lay_out(picture, forms)
    return None if layout is None else svg_of(picture, forms, layout)
