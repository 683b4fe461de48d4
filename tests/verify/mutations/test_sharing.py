"""Near-misses in sharing: a layer of its own for a shared one, one layer for two."""

from autograder.verify.mutations.sharing import NOT_SHARED, SHARED, WRONG_PAIR
from tests.topology.build import dense, graph, inp
from tests.verify.subjects import branches, mutant, names, subject_of_graph, twins


def test_each_call_of_a_shared_layer_gets_weights_of_its_own():
    """Any call of the layer is a place at which a tutor would point."""
    made = mutant(NOT_SHARED, subject_of_graph(twins()), "weights of b", "of its own")

    assert names(NOT_SHARED, subject_of_graph(twins())) == [
        "weights of a: of its own",
        "weights of b: of its own",
    ]
    assert made.topology.weights_groups == {"e": ("a",), "e of b": ("b",)}
    assert made.at == ("a", "b")


def test_layers_made_alike_become_one():
    """Layers that differ in a setting stay two."""
    alike = graph(x=inp(3), a=dense("x", 3), b=dense("a", 3))

    assert names(SHARED, subject_of_graph(alike)) == ["weights of b: of a"]
    assert names(SHARED, subject_of_graph(branches())) == []
    made = mutant(SHARED, subject_of_graph(alike), "weights of b", "of a")
    assert made.topology.weights_groups == {"a": ("a", "b")}


def test_what_is_shared_already_is_left_alone():
    """Two calls of one layer need not become one."""
    assert names(SHARED, subject_of_graph(twins())) == []


def test_the_wrong_two_share():
    """Of three calls made alike, the second shares with the third in place of the first."""
    three = graph(
        x=inp(3),
        a=dense("x", 4, layer="e"),
        b=dense("x", 4, layer="e"),
        c=dense("x", 4),
    )

    assert names(WRONG_PAIR, subject_of_graph(three)) == [
        "weights of a: shared with c",
        "weights of b: shared with c",
    ]
    made = mutant(WRONG_PAIR, subject_of_graph(three), "weights of b", "shared with c")
    assert made.topology.weights_groups == {"e": ("a",), "c": ("b", "c")}
    assert names(WRONG_PAIR, subject_of_graph(twins())) == []
