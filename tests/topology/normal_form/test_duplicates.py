"""The same weightless step taken twice is one call, however it is written."""

import pytest

from autograder.topology.keras_config import read_config
from autograder.topology.normal_form import normalise
from tests.keras_models import Input, Model, keras, layers, ops
from tests.topology.build import call, dense, graph, inp, lines


def _four(**calls):
    made = graph(x=inp(4), y=inp(4), z=inp(4), w=inp(4), **calls)
    return lines(normalise(made))[4:]


@pytest.mark.parametrize("op", ["Average", "Add", "Maximum"])
def test_merges_of_the_same_tensors_are_one_in_any_order(op):
    """`Average()([x, y])` and `Average()([y, x])` are one call."""
    assert _four(p=call(op, "x", "y"), q=call(op, "y", "x"), r=call("Concatenate", "p", "q")) == [
        f"p = {op}() of x, y",
        "r = Concatenate() of p, p",
    ]


def test_a_difference_written_twice_is_one():
    """Two equal differences are one, also where only the first is read by an even function."""
    calls = {
        "d": call("Subtract", "x", "y"),
        "e": call("Subtract", "x", "y"),
        "a": call("Absolute", "d"),
        "k": call("Concatenate", "a", "e"),
    }
    assert _four(**calls) == [
        "d = Subtract() of x, y",
        "a = Absolute() of d",
        "k = Concatenate() of a, d",
    ]


def test_a_sum_that_others_read_stays_when_a_repetition_goes():
    """What a repeated sum was made of stays where somebody else reads a sum equal to it."""
    assert _four(
        p=call("Add", "x", "y", "z"),
        t=call("Add", "x", "y"),
        q=call("Add", "t", "z"),
        u=call("Add", "y", "x"),
        h=dense("u", 3),
        k=call("Concatenate", "p", "q"),
    ) == [
        "p = Add() of x, y, z",
        "u = Add() of y, x",
        "h = Dense(units=3) of u",
        "k = Concatenate() of p, p",
    ]


def test_attention_without_weights_is_one_of_two():
    """Dot-product attention has no weights, unlike attention with a scale of its own."""

    def two(**settings):
        ports = {"query": "x", "value": "y"}
        made = graph(
            x=inp(5, 4),
            y=inp(6, 4),
            p=call("Attention", ports=ports, **settings),
            q=call("Attention", ports=ports, **settings),
            k=call("Add", "p", "q"),
        )
        return len(normalise(made).calls)

    assert (two(), two(use_scale=True), two(dropout=0.1)) == (4, 5, 5)


def test_every_result_of_a_repeated_call_is_moved():
    """Of a split written twice both halves are those of the first, told with shapes or not."""
    keras.utils.clear_session()  # The operations' names count from the start.
    x = Input((4,), name="x")
    first, second = ops.split(x, 2, axis=-1), ops.split(x, 2, axis=-1)
    joined = layers.Concatenate(name="joined")([first[0], second[1], x])
    normal = normalise(read_config(Model(x, layers.Dense(2, name="y")(joined)).get_config()))
    assert lines(normal) == [
        "x = Input(tensor=(4,))",
        "split = Split(axis=-1, indices_or_sections=2) of x",
        "joined = Concatenate() of split, split[1], x",
        "y = Dense(units=2) of joined",
    ]


def test_a_difference_with_a_constant_written_twice_is_one():
    """Of `1 - x` under abs and `1 - x` elsewhere there is one, and it stays as it is."""
    assert _four(
        d=call("Subtract", ports={"1": "x"}, constant_0=1.0),
        e=call("Subtract", ports={"1": "x"}, constant_0=1.0),
        a=call("Absolute", "d"),
        k=call("Concatenate", "a", "e"),
    ) == [
        "d = Subtract(constant.0=1.0) of x",
        "a = Absolute() of d",
        "k = Concatenate() of a, d",
    ]
