"""Two normal forms are the same exactly where their calls can be paired."""

import pytest

from autograder.topology.matching import same
from autograder.topology.normal_form import normalise
from tests.topology.build import call, dense, graph, inp
from tests.topology.two_arms import same_graph, two_arms


def test_a_topology_is_the_same_as_itself():
    """Equality is reflexive, and the pairing pairs each call with itself."""
    tower = normalise(two_arms())
    pairing = same(tower, tower)
    assert pairing is not None
    assert all(one == other for one, other in pairing.pairs)


@pytest.mark.parametrize(
    "changes",
    [
        {"right": dense("left", 32, activation="relu")},
        {"right": dense("b", 31, activation="relu")},
        {"right": dense("b", 32, activation="tanh")},
        {"right": dense("b", 32)},
        {"right": call("Conv1D", "b", filters=32, activation="relu")},
        {"both": call("Concatenate", "left", "left")},
        {"both": call("Add", "left", "right")},
        {"both": call("Concatenate", "left", "right", axis=0)},
        {"right": call("Dense", "b", units=32, activation="relu", layer="left")},
        {"score": dense("both", 1, activation="softmax")},
        {"score": dense("both", 1, activation="sigmoid", use_bias=False)},
        {"b": inp(21)},
    ],
)
def test_one_difference_is_enough(changes):
    """An edge, a size, an activation, a class, an axis or a shared weight tells two apart."""
    assert not same_graph(two_arms(), two_arms(**changes))
    assert not same_graph(two_arms(**changes), two_arms())


def test_operands_of_a_sum_have_no_order():
    """`a + b` is `b + a`, and a - b is not b - a."""

    def merged(op, *operands):
        return graph(a=inp(4), b=inp(4), p=dense("a", 4), q=dense("b", 4), m=call(op, *operands))

    for op in ("Add", "Multiply", "Maximum", "Minimum", "Average"):
        assert same_graph(merged(op, "p", "q"), merged(op, "q", "p"))
    assert not same_graph(merged("Subtract", "p", "q"), merged("Subtract", "q", "p"))


def test_a_difference_under_an_even_function_has_no_order():
    """|a - b| is |b - a|, and likewise squared, but not where the difference itself is read."""

    def siamese(first, second, op, **more):
        return graph(
            a=inp(4),
            b=inp(4),
            d=call("Subtract", first, second),
            m=call(op, "d"),
            **more,
        )

    for op in ("ops.Absolute", "ops.Square"):
        assert same_graph(siamese("a", "b", op), siamese("b", "a", op))
        assert not same_graph(
            siamese("a", "b", op, e=dense("d", 2)), siamese("b", "a", op, e=dense("d", 2))
        )
    assert not same_graph(siamese("a", "b", "ops.Sqrt"), siamese("b", "a", "ops.Sqrt"))


@pytest.mark.parametrize(
    ("op", "wanted", "seen", "result", "equal"),
    [
        ("Mean", -1, 3, (None, 5, 4), True),
        ("Mean", -1, 2, (None, 5, 4), False),
        ("Mean", 2, -2, (None, 5, 4), True),
        ("Split", -1, 2, (None, 5, 4), True),
        ("Split", -1, 1, (None, 5, 4), False),
        ("Squeeze", -1, 2, (None, 5), False),
    ],
)
def test_axes_are_counted_in_what_the_call_reads(op, wanted, seen, result, equal):
    """Where only the result's shape is known: a reduction reads one axis more than it returns."""
    expected = normalise(graph(x=inp(4), y=call("Wobble", "x"), z=call(op, "y", axis=wanted)))
    learner = graph(x=inp(4), y=call("Wobble", "x"), z=call(op, "y", axis=seen, shapes=(result,)))
    assert (same(expected, normalise(learner)) is not None) is equal


