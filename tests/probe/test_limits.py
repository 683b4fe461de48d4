"""What a probe may cost: estimates before anything is made, and refusals past the limits."""

from __future__ import annotations

import time

import pytest

from autograder.diagnosis.judge import judge
from autograder.probe import probe_here
from autograder.probe.limits import HERE, Meter, estimate
from autograder.probe.refusal import Refused
from tests.topology.build import call, dense, graph, inp

HUGE = 10**12
LARGE = "the model is too large: a result of {} is past the limit"


@pytest.mark.parametrize(
    ("op", "settings", "shapes", "cost"),
    [
        ("Dense", {"units": 4}, [(2, 6)], (24, 8, 48)),
        ("Conv2D", {"filters": 4, "kernel_size": (3, 3)}, [(2, 8, 8, 3)], (108, 512, 13824)),
        ("LSTM", {"units": 4}, [(2, 5, 3)], (112, 120, 10_001_120)),
        ("Embedding", {"input_dim": 20, "output_dim": 4}, [(2, 7)], (80, 56, 56)),
        ("ops.Matmul", {}, [(2, 5, 3), (2, 3, 7)], (5, 0, 0)),
        ("UpSampling2D", {"size": 2}, [(1, 4, 4, 3)], (6, 96, 96)),
        ("MaxPooling2D", {"pool_size": 4}, [(1, 4, 4, 3)], (3, 48, 48)),
    ],
)
def test_costs_are_bounded_from_above(op, settings, shapes, cost):
    """Weights, results and work are estimated from settings and shapes alone."""
    if op == "ops.Matmul":
        assert estimate(op, settings, shapes).elements == 2 * 5 * 7
    else:
        assert tuple(estimate(op, settings, shapes)) == cost


def test_weights_that_are_used_twice_count_once():
    """A layer called again adds work, and no weights."""
    meter = Meter(limits=HERE, deadline=time.monotonic() + 60)
    for _ in range(2):
        meter.admit("Dense", {"units": 4}, [(2, 6)], "encoder")

    assert (meter.parameters, meter.work) == (24, 96)


def test_past_the_deadline_nothing_goes_on():
    """The clock is looked at before every call."""
    meter = Meter(limits=HERE, deadline=time.monotonic() - 1)

    with pytest.raises(Refused, match=r"^it takes longer than 1 seconds$"):
        meter.admit("Dense", {"units": 4}, [(2, 6)], "encoder")


@pytest.mark.parametrize(
    ("middle", "reason"),
    [
        (call("RepeatVector", "x", n=HUGE), LARGE.format("RepeatVector")),
        (call("ops.Tile", "x", repeats=(1, HUGE)), LARGE.format("ops.Tile")),
        (call("ops.Pad", "x", pad_width=((0, 0), (0, HUGE))), LARGE.format("ops.Pad")),
        (call("ops.BroadcastTo", "x", shape=(HUGE, HUGE)), LARGE.format("ops.BroadcastTo")),
        (
            call("Dense", "x", units=HUGE),
            "the model is too large: at Dense its weights are past the limit",
        ),
        (call("ops.Map", "x"), "ops.Map is not run by the probe"),
        (call("ops.__import__", "x"), "ops.__import__ is not run by the probe"),
        (call("system", "x"), "system is not one of the classes that the probe builds"),
        (
            call("Activation", "x", activation="os.system"),
            "the activation 'os.system' is not one of Keras's own",
        ),
    ],
    ids=lambda value: value.op if hasattr(value, "op") else None,
)
def test_a_hostile_model_is_refused_before_it_is_built(middle, reason):
    """Sizes that no machine has, and names that are none of Keras's, are refused at once."""
    bomb = graph(x=inp(10), middle=middle, y=call("ops.Sum", "middle", axis=-1, keepdims=True))
    plain = graph(x=inp(10), middle=dense("x", "*"), y=call("ops.Max", "middle", axis=-1))
    drawing = plain if middle.op == "Dense" else graph(x=inp(10), y=call("ops.Max", "x", axis=-1))

    answer = probe_here(drawing, bomb, judge(drawing, bomb))

    assert (answer.same, answer.reason) == (False, reason)


def test_a_model_of_many_calls_is_not_begun():
    """More calls than a lesson's model has are left to the grader."""
    calls = {f"d{at}": dense(f"d{at - 1}" if at else "x", 1) for at in range(HERE.calls)}
    model = graph(x=inp(1), **calls)
    other = graph(x=inp(1), y=dense("x", 1))

    answer = probe_here(other, model, judge(other, model))

    assert (answer.same, answer.reason) == (False, "a model makes more than 120 calls")


def test_an_input_that_is_too_large_is_not_drawn():
    """A drawing whose inputs alone are past the limit is refused."""
    one = graph(x=inp(HUGE), y=call("ops.Max", "x", axis=-1))
    other = graph(x=inp(HUGE), y=call("ops.Min", "x", axis=-1))

    answer = probe_here(one, other, judge(one, other))

    reason = "the model is too large: an input is past the limit"
    assert (answer.same, answer.reason) == (False, reason)
