"""Near-misses in how a layer is called: flags, masks and states left out."""

from autograder.verify.mutations.options import FLAG_LEFT_OUT, ROLE_LEFT_OUT
from tests.topology.build import call, graph, inp
from tests.verify.subjects import mutant, names, subject_of_graph

ATTENTION = subject_of_graph(
    graph(
        x=inp(3, 4),
        a=call(
            "Attention",
            ports={"query": "x", "value": "x", "key": "x"},
            options={"use_causal_mask": True},
        ),
    )
)
DECODER = subject_of_graph(
    graph(
        x=inp(3, 4),
        e=call("GRU", "x", units=2, return_state=True),
        d=call("GRU", "x", units=2, ports={"initial_state.0": "e[1]"}),
        outputs=["d"],
    )
)


def test_a_flag_is_left_out():
    """A causal flag is what learners forget."""
    made = mutant(FLAG_LEFT_OUT, ATTENTION, "use_causal_mask of a", "left out")

    assert names(FLAG_LEFT_OUT, ATTENTION) == ["use_causal_mask of a: left out"]
    assert made.topology.by_id["a"].options == ()


def test_a_state_is_not_handed_over():
    """The call that made it is then unused."""
    made = mutant(ROLE_LEFT_OUT, DECODER, "initial_state of d", "left out")

    assert made.words == "`d` is called without its initial state"
    assert [call.id for call in made.topology.unused] == ["e"]
    assert made.at == ("d", "e")


def test_query_and_value_are_needed():
    """Only the key may be left out, and then the value takes its place."""
    assert names(ROLE_LEFT_OUT, ATTENTION) == ["key of a: left out"]
    assert mutant(ROLE_LEFT_OUT, ATTENTION, "key of a", "left out").meaning == "perhaps-equal"
