"""The drawing: SVG that is well formed, readable, described and the same every time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given, settings

from autograder.render import dot_layout
from autograder.render.dot import read_dot
from autograder.render.drawing import svg, text_twin
from autograder.topology.model import Call, Topology
from tests.render.drawings import HEADS, SIAMESE, SKIP, TOWERS, TWICE
from tests.render.topologies import topologies

NS = "{http://www.w3.org/2000/svg}"


def drawn(topology, **marks):
    """The drawing as a tree of elements."""
    return ET.fromstring(svg(topology, **marks))


def words(tree):
    """All texts of a drawing."""
    return [each.text for each in tree.iter(f"{NS}text")]


def edges(tree):
    """The paths of unmarked lines."""
    group = next(each for each in tree.iter(f"{NS}g") if each.get("class") == "lines")
    return list(group.iter(f"{NS}path"))


def test_a_drawing_has_a_title_and_a_description():
    """A screen reader hears the title and the text twin."""
    tree = drawn(TOWERS)
    title, desc = tree.find(f"{NS}title"), tree.find(f"{NS}desc")
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "towers: 2 inputs, 4 uses of layers, 1 output"
    assert desc.text == text_twin(TOWERS)


def test_every_call_is_drawn_with_its_words():
    """Class and size, activation, the author's name and the shape of one sample."""
    found = words(drawn(TOWERS))
    assert {"Input 1", "Input 2", "Dense 32", "relu", "left", "64", "Output"} <= set(found)
    assert found.count("Dense 32") == 2


def test_both_edges_into_a_merge_are_drawn_even_from_one_tensor():
    """`Add()([x, x])` shows two lines from x, and one to the output."""
    assert len(edges(drawn(TWICE))) == 3


def test_shared_weights_carry_a_letter_and_a_colour():
    """Two uses of one layer have the same letter on the same colour, with a legend."""
    found = words(drawn(SIAMESE))
    assert found.count("A") == 3
    assert "same letter: same weights" in found
    assert svg(SIAMESE).count('fill="#56B4E9"') == 5
    assert "A" not in words(drawn(TOWERS))


def test_slots_are_numbered_where_their_order_matters():
    """Concatenate shows 1 and 2; Add, where order is free, shows none."""
    assert {"1", "2"} <= set(words(drawn(SIAMESE)))
    assert "2" not in words(drawn(SKIP))


def test_nested_models_are_framed_and_named():
    """The frame of a second use says that it is one."""
    topology = read_dot(
        'digraph { x [op=Input, tensor="(4,)"]; a [op=Dense, units=4, inside=enc]; '
        'b [op=Dense, units=4, inside="enc#2"]; x -> a -> b; }'
    )
    assert {"enc", "enc, use 2"} <= set(words(drawn(topology)))


def test_a_drawing_is_the_same_every_time_and_unlike_any_other():
    """Ids come from the content: one drawing, one id; two drawings on a page do not clash."""
    ids = [set(re.findall(r'id="([^"]+)"', svg(each))) for each in (TOWERS, TOWERS, HEADS)]
    assert svg(TOWERS) == svg(TOWERS)
    assert ids[0] == ids[1]
    assert not ids[0] & ids[2]


def test_no_text_is_smaller_than_12_pixels():
    """The drawing is shown at its own size and scrolls rather than shrinks."""
    tree = drawn(HEADS)
    assert min(float(each.get("font-size")) for each in tree.iter(f"{NS}text")) >= 12
    assert tree.get("viewBox") == f"0 0 {tree.get('width')} {tree.get('height')}"


def test_students_text_is_escaped():
    """A name cannot bring markup or control characters into the page."""
    evil = '</svg><script>alert(1)</script>"&\x00'
    layer = Call(id=evil, op=evil, variable=evil, settings=((evil, evil),))
    calls = (*TWICE.calls[:1], replace(layer, arguments=TWICE.calls[1].arguments))
    outputs = (replace(TWICE.outputs[0], tensor=replace(TWICE.outputs[0].tensor, call=evil)),)
    text = svg(Topology(calls=calls, inputs=TWICE.inputs, outputs=outputs, name=evil))
    assert "<script" not in text
    ET.fromstring(text)


@settings(max_examples=40, deadline=None)
@given(topologies())
def test_any_topology_is_drawn_as_well_formed_xml(topology):
    """Odd names, shapes, ports and nesting never break the drawing or its twin."""
    tree = drawn(topology)
    assert float(tree.get("width")) > 0
    assert text_twin(topology)


def test_without_graphviz_there_is_no_drawing(monkeypatch):
    """Callers then show the text twin."""
    monkeypatch.setattr(dot_layout, "_in_process", lambda text: None)
    monkeypatch.setenv("PATH", "")
    assert svg(TOWERS) is None


def test_a_graph_too_large_to_lay_out_in_time_is_not_drawn():
    """Dense connections among many layers would keep Graphviz busy for minutes."""
    nodes = "".join(f"n{at} [op=Add]; " for at in range(60))
    reads = "".join(
        f"{'x' if before < 0 else f'n{before}'} -> n{at}; "
        for at in range(60)
        for before in range(-1, at)
    )
    assert svg(read_dot(f'digraph {{ x [op=Input, tensor="(2,)"]; {nodes} {reads} }}')) is None


@pytest.mark.parametrize("topology", [TOWERS, SIAMESE, SKIP, HEADS, TWICE])
def test_drawing_prints_nothing(topology, capfd):
    """A line on stderr would cost marks in a graded cell."""
    svg(topology)
    assert capfd.readouterr() == ("", "")
