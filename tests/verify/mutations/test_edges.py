"""Near-misses in one edge: another tensor, a layer in between, roles exchanged."""

from autograder.verify.mutations.edges import LAYER_BETWEEN, OTHER_SOURCE, ROLES_EXCHANGED
from tests.topology.build import call, dense, graph, inp
from tests.verify.subjects import branches, lines_of, mutant, names, subject_of_graph

BRANCHES = subject_of_graph(branches())
SKIP = subject_of_graph(
    graph(
        x=inp(4, shapes=((None, 4),)),
        h=dense("x", 4, activation="relu"),
        s=call("Add", "x", "h"),
    )
)


def test_every_call_reads_another_tensor():
    """A branch fed from the other branch is among them, a circle is not."""
    assert names(OTHER_SOURCE, BRANCHES) == [
        "edge x -> a: from b",
        "edge x -> b: from a",
        "edge a -> m: from b",
        "edge a -> m: from x",
        "edge b -> m: from a",
        "edge b -> m: from x",
        "edge m -> y: from b",
        "edge m -> y: from a",
        "edge m -> y: from x",
    ]
    words = mutant(OTHER_SOURCE, BRANCHES, "edge x -> b", "from a").words
    assert words == "`b` (Dense(4, relu)) reads `a` in place of `x`"


def test_what_nothing_reads_any_more_is_set_aside():
    """A branch that lost its reader is an unused call, as Keras would have it."""
    made = mutant(OTHER_SOURCE, BRANCHES, "edge m -> y", "from a").topology

    assert [call.id for call in made.calls] == ["x", "a", "y"]
    assert [call.id for call in made.unused] == ["b", "m"]


def test_two_calls_made_alike_may_mean_the_same():
    """Reading the one or the other Flatten is no difference."""
    topology = graph(
        x=inp(2, 2), f=call("Flatten", "x"), g=call("Flatten", "x"),
        a=dense("f", 3), b=dense("g", 3), m=call("Add", "a", "b"),
    )  # fmt: skip

    made = mutant(OTHER_SOURCE, subject_of_graph(topology), "edge f -> a", "from g")
    assert made.meaning == "perhaps-equal"


def test_a_skip_goes_through_a_layer():
    """It is as wide as what it carries."""
    assert names(LAYER_BETWEEN, SKIP) == ["edge x -> s: through a layer"]
    assert lines_of(LAYER_BETWEEN, SKIP, "edge x -> s", "through a layer") == [
        "x = Input(tensor=(4,))",
        "h = Dense(activation=relu, units=4) of x",
        "x_layer = Dense(activation=linear, units=4, use_bias=True) of x",
        "s = Add() of x_layer, h",
    ]


def test_plain_branches_have_no_skip():
    """A tensor that only the merge reads is no skip."""
    assert names(LAYER_BETWEEN, BRANCHES) == []


def test_query_and_value_are_exchanged():
    """Self-attention has nothing to exchange."""
    cross = graph(x=inp(3, 4), z=inp(5, 4),
                  t=call("Attention", ports={"query": "x", "value": "z"}))  # fmt: skip
    own = graph(x=inp(3, 4), t=call("Attention", ports={"query": "x", "value": "x"}))

    assert names(ROLES_EXCHANGED, subject_of_graph(cross)) == ["query and value of t: exchanged"]
    assert names(ROLES_EXCHANGED, subject_of_graph(own)) == []
