"""Relu written as a choice between a tensor and 0."""

import pytest

from autograder.topology.normal_form import normalise
from tests.topology.build import call, graph, inp, lines

RELU = "y = Activation(activation=relu) of x"


def _last(**calls):
    return lines(normalise(graph(x=inp(4), **calls)))[-1]


def test_the_larger_of_a_tensor_and_0_is_relu():
    """`maximum(x, 0)` is relu, and `maximum(x, 1)` is not."""
    assert _last(y=call("ops.Maximum", "x", constant_1=0.0)) == RELU
    assert _last(y=call("ops.Maximum", "x", constant_1=1)) == "y = Maximum(constant.1=1) of x"


@pytest.mark.parametrize("comparison", ["ops.Greater", "ops.GreaterEqual"])
def test_a_tensor_where_it_is_positive_and_else_0_is_relu(comparison):
    """`where(x > 0, x, 0)` is relu, whether the 0 is a number or made from x."""
    positive = call(comparison, "x", constant_1=0)
    assert _last(c=positive, y=call("ops.Where", "c", "x", constant_2=0)) == RELU
    zeros = {
        "ops.ZerosLike": call("ops.ZerosLike", "x"),
        "ops.Multiply": call("ops.Multiply", "x", constant_1=0),
    }
    for zero in zeros.values():
        assert _last(c=positive, z=zero, y=call("ops.Where", "c", "x", "z")) == RELU


@pytest.mark.parametrize("comparison", ["ops.Less", "ops.LessEqual"])
def test_0_where_a_tensor_is_negative_is_relu(comparison):
    """`where(x < 0, 0, x)` is relu."""
    negative = call(comparison, "x", constant_1=0)
    where = call("ops.Where", "c", constant_1=0, ports={"2": "x"})
    assert _last(c=negative, y=where) == RELU


@pytest.mark.parametrize(
    "calls",
    [
        {"c": call("ops.Greater", "x", constant_1=1), "y": call("Where", "c", "x", constant_2=0)},
        {"c": call("ops.Greater", "x", constant_1=0), "y": call("Where", "c", "x", constant_2=1)},
        {"c": call("ops.Less", "x", constant_1=0), "y": call("Where", "c", "x", constant_2=0)},
        {
            "d": call("ops.Square", "x"),
            "c": call("ops.Greater", "x", constant_1=0),
            "y": call("Where", "c", "d", constant_2=0),
        },
    ],
    ids=["another bound", "not 0 otherwise", "the negative numbers", "another tensor"],
)
def test_other_choices_are_no_relu(calls):
    """A choice with another bound, another number, the other side or another tensor stays."""
    assert _last(**calls).startswith("y = Where(")
