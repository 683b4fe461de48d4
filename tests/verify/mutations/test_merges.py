"""Near-misses in a merge: another kind, an operand left out, another order."""

import pytest

from autograder.verify.mutations.merges import OPERAND_LEFT_OUT, OPERANDS_TURNED, OTHER_MERGE
from tests.topology.build import call, dense, graph, inp
from tests.verify.subjects import branches, lines_of, mutant, names, subject_of_graph


def test_a_merge_becomes_every_other_kind():
    """Concatenate takes the last axis."""
    subject = subject_of_graph(branches("Add"))

    assert names(OTHER_MERGE, subject) == [
        f"merge m: {kind}" for kind in ("Concatenate", "Multiply", "Average", "Maximum", "Subtract")
    ]
    assert lines_of(OTHER_MERGE, subject, "merge m", "Concatenate")[3] == (
        "m = Concatenate(axis=-1) of a, b"
    )


def test_three_tensors_are_never_subtracted():
    """Subtract takes two."""
    topology = graph(x=inp(3), a=dense("x", 3), b=dense("x", 3), m=call("Add", "x", "a", "b"))

    assert "merge m: Subtract" not in names(OTHER_MERGE, subject_of_graph(topology))


def test_each_operand_is_left_out():
    """Of two operands the other one remains, and no merge."""
    subject = subject_of_graph(branches())

    assert names(OPERAND_LEFT_OUT, subject) == ["edge a -> m: left out", "edge b -> m: left out"]
    assert lines_of(OPERAND_LEFT_OUT, subject, "edge a -> m", "left out") == [
        "x = Input(tensor=(3,))",
        "b = Dense(activation=relu, units=4) of x",
        "y = Dense(units=1) of b",
    ]


def test_of_three_operands_two_remain():
    """They are numbered anew."""
    topology = graph(x=inp(3), a=dense("x", 3), b=dense("x", 3), m=call("Add", "x", "a", "b"))

    made = lines_of(OPERAND_LEFT_OUT, subject_of_graph(topology), "edge a -> m", "left out")
    assert made[-1] == "m = Add() of x, b"


@pytest.mark.parametrize(
    ("merge", "meaning"),
    [("Subtract", "other"), ("Add", "perhaps-equal"), ("Concatenate", "perhaps-equal")],
)
def test_operands_change_places(merge, meaning):
    """That is surely wrong only where the order always counts."""
    made = mutant(OPERANDS_TURNED, subject_of_graph(branches(merge)), "order of m", "a and b")

    assert made.topology.by_id["m"].arguments[0].tensor.call == "b"
    assert made.meaning == meaning


def test_operands_stand_in_the_order_of_their_ports():
    """However the drawing's file lists them."""
    topology = graph(x=inp(3), z=inp(3), d=call("Subtract", ports={"1": "x", "0": "z"}))

    assert names(OPERANDS_TURNED, subject_of_graph(topology)) == ["order of d: z and x"]
    made = lines_of(OPERANDS_TURNED, subject_of_graph(topology), "order of d", "z and x")
    assert made[-1] == "d = Subtract() of x, z"


def test_a_difference_under_its_absolute_value_may_be_turned():
    """|a - b| is |b - a|."""
    topology = graph(x=inp(3), z=inp(3), d=call("Subtract", "x", "z"), p=call("Absolute", "d"))

    made = mutant(OPERANDS_TURNED, subject_of_graph(topology), "order of d", "x and z")
    assert made.meaning == "perhaps-equal"
