"""Flatten, axes, pooling, nesting, attention, unused calls, weights of the weightless."""

from autograder.topology.normal_form import normalise
from autograder.topology.policy import Policy
from tests.topology.build import call, dense, graph, inp, lines


def _last(*sizes, **calls):
    return lines(normalise(graph(x=inp(*sizes), **calls)))[-1]


def test_a_reshape_to_one_axis_is_flatten():
    """`Reshape((-1,))`, `Reshape((48,))` and `ops.reshape(x, (-1, 48))` flatten."""
    for settings in ({"target_shape": (-1,)}, {"target_shape": (48,)}):
        assert _last(4, 4, 3, y=call("Reshape", "x", **settings)) == "y = Flatten() of x"
    assert _last(4, 4, 3, y=call("ops.Reshape", "x", newshape=(-1, 48))) == "y = Flatten() of x"


def test_a_reshape_across_the_batch_is_no_flatten():
    """`ops.reshape(x, (-1, 16))` of 48 numbers moves numbers from one sample to another."""
    assert (
        _last(4, 4, 3, y=call("ops.Reshape", "x", newshape=(-1, 16)))
        == "y = Reshape(newshape=(-1, 16)) of x"
    )


def test_a_reshape_by_an_operation_is_the_layer():
    """`ops.reshape(x, (-1, 16, 3))` is `Reshape((16, 3))`."""
    assert (
        _last(4, 4, 3, y=call("ops.Reshape", "x", newshape=(-1, 16, 3)))
        == "y = Reshape(target_shape=(16, 3)) of x"
    )


def test_axes_are_counted_one_way():
    """The last axis is -1, every other one is counted from the front, a new one in the result."""
    join = {"y": dense("x", 3)}
    assert _last(5, 4, **join, z=call("Concatenate", "x", "y", axis=2)) == (
        "z = Concatenate() of x, y"
    )
    assert _last(5, 4, **join, z=call("Concatenate", "x", "y", axis=-2)) == (
        "z = Concatenate(axis=1) of x, y"
    )
    assert _last(4, y=dense("x", 4), z=call("ops.Stack", "x", "y", axis=-2)) == (
        "z = Stack(axis=1) of x, y"
    )


def test_pooling_by_operations_is_the_layer():
    """`ops.max_pool` on images is MaxPooling2D, a mean over both directions the global one."""
    assert _last(8, 8, 3, y=call("ops.MaxPool", "x", pool_size=2, strides=2, padding="valid")) == (
        "y = MaxPooling2D() of x"
    )
    assert _last(8, 8, 3, y=call("ops.Mean", "x", axis=(1, 2), keepdims=False)) == (
        "y = GlobalAveragePooling2D() of x"
    )
    assert _last(8, 8, 3, y=call("ops.Max", "x", axis=(-2, -3), keepdims=True)) == (
        "y = GlobalMaxPooling2D(keepdims=True) of x"
    )
    assert _last(8, 8, 3, y=call("ops.Mean", "x", axis=1)) == "y = Mean(axis=1) of x"
    assert _last(5, 3, y=call("ops.Transpose", "x", axes=(0, 2, 1))) == (
        "y = Permute(dims=(2, 1)) of x"
    )


def test_nesting_is_forgotten_unless_the_exercise_asks_for_it():
    """`nesting="keep"` keeps the paths of nested models, the default drops them."""
    nested = graph(x=inp(4), y=dense("x", 2, inside=("encoder",)))
    assert normalise(nested).calls[1].inside == ()
    assert normalise(nested, Policy(nesting="keep")).calls[1].inside == ("encoder",)


def test_merges_of_different_models_are_not_joined_where_nesting_counts():
    """A sum inside a nested model and one outside stay two where nesting counts."""
    nested = graph(
        x=inp(4),
        y=inp(4),
        p=call("Add", "x", "y", inside=("encoder",)),
        q=call("Add", "p", "x"),
    )
    assert len(normalise(nested).calls) == 3
    assert len(normalise(nested, Policy(nesting="keep")).calls) == 4


def test_an_attention_without_key_takes_its_value():
    """`attention(q, v)` is `attention(q, v, key=v)`."""
    made = graph(
        q=inp(5, 4),
        v=inp(6, 4),
        y=call("MultiHeadAttention", ports={"query": "q", "value": "v"}, num_heads=2, key_dim=4),
    )
    assert lines(normalise(made))[-1] == (
        "y = MultiHeadAttention(key_dim=4, num_heads=2) of key v, query q, value v"
    )


def test_calls_that_reach_no_output_are_set_aside():
    """An unused branch is kept apart and is no part of the graph; the inputs always are."""
    made = graph(x=inp(4), u=inp(3), y=dense("x", 2), z=dense("x", 5), outputs=["y"])
    normal = normalise(made)
    assert [each.id for each in normal.calls] == ["x", "u", "y"]
    assert [each.id for each in normal.unused] == ["z"]


def test_layers_without_weights_share_nothing():
    """One ReLU layer used twice is no weights group."""
    made = graph(
        x=inp(4),
        y=inp(4),
        p=call("ReLU", "x", layer="bend"),
        q=call("ReLU", "y", layer="bend"),
        m=call("Add", "p", "q"),
    )
    assert normalise(made).weights_groups == {}


def test_layers_that_the_exercise_allows_anywhere_vanish():
    """Under `extras`, a Dropout anywhere changes nothing."""
    made = graph(x=inp(4), p=call("Dropout", "x", rate=0.5), y=dense("p", 2))
    normal = normalise(made, Policy(extras=("Dropout",)))
    assert lines(normal)[1:] == ["y = Dense(units=2) of x"]
