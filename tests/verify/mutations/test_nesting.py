"""Near-misses in nesting: everything in one model where the drawing has two."""

from dataclasses import replace

from autograder.topology.policy import Policy
from autograder.verify.mutations.nesting import NOT_NESTED
from tests.topology.build import dense, graph, inp
from tests.verify.subjects import mutant, names, subject_of_graph

NESTED = graph(x=inp(3), h=dense("x", 4, inside=("encoder",)), y=dense("h", 1))


def test_a_nested_model_is_written_out():
    """Its layers then stand in the model itself."""
    subject = subject_of_graph(replace(NESTED, policy=Policy(nesting="keep")))

    made = mutant(NOT_NESTED, subject, "model encoder", "not nested")
    assert made.words == "the layers of `encoder` stand in the model itself"
    assert made.topology.by_id["h"].inside == ()


def test_where_nesting_does_not_count_nothing_is_changed():
    """Flat and nested spellings are then the same."""
    assert names(NOT_NESTED, subject_of_graph(NESTED)) == []
