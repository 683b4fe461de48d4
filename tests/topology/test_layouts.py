"""The order of a Concatenate is free exactly where one relabelling of channels explains it."""

import pytest

from autograder.topology.matching import same
from autograder.topology.normal_form import normalise
from autograder.topology.policy import Policy
from tests.topology.build import call, dense, graph, inp


def _same(expected, learner, policy=None):
    return same(normalise(expected, policy), normalise(learner, policy), policy) is not None


def _turned(*between, sizes=((4,), (6,)), last=None):
    """Return the same graph with its one Concatenate in either order."""
    made = []
    for operands in (("a", "b"), ("b", "a")):
        calls = {"a": inp(*sizes[0]), "b": inp(*sizes[1]), "k": call("Concatenate", *operands)}
        for at, (op, settings) in enumerate(between):
            calls[f"t{at}"] = call(op, "k" if at == 0 else f"t{at - 1}", **settings)
        end = f"t{len(between) - 1}" if between else "k"
        if last is not None:
            calls["last"] = call(last[0], end, **last[1])
        made.append(graph(**calls, inputs=["a", "b"]))
    return made


DENSE = ("Dense", {"units": 3})
CONV = ("Conv2D", {"filters": 3, "kernel_size": 3})
IMAGES = ((8, 8, 4), (8, 8, 6))


@pytest.mark.parametrize(
    "between",
    [
        [],
        [("Activation", {"activation": "relu"})],
        [("Activation", {"activation": "softmax"})],
        [("BatchNormalization", {}), ("Activation", {"activation": "relu"})],
        [("LayerNormalization", {})],
        [("Dropout", {"rate": 0.5})],
    ],
)
def test_a_dense_takes_channels_in_any_order(between):
    """Through per-channel calls a Dense absorbs the order."""
    assert _same(*_turned(*between, last=DENSE))


@pytest.mark.parametrize(
    "between",
    [
        [],
        [("MaxPooling2D", {})],
        [("AveragePooling2D", {"pool_size": 2}), ("UpSampling2D", {})],
        [("GlobalAveragePooling2D", {})],
        [("Flatten", {})],
    ],
)
def test_pooling_and_flattening_hand_the_order_on(between):
    """A convolution, or a Dense after pooling or flattening, absorbs the order of maps."""
    flat = between and between[-1][0] in {"GlobalAveragePooling2D", "Flatten"}
    assert _same(*_turned(*between, sizes=IMAGES, last=DENSE if flat else CONV))


@pytest.mark.parametrize(
    ("between", "last"),
    [
        ([], None),
        ([("Activation", {"activation": "relu"})], None),
        ([("Activation", {"activation": "glu"})], DENSE),
        ([("Reshape", {"target_shape": (2, 5)})], DENSE),
        ([], ("ops.GetItem", {"key": "[:, :2]"})),
        ([], ("Wobble", {})),
    ],
)
def test_what_tells_channels_apart_binds_the_order(between, last):
    """An output, a slice, a reshape or an unknown layer reads channels by their place."""
    expected, learner = _turned(*between, last=last)
    assert not _same(expected, learner)
    assert _same(expected, expected)


@pytest.mark.parametrize("units", [3, 5])
def test_a_recurrent_layer_takes_channels_in_any_order_either_way(units):
    """Forwards and backwards, a recurrent layer has a row of its kernel for each channel."""
    last = ("Bidirectional", {"inner": "LSTM", "layer.units": units})
    assert _same(*_turned(sizes=((5, 4), (5, 6)), last=last))


@pytest.mark.parametrize(("constant", "free"), [(2.0, True), ((1.0, 2.0), False)])
def test_numbers_for_each_channel_bind_the_order(constant, free):
    """Multiplied by one number channels keep any order, by a row of numbers they do not."""
    between = ("Multiply", {"constant_1": constant})
    assert _same(*_turned(between, sizes=((1,), (1,)), last=DENSE)) is free


