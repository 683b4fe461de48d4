"""Topology files: what is read, what is written, and that one undoes the other."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import AutograderError
from autograder.render.dot import read_dot, write_dot
from autograder.topology.model import Argument, Endpoint, Tensor
from autograder.topology.policy import Policy
from tests.render.dot_mistakes import MISTAKES
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


def test_ports_results_options_and_names_read_from_attributes():
    """port= and from= belong to edges; call_, layer=, inside=, result=, name= to nodes."""
    topology = of(
        """
        graph [outputs="att:seen, state[1]"];
        x     [op=Input, tensor="(None, 8)", name=words];
        state [op=GRU, units=8, return_state=true, inside="outer, inner"];
        att   [op=MultiHeadAttention, num_heads=2, key_dim=4, call_use_causal_mask=true];
        x -> state;
        x -> att [port=value];
        state -> att [port=query, from=1];
        """
    )
    call = topology.by_id["att"]
    assert call.options == (("use_causal_mask", True),)
    assert call.arguments == (
        Argument(port="value", tensor=Tensor(call="x")),
        Argument(port="query", tensor=Tensor(call="state", result=1)),
    )
    assert topology.by_id["state"].inside == ("outer", "inner")
    assert topology.inputs == (Endpoint(tensor=Tensor(call="x"), name="words"),)
    assert topology.outputs == (
        Endpoint(tensor=Tensor(call="att"), name="seen"),
        Endpoint(tensor=Tensor(call="state", result=1)),
    )


def test_one_layer_name_makes_one_weights_group():
    """Two nodes with the same layer= share weights; a class without weights forms no group."""
    topology = of(
        'a [op=Input, tensor="(2,)"]; e [op=Dense, layer=enc]; f [op=Dense, layer=enc]; '
        "r [op=ReLU]; a -> e -> r -> f;"
    )
    assert topology.weights_groups == {"enc": ("e", "f")}


def test_policy_switches_are_graph_attributes():
    """Switches that the file sets make a policy; the others keep their defaults."""
    topology = of(
        'graph [concat_order=strict, extras="Dropout, BatchNormalization", max_hint=2]; '
        'a [op=Input, tensor="(2,)"];'
    )
    assert topology.policy == Policy(
        concat_order="strict", extras=("Dropout", "BatchNormalization"), max_hint=2
    )


def test_nodes_may_stand_in_any_order():
    """Calls come out so that each follows those it reads."""
    topology = of('c [op=Dense]; b [op=Dense]; a [op=Input, tensor="(2,)"]; a -> b -> c;')
    assert [call.id for call in topology.calls] == ["a", "b", "c"]


def test_a_builders_placeholder_survives_as_text():
    """`$name` stands for a size that is filled in before the file is read for good."""
    topology = of('a [op=Input, tensor="($inputs,)"]; b [op=Dense, units="$hidden"]; a -> b;')
    assert topology.by_id["a"].setting("tensor") == "($inputs,)"
    assert topology.by_id["b"].setting("units") == "$hidden"


def test_a_path_reads_like_its_text(tmp_path):
    """A string without a brace is a path."""
    path = tmp_path / "two.dot"
    path.write_text(TWO_TOWERS, encoding="utf-8")
    assert read_dot(path) == read_dot(str(path)) == read_dot(TWO_TOWERS)


@pytest.mark.parametrize(("body", "mistake"), MISTAKES)
def test_each_mistake_of_a_file_is_told_with_its_place(body, mistake):
    """A message names the file, the node or line, and what would be right."""
    with pytest.raises(AutograderError) as caught:
        of(body)
    if mistake is None:
        assert caught.value.what.startswith("The DOT text")
    else:
        assert caught.value.what == f"The DOT text, {mistake}."
        assert caught.value.next_step == "Correct this and read the file again."


def test_all_mistakes_are_told_at_once():
    """An author mends a file in one go."""
    with pytest.raises(AutograderError) as caught:
        of("a [op=Input, tensor=3]; b [op=Dens]; a -> b -> c; a -- b; concat=1;")
    assert caught.value.what == (
        "The DOT text has 5 mistakes:\n"
        "- line 1: `--` has no direction; write `a -> b`\n"
        "- node `a`: an Input needs the shape of one sample as a tuple, "
        'such as tensor="(10,)", not 3\n'
        "- node `b`: op=Dens is no Keras class; op=Dense is "
        "(a class of your own that is called so also takes custom=true)\n"
        "- node `c`: stands in an edge and is never described; add `c [op=...];`\n"
        "- graph: `concat` is not known; write concat_order="
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "graph { a -- b }",
            "The DOT text holds an undirected graph; a topology file holds one digraph.",
        ),
        (
            "digraph {} digraph {}",
            "The DOT text holds 2 graphs; a topology file holds one digraph.",
        ),
        (
            "digraph t {\n  a [op=Dense,, units=3];\n}",
            "The DOT text cannot be read as DOT from line 2 on: a [op=Dense,, units=3];",
        ),
        ("digraph t { a } trailing", None),
        ("digraph " + "{" * 5000, "The DOT text is nested too deeply to be read."),
        (
            "digraph {" + " " * 1_000_000,
            "The DOT text has 1000009 characters; a topology file has at most 1000000.",
        ),
    ],
)
def test_what_is_no_digraph_is_refused(text, what):
    """Text that is no DOT says from which line on; nothing after the graph is overlooked."""
    with pytest.raises(AutograderError) as caught:
        read_dot(text)
    assert what is None or caught.value.what == what


def test_a_missing_file_is_named(tmp_path):
    """The message names the path that was looked for."""
    path = tmp_path / "no.dot"
    with pytest.raises(AutograderError) as caught:
        read_dot(path)
    problem = "No such file or directory"
    assert caught.value.what == f"The topology file {path} cannot be read: {problem}."


def test_strict_graphs_are_refused():
    """`strict` would make one edge of the two into `Add` of a tensor with itself."""
    with pytest.raises(AutograderError) as caught:
        read_dot("strict " + TWO_TOWERS)
    assert caught.value.what == (
        "The DOT text, graph: `strict` merges double edges, and a merge may read a tensor twice; "
        "leave it out."
    )


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('digraph {}[];,="->ab\n\\:/*#<>()0.'), max_size=60))
def test_any_text_reads_or_is_refused(text):
    """Rubbish never ends in an exception of another kind."""
    for whole in (f"digraph {{{text}", f'digraph {{ a [op=Input, tensor="(2,)"]; {text} }}'):
        with suppress(AutograderError):
            assert read_dot(whole).calls


def test_graphviz_itself_reads_what_is_written():
    """The file is DOT for any tool: words of DOT, dots and spaces in names stand in quotes."""
    from pygraphviz import AGraph

    topology = of(
        'a [op=Input, tensor="(2,)"]; "node" [op=Subtract, "constant.1"=1.0]; '
        '"two words" [op=Dense, units=1]; a -> "node" -> "two words"; concat_order=strict;'
    )
    graph = AGraph(write_dot(topology))
    assert graph.nodes() == ["a", "node", "two words"]
    assert graph.edges() == [("a", "node"), ("node", "two words")]
    assert graph.get_node("node").attr["constant.1"] == "1.0"
