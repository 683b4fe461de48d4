"""Repairs of merges with a constant among their operands, before or behind the tensor."""

import pytest

from autograder.topology.change import ReplaceOp
from tests.topology.build import call, dense, graph, inp
from tests.topology.differences import difference


def _with(op, port, **settings):
    return graph(x=inp(4), m=call(op, ports={port: "x"}, **settings), y=dense("m", 2))


@pytest.mark.parametrize(
    ("expected", "learner"),
    [
        (("Add", "0", "constant_1"), ("Subtract", "1", "constant_0")),
        (("Subtract", "1", "constant_0"), ("Multiply", "0", "constant_1")),
        (("Subtract", "1", "constant_0"), ("Divide", "0", "constant_1")),
        (("Divide", "0", "constant_1"), ("Subtract", "1", "constant_0")),
    ],
)
def test_another_operation_is_one_repair_wherever_the_constant_stands(expected, learner):
    """`2 - x` for `x * 2` is one wrong class; that the tensor moves along is no wrong edge."""
    found = difference(
        _with(*expected[:2], **{expected[2]: 2.0}), _with(*learner[:2], **{learner[2]: 2.0})
    )
    assert [type(change) for change in found.changes] == [ReplaceOp]
    assert found.cost == 1.0


def test_an_operation_of_two_tensors_for_one_with_a_constant():
    """`2 - x` for `x - y` is another class of none, but a wrong operand and a constant."""
    expected = graph(x=inp(4), y=inp(4), m=call("Subtract", "x", "y"), z=dense("m", 2))
    learner = graph(x=inp(4), y=inp(4), m=call("Multiply", "y", constant_1=2.0), z=dense("m", 2))
    assert difference(expected, learner).cost >= 1.0
    assert difference(learner, expected).cost >= 1.0


def test_a_constant_on_the_other_side_is_repaired_where_the_sign_does_not_matter():
    """`abs(3 - x)` that is shown as well, for `abs(x - 3)`: the tensor moves with the constant."""
    expected = graph(
        x=inp(4), d=call("Subtract", "x", constant_1=3.0), a=call("Absolute", "d"), y=dense("a", 2)
    )
    learner = graph(
        x=inp(4),
        d=call("Subtract", ports={"1": "x"}, constant_0=3.0),
        a=call("Absolute", "d"),
        y=dense("a", 2),
        outputs=["y", "d"],
    )
    assert difference(expected, learner).cost > 0


def test_a_second_operand_stands_beside_the_one_behind_a_constant():
    """For `x + x`, `2 - x` lacks an operand, which takes no other's place."""
    expected = graph(x=inp(4), m=call("Add", "x", "x"), y=dense("m", 2))
    assert difference(expected, _with("Subtract", "1", constant_0=2.0)).cost == 2.0