def test_a_dot_of_two_vectors_has_no_order():
    """The product of two vectors is symmetric, that of two matrices is turned round."""

    def dotted(first, second, *sizes):
        return graph(a=inp(*sizes), b=inp(*sizes), d=call("Dot", first, second, axes=-1))

    assert same_graph(dotted("a", "b", 4), dotted("b", "a", 4))
    assert not same_graph(dotted("a", "b", 5, 4), dotted("b", "a", 5, 4))


def test_roles_of_attention_count():
    """Query and value are told apart by role, however they are given."""

    def attention(query, value):
        ports = {"query": query, "value": value}
        return graph(
            q=inp(5, 8),
            v=inp(6, 8),
            m=call("MultiHeadAttention", ports=ports, num_heads=2, key_dim=4),
        )

    assert same_graph(attention("q", "v"), attention("q", "v"))
    assert not same_graph(attention("q", "v"), attention("v", "q"))
    assert not same_graph(attention("q", "v"), attention("q", "q"))


def test_call_arguments_count():
    """A causal mask is part of the topology; `training=False` counts only where it is asked for."""

    def attention(**options):
        ports = {"query": "q", "value": "q"}
        made = call("MultiHeadAttention", ports=ports, num_heads=2, key_dim=4, options=options)
        return graph(q=inp(5, 8), m=made)

    assert not same_graph(attention(use_causal_mask=True), attention())
    assert not same_graph(attention(), attention(use_causal_mask=True))

    def normed(**options):
        return graph(x=inp(8), y=call("BatchNormalization", "x", options=options))

    assert same_graph(normed(), normed(training=False))
    assert not same_graph(normed(training=False), normed())
    assert not same_graph(normed(), normed(training=True))


def test_how_a_layer_starts_counts_where_the_drawing_sets_it():
    """Initialisers, regularisers and `trainable` are compared only where the expected sets them."""

    def layer(**more):
        return graph(x=inp(4), y=dense("x", 2, **more))

    assert same_graph(layer(), layer(kernel_initializer="he_normal", trainable=False))
    assert same_graph(layer(kernel_initializer="zeros"), layer(kernel_initializer="Zeros"))
    assert not same_graph(layer(kernel_initializer="zeros"), layer())
    assert not same_graph(layer(trainable=False), layer())
    assert not same_graph(layer(kernel_regularizer="l2(l2=0.01)"), layer())
    asked = layer(kernel_initializer="=glorot_uniform")
    assert same_graph(asked, layer(kernel_initializer="glorot_uniform"))
    assert not same_graph(asked, layer(kernel_initializer="zeros"))


def test_open_values_admit_what_they_say():
    """Alternatives, bounds and ranges in the drawing admit several answers."""

    def layers(units, activation, rate):
        return graph(
            x=inp(4),
            y=dense("x", units, activation=activation),
            z=call("Dropout", "y", rate=rate),
        )

    asked = layers(">=16", "relu|tanh", "0.1..0.5")
    assert same_graph(asked, layers(16, "tanh", 0.5))
    assert same_graph(asked, layers(99, "relu", 0.1))
    assert not same_graph(asked, layers(15, "relu", 0.1))
    assert not same_graph(asked, layers(16, "elu", 0.1))
    assert not same_graph(asked, layers(16, "relu", 0.6))


def test_an_open_value_is_compared_with_the_default():
    """What the learner did not write is what Keras takes."""

    def layer(**more):
        return graph(x=inp(8, 8, 3), y=call("Conv2D", "x", filters=4, kernel_size=3, **more))

    assert same_graph(layer(padding="valid|same"), layer())
    assert not same_graph(layer(padding="same|causal"), layer())


def test_open_values_need_the_right_one_of_twins():
    """Where two branches look alike, the pairing that fits the open values is found."""

    def branches(first, second):
        return graph(
            x=inp(4),
            p=dense("x", first),
            q=dense("x", second),
            r=dense("p", 3),
            s=dense("q", 3),
            m=call("Add", "r", "s"),
        )

    assert same_graph(branches(">=8", "<=8"), branches(4, 16))
    assert same_graph(branches(">=8", "<=8"), branches(16, 4))
    assert not same_graph(branches(">=8", "<=8"), branches(16, 16))
