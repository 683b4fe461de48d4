"""Merges: operators and layers alike, nested ones flattened, duplicates and identities gone."""

import pytest

from autograder.topology.normal_form import normalise
from tests.topology.build import call, dense, graph, inp, lines


def _three(**calls):
    return lines(normalise(graph(a=inp(4), b=inp(4), c=inp(4), **calls)))[3:]


@pytest.mark.parametrize(
    ("op", "name"),
    [
        ("ops.Add", "Add"),
        ("ops.Multiply", "Multiply"),
        ("ops.Maximum", "Maximum"),
        ("ops.Minimum", "Minimum"),
        ("ops.Subtract", "Subtract"),
        ("ops.TrueDivide", "Divide"),
        ("ops.Divide", "Divide"),
    ],
)
def test_operators_are_layers(op, name):
    """`x + y`, `ops.add(x, y)` and `Add()([x, y])` are one merge."""
    assert (
        _three(y=call(op, "a", "b"), z=call("Concatenate", "y", "c"))[0] == f"y = {name}() of a, b"
    )


def test_concatenate_of_operations_has_another_default_axis():
    """`ops.concatenate` joins along axis 0 where nothing is said, the layer along the last."""
    assert _three(y=call("ops.Concatenate", "a", "b")) == ["y = Concatenate(axis=0) of a, b"]
    assert _three(y=call("ops.Concatenate", "a", "b", axis=1)) == ["y = Concatenate() of a, b"]
    assert _three(y=call("ops.Hstack", "a", "b")) == ["y = Concatenate() of a, b"]


def test_an_average_of_operations_is_a_reduction():
    """`ops.average` takes a mean along an axis; it merges nothing."""
    normal = normalise(graph(x=inp(5, 4), y=call("ops.Average", "x", axis=1)))
    assert lines(normal)[1:] == ["y = GlobalAveragePooling1D() of x"]


def test_nested_sums_are_one_sum():
    """`(a + b) + c` and `a + (b + c)` are the sum of three."""
    assert _three(p=call("Add", "a", "b"), q=call("Add", "p", "c")) == ["q = Add() of a, b, c"]
    assert _three(p=call("Add", "b", "c"), q=call("Add", "a", "p")) == ["q = Add() of a, b, c"]


def test_a_flattened_merge_has_both_origins():
    """A merge made of two remembers both."""
    normal = normalise(
        graph(a=inp(4), b=inp(4), c=inp(4), p=call("Add", "a", "b"), q=call("Add", "p", "c"))
    )
    assert normal.calls[-1].origins == ("p", "q")


def test_an_inner_merge_that_others_read_stays():
    """A sum that is read twice, or is an output, is a tensor of its own."""
    twice = {
        "p": call("Add", "a", "b"),
        "q": call("Add", "p", "c"),
        "r": call("Multiply", "p", "q"),
    }
    assert _three(**twice)[0] == "p = Add() of a, b"
    shown = graph(
        a=inp(4),
        b=inp(4),
        p=call("Add", "a", "b"),
        q=call("Add", "p", "a"),
        outputs=["p", "q"],
    )
    assert lines(normalise(shown))[2:] == ["p = Add() of a, b", "q = Add() of p, a"]


def test_nested_concatenations_are_flattened_on_one_axis_only():
    """Joining joined tensors along the same axis is one join; along another it is not."""
    assert _three(p=call("Concatenate", "a", "b"), q=call("Concatenate", "p", "c")) == [
        "q = Concatenate() of a, b, c"
    ]
    other = {"p": call("Concatenate", "a", "b"), "q": call("Concatenate", "p", "c", axis=0)}
    assert len(_three(**other)) == 2


def test_averages_are_not_regrouped():
    """The average of an average weighs its members differently."""
    assert len(_three(p=call("Average", "a", "b"), q=call("Average", "p", "c"))) == 2


def test_constants_of_a_commutative_merge_come_last():
    """`2 * x` and `x * 2` are one call; adding 0 or multiplying by 1 is none."""
    assert _three(y=call("ops.Multiply", ports={"1": "a"}, constant_0=2)) == [
        "y = Multiply(constant.1=2) of a"
    ]
    assert _three(y=call("ops.Subtract", ports={"1": "a"}, constant_0=1.0)) == [
        "y = Subtract(constant.0=1.0) of a"
    ]
    assert _three(y=call("Add", "a", constant_1=0), z=dense("y", 2)) == ["z = Dense(units=2) of a"]


def test_the_absolute_difference_has_one_spelling():
    """`maximum(a - b, b - a)`, `maximum(d, -d)` and `abs(a - b)` are one."""
    wanted = ["d = Subtract() of a, b", "m = Absolute() of d"]
    there_and_back = {
        "d": call("Subtract", "a", "b"),
        "e": call("Subtract", "b", "a"),
        "m": call("Maximum", "d", "e"),
    }
    assert _three(**there_and_back) == wanted
    negated = {
        "d": call("Subtract", "a", "b"),
        "e": call("Negative", "d"),
        "m": call("Maximum", "d", "e"),
    }
    assert _three(**negated) == wanted
    assert _three(d=call("Subtract", "a", "b"), m=call("ops.Absolute", "d")) == wanted


