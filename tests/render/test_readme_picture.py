"""The picture in README shows what the kit draws today."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from tests.render.readme_picture import PICTURE, picture


def test_the_picture_of_readme_tells_what_the_kit_draws():
    """Its texts are those of a drawing made now; layout may differ by Graphviz's version."""
    committed, made = ET.parse(PICTURE).getroot(), ET.fromstring(picture())
    assert ["".join(each.itertext()) for each in committed if each.tag.endswith("desc")] == [
        "".join(each.itertext()) for each in made if each.tag.endswith("desc")
    ]
    assert "wrong: takes 2; missing: takes 1" in "".join(committed.itertext())
