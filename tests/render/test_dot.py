"""Topology files: what is read, what is written, and that one undoes the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from autograder.errors import AutograderError
from autograder.render.dot import read_dot, write_dot
from autograder.topology.model import Argument, Endpoint, Tensor
from autograder.topology.policy import Policy
from tests.render.topologies import topologies

TWO_TOWERS = """\
digraph two_towers {
  a     [op=Input, tensor="(10,)"];
  b     [op=Input, tensor="(20,)"];
  left  [op=Dense, units=32, activation=relu];
  right [op=Dense, units=32, activation=relu];
  both  [op=Concatenate];
  score [op=Dense, units=1, activation=sigmoid];

  a -> left -> both;
  b -> right -> both;
  both -> score;
}
"""


def of(body, name="t"):
    return read_dot(f"digraph {name} {{ {body} }}")


@settings(max_examples=150, deadline=None)
@given(topologies())
def test_what_is_written_reads_back_the_same(topology):
    """Topology to DOT to topology is the identity, types of values included."""
    again = read_dot(write_dot(topology))
    assert again == topology
    assert repr(again) == repr(topology)


def test_a_file_reads_as_drawn():
    """Nodes are calls in file order, chains are edges, ports of a merge count in file order."""
    topology = read_dot(TWO_TOWERS)
    assert [call.id for call in topology.calls] == ["a", "b", "left", "right", "both", "score"]
    assert topology.by_id["both"].arguments == (
        Argument(port="0", tensor=Tensor(call="left")),
        Argument(port="1", tensor=Tensor(call="right")),
    )
    assert topology.by_id["left"].settings == (("activation", "relu"), ("units", 32))
    assert topology.by_id["left"].weights == "left"
    assert topology.by_id["both"].weights is None
    assert topology.outputs == (Endpoint(tensor=Tensor(call="score")),)
    assert topology.name == "two_towers"
    assert topology.policy is None


def test_a_file_is_written_aligned_and_in_chains():
    """Writing what was read from the kit's own style gives that text again."""
    assert write_dot(read_dot(TWO_TOWERS)) == TWO_TOWERS