def test_the_distance_from_a_constant_has_one_spelling():
    """`abs(1 - x)` is `abs(x - 1)`; without the absolute value the two differ."""
    one = call("ops.Subtract", ports={"1": "a"}, constant_0=1.0)
    assert _three(d=one, m=call("ops.Absolute", "d")) == [
        "d = Subtract(constant.1=1.0) of a",
        "m = Absolute() of d",
    ]
    assert _three(d=one, m=dense("d", 2))[0] == "d = Subtract(constant.0=1.0) of a"


def test_a_square_has_one_spelling():
    """`d ** 2`, `ops.square(d)` and, for a difference, `d * d` are one."""
    wanted = ["d = Subtract() of a, b", "m = Square() of d"]
    assert _three(d=call("Subtract", "a", "b"), m=call("Multiply", "d", "d")) == wanted
    assert _three(d=call("Subtract", "a", "b"), m=call("ops.Power", "d", constant_1=2)) == wanted
    assert _three(m=call("Multiply", "a", "a")) == ["m = Multiply() of a, a"]


@pytest.mark.parametrize(
    ("op", "wanted", "inner"),
    [
        ("Maximum", "d, n, c", ("d", "n")),
        ("Multiply", "d, d, c", ("d", "d")),
    ],
)
def test_a_part_of_a_larger_merge_is_no_function_of_its_own(op, wanted, inner):
    """`maximum(maximum(d, -d), c)` is a merge of three, as `maximum(d, -d, c)` is."""
    more = {"n": call("ops.Negative", "d")} if op == "Maximum" else {}
    made = _three(d=call("Subtract", "a", "b"), **more, m=call(op, *inner), y=call(op, "m", "c"))
    assert made[-1] == f"y = {op}() of {wanted}"


@pytest.mark.parametrize(
    ("op", "settings"),
    [
        ("Identity", {}),
        ("Cropping2D", {}),
        ("Cropping2D", {"cropping": ((0, 0), (0, 0))}),
        ("Activation", {"activation": "linear"}),
        ("Dropout", {"rate": 0.0}),
        ("SpatialDropout1D", {"rate": 0}),
        ("GaussianNoise", {"stddev": 0.0}),
        ("Rescaling", {"scale": 1.0, "offset": 0.0}),
        ("Concatenate", {}),
        ("Flatten", {}),
    ],
)
def test_what_changes_nothing_vanishes(op, settings):
    """Identity, Dropout(0), a linear activation and a join of one tensor are not there."""
    normal = normalise(graph(x=inp(4), y=call(op, "x", **settings), z=dense("y", 2)))
    assert lines(normal)[1:] == ["z = Dense(units=2) of x"]


def test_a_model_of_identities_returns_its_input():
    """Where nothing is left, the output is the input itself."""
    normal = normalise(graph(x=inp(4), y=call("Identity", "x"), z=call("Dropout", "y", rate=0)))
    assert lines(normal) == ["x = Input(tensor=(4,))"]
    assert normal.outputs[0].tensor.call == "x"


def test_equal_weightless_calls_are_one():
    """Two `Flatten()(x)` are the same tensor, and so are two sums in either order."""
    normal = normalise(
        graph(
            x=inp(4, 4),
            f=call("Flatten", "x"),
            g=call("Reshape", "x", target_shape=(-1,)),
            p=dense("f", 2),
            q=dense("g", 2),
            s=call("Add", "p", "q"),
            t=call("Add", "q", "p"),
            u=call("Subtract", "s", "t"),
        )
    )
    assert lines(normal)[1:] == [
        "f = Flatten() of x",
        "p = Dense(units=2) of f",
        "q = Dense(units=2) of f",
        "s = Add() of p, q",
        "u = Subtract() of s, s",
    ]
    assert normal.by_id["f"].origins == ("f", "g")


@pytest.mark.parametrize("op", ["Dropout", "GaussianNoise", "RandomFlip", "Lambda", "Wobble"])
def test_chance_and_unknown_classes_are_never_merged(op):
    """Two Dropouts draw differently, and nothing is known of a learner's own class."""
    normal = normalise(
        graph(
            x=inp(4), p=call(op, "x", rate=0.5), q=call(op, "x", rate=0.5), m=call("Add", "p", "q")
        )
    )
    assert len(normal.calls) == 4


def test_layers_with_weights_are_never_merged():
    """Two Dense layers on one tensor start and train apart, and a shared one is called twice."""
    normal = normalise(
        graph(
            x=inp(4),
            p=call("Dense", "x", units=2, layer="one"),
            q=call("Dense", "x", units=2, layer="one"),
            m=call("Add", "p", "q"),
        )
    )
    assert len(normal.calls) == 4
