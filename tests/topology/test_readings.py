"""A call that an open value lets do nothing need not be there."""

from autograder.topology.change import AddCall, ChangeSetting
from autograder.topology.diff import apply, diff
from autograder.topology.matching import same
from autograder.topology.normal_form import normalise
from tests.topology.build import call, dense, graph, inp


def _stack(activation, rate=0.5):
    made = graph(
        x=inp(4),
        y=dense("x", 3, activation=activation),
        z=call("Dropout", "y", rate=rate),
        w=dense("z", 2),
    )
    return normalise(made)


def test_linear_among_the_alternatives_admits_no_activation():
    """`relu|linear` takes relu or nothing, and nothing else."""
    asked = _stack("relu|linear")
    assert same(asked, _stack("relu")) is not None
    assert same(asked, _stack(None)) is not None
    assert same(asked, _stack("tanh")) is None
    assert same(_stack("relu|tanh"), _stack(None)) is None


def test_any_activation_may_be_none():
    """`*` admits every activation and the absence of one."""
    assert same(_stack("*"), _stack("gelu")) is not None
    assert same(_stack("*"), _stack("linear")) is not None


def test_a_rate_that_may_be_zero_admits_no_dropout():
    """`0..0.5` takes a Dropout that never drops, which is not there."""
    assert same(_stack("relu", "0..0.5"), _stack("relu", 0)) is not None
    assert same(_stack("relu", "0.1..0.5"), _stack("relu", 0)) is None


def test_repairs_take_the_nearest_reading():
    """What is optional is not asked for where it is missing, and mended where it is there."""
    asked = _stack("relu|linear")
    (change,) = diff(asked, _stack("tanh")).changes
    assert isinstance(change, ChangeSetting)
    assert change.wanted == "relu|linear"
    learner = normalise(graph(x=inp(4), y=dense("x", 3), w=dense("y", 2)))
    found = diff(asked, learner)
    added = [change.expected.op for change in found.changes if isinstance(change, AddCall)]
    assert added == ["Dropout"]
    assert same(asked, apply(found, asked, learner)) is not None
