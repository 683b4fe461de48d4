"""The guides in docs/: their drawings can be read, their tables say what the code does."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from autograder import Policy, Topology
from autograder.diagnosis.judge import judge
from autograder.render.dot_node import RESERVED
from autograder.topology import costs

ROOT = Path(__file__).resolve().parents[1]
FILES = (ROOT / "docs/topology-files.md").read_text(encoding="utf-8")
MARKS = (ROOT / "docs/marks.md").read_text(encoding="utf-8")
DRAWINGS = re.findall(r"```dot\n(.*?)```", FILES, re.DOTALL)
COSTS = {
    "a call missing, or one too many": costs.ADD_CALL,
    "an activation that belongs to a layer too many": 0.0,
    "another class of the same kind": costs.REPLACE_OP,
    "another class of another kind": costs.REPLACE_KIND,
    "a wrong setting": costs.CHANGE_SETTING,
    "a wrong argument of a call": costs.CHANGE_OPTION,
    "weights shared that should not be": costs.REGROUP,
    "an output that is another tensor": costs.ENDPOINT,
    "the outputs in another order": costs.ORDER,
    "the inputs in another order": costs.INPUTS_ORDER,
    "an input or output without its name": costs.NAME,
    "a call in another nested model": costs.RENEST,
}


@pytest.mark.parametrize("text", DRAWINGS, ids=lambda text: text.split()[1])
def test_a_drawing_of_the_guide_can_be_read(text):
    """Each drawing reads without a mistake, comes back from its own DOT, and equals itself."""
    drawing = Topology.from_dot(text)

    assert Topology.from_dot(drawing.to_dot()) == drawing
    assert judge(drawing, drawing).passed


def test_the_guide_names_every_switch_with_its_default():
    """The table of switches is that of the policy."""
    rows = dict(re.findall(r"^\| `(\w+)` \| `?(\w+)`?", FILES, re.MULTILINE))

    assert rows == {
        field.name: {(): "none"}.get(field.default, str(field.default)) for field in fields(Policy)
    }


def test_the_guide_names_what_a_node_may_have():
    """Attributes that are no settings are all explained; provenance is written by the kit alone."""
    written_by_the_kit = {"origins", "variable", "line"}
    named = set(re.findall(r"^\| `(\w+)=", FILES, re.MULTILINE))

    assert named >= RESERVED - written_by_the_kit


@pytest.mark.parametrize(("what", "cost"), COSTS.items())
def test_the_table_of_costs_is_the_one_in_force(what, cost):
    """An instructor who works a mark out by hand uses the numbers of the code."""
    row = next(line for line in MARKS.splitlines() if line.startswith(f"| {what}"))

    assert float(row.split("|")[2]) == pytest.approx(cost, abs=1e-6)


def test_no_cost_is_left_out():
    """Every row of the table is held to the code."""
    rows = re.findall(r"^\| (?!repair)(.+?) \| [\d.]+ \|$", MARKS, re.MULTILINE)

    assert len(rows) == len(COSTS)


def test_the_worked_example_is_what_the_kit_gives():
    """The mark that the guide works out by hand is the one that the judge gives."""
    file = ROOT / "solutions/03-branch-and-merge/topologies/three_branches.dot"
    drawing = Topology.from_dot(file)
    text = file.read_text(encoding="utf-8").replace("pixels -> middle", "left -> middle")
    wrong = Topology.from_dot(
        text.replace("units=8, activation=relu", "units=8, activation=tanh", 1)
    )
    score = judge(drawing, wrong).score

    assert f"{score:.3f}, and {score:.3f} times 8 points is {int(score * 800) / 100}" in MARKS
