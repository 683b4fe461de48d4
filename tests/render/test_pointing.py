"""Pointing at places: where to look, without what is right."""

from __future__ import annotations

from dataclasses import replace

from autograder.diagnosis.judge import judge
from autograder.diagnosis.verdict import Finding
from autograder.render.dot import read_dot, write_dot
from autograder.render.drawing import picture_with, svg, text_twin
from autograder.topology.change import Alignment, Diff
from tests.render.drawings import TOWERS, rewire


def diff_of(*changes):
    """A diff of these changes."""
    return Diff(alignment=Alignment(pairs=()), changes=changes)


def test_a_place_is_pointed_at_without_saying_what_is_right():
    """At the second rung of the ladder the drawing says where to look and no more."""
    changes = (rewire("right", "0", "b", "a"),)
    finding = Finding(code="x", message="m", changes=changes)
    text = text_twin(TOWERS, findings=[finding], places_only=True)
    assert text.splitlines()[3] == "4. Dense 32 `right`, relu, takes 2 (look here); look here"
    assert "missing" not in text
    assert "wrong" not in svg(TOWERS, findings=[finding], places_only=True)


def test_a_finding_without_changes_points_at_its_calls():
    """A finding may name calls of the topology as it was read."""
    finding = Finding(code="x", message="m", calls=("left",))
    lines = text_twin(TOWERS, findings=[finding], places_only=True).splitlines()
    assert lines[2] == "3. Dense 32 `left`, relu, takes 1; look here"


def test_nothing_is_marked_without_findings():
    """A plain drawing shows the topology as it was read."""
    assert {box.state for box in picture_with(TOWERS).boxes} == {"plain"}
    assert "wrong" not in svg(TOWERS)


def test_what_the_judge_finds_can_be_drawn():
    """A chained branch: the judge's own diff crosses one edge and dashes another."""
    chained = write_dot(TOWERS).replace("b -> right -> both", "left -> right -> both")
    chained = chained.replace("digraph towers {", 'digraph towers { outputs="score";')
    learner = replace(read_dot(chained), name="learner")
    verdict = judge(TOWERS, learner)
    lines = text_twin(learner, diff=verdict.diff).splitlines()
    assert lines[3] == "4. Dense 32 `right`, relu; wrong: takes 3; missing: takes 2"