def test_a_convolution_in_groups_binds_the_order():
    """Grouped convolutions read neighbouring channels together."""
    last = ("Conv2D", {"filters": 4, "kernel_size": 3, "groups": 2})
    assert not _same(*_turned(sizes=IMAGES, last=last))


def test_an_axis_that_is_not_of_channels_binds_the_order():
    """Rows joined in another order are another picture."""
    one = graph(a=inp(5, 4), b=inp(5, 4), k=call("Concatenate", "a", "b", axis=1), d=dense("k", 2))
    other = graph(
        a=inp(5, 4), b=inp(5, 4), k=call("Concatenate", "b", "a", axis=1), d=dense("k", 2)
    )
    assert not _same(one, other)


def test_an_exercise_can_demand_the_order():
    """Under `concat_order="strict"` nothing is free."""
    assert not _same(*_turned(last=DENSE), Policy(concat_order="strict"))


def _shared(first, second):
    return graph(
        a=inp(4),
        b=inp(6),
        c=inp(4),
        d=inp(6),
        j=call("Concatenate", *first),
        k=call("Concatenate", *second),
        p=call("Dense", "j", units=5, layer="one"),
        q=call("Dense", "k", units=5, layer="one"),
        m=call("Subtract", "p", "q"),
    )


def test_shared_weights_need_one_order():
    """A shared layer absorbs an order only where it is the same at every use."""
    expected = _shared("ab", "cd")
    assert _same(expected, _shared("ba", "dc"))
    assert not _same(expected, _shared("ba", "cd"))
    assert not _same(expected, _shared("ab", "dc"))


def test_a_sum_needs_one_order_on_both_sides():
    """Two joined tensors that are added have to be turned together."""

    def added(first, second):
        calls = {name: inp(4) for name in "abcd"}
        return graph(
            **calls,
            j=call("Concatenate", *first),
            k=call("Concatenate", *second),
            m=call("Add", "j", "k"),
            y=dense("m", 2),
        )

    assert _same(added("ab", "cd"), added("ba", "dc"))
    assert not _same(added("ab", "cd"), added("ba", "cd"))


def test_a_skip_round_a_join_binds_its_order():
    """What is added to the input itself has its channels in the input's order."""

    def skipping(*operands):
        return graph(
            x=inp(8),
            p=dense("x", 4, activation="relu"),
            q=dense("x", 4, activation="tanh"),
            k=call("Concatenate", *operands),
            s=call("Add", "x", "k"),
            y=dense("s", 2),
        )

    assert not _same(skipping("p", "q"), skipping("q", "p"))


def test_joins_of_joins_are_followed():
    """An inner order is part of the outer one: a wider Dense above absorbs both."""

    def nested(inner, outer):
        return graph(
            a=inp(4),
            b=inp(6),
            c=inp(3),
            j=call("Concatenate", *inner),
            r=call("Activation", "j", activation="relu"),
            k=call("Concatenate", *outer),
            y=dense("k", 2),
        )

    expected = nested("ab", "rc")
    assert _same(expected, nested("ba", "rc"))
    assert _same(expected, nested("ba", "cr"))


def test_without_widths_an_order_is_free_only_for_one_use():
    """Where sizes are not told, a layer used once absorbs any order, a shared one none."""

    def unknown(first, second, layer):
        calls = {name: call("Wobble", "x", opaque=name) for name in "abcd"}
        return graph(
            x=inp(4),
            **calls,
            j=call("Concatenate", *first),
            k=call("Concatenate", *second),
            p=call("Dense", "j", units=5, layer="one"),
            q=call("Dense", "k", units=5, layer=layer),
            m=call("Subtract", "p", "q"),
        )

    assert _same(unknown("ab", "cd", "two"), unknown("ba", "cd", "two"))
    assert not _same(unknown("ab", "cd", "one"), unknown("ba", "cd", "one"))
