"""Shapes worked out for drawings of files that say none."""

from __future__ import annotations

import pytest

from autograder.render.dot import read_dot
from autograder.render.sizes import with_shapes


@pytest.mark.parametrize(
    ("tensor", "node", "shape"),
    [
        ("(10,)", "op=Dense, units=3", (None, 3)),
        ("(5, 10)", "op=Dense, units=3", (None, 5, 3)),
        ("(28, 28, 1)", "op=Conv2D, filters=8, kernel_size=3", (None, 26, 26, 8)),
        ("(28, 28, 1)", 'op=Conv2D, filters=8, kernel_size="(3, 5)"', (None, 26, 24, 8)),
        (
            "(9, 9, 1)",
            "op=Conv2D, filters=2, kernel_size=3, strides=2, padding=same",
            (None, 5, 5, 2),
        ),
        ("(9, 9, 4)", "op=MaxPooling2D", (None, 4, 4, 4)),
        ("(9, 4)", "op=AveragePooling1D, pool_size=3, strides=1", (None, 7, 4)),
        ("(9, 9, 4)", 'op=ZeroPadding2D, padding="((3, 3), (3, 3))"', (None, 15, 15, 4)),
        ("(9, 9, 4)", "op=UpSampling2D", (None, 18, 18, 4)),
        ("(9, 9, 4)", "op=GlobalAveragePooling2D", (None, 4)),
        ("(4, 4, 2)", "op=Flatten", (None, 32)),
        ("(None, 2)", "op=Flatten", (None, None)),
        ("(7,)", "op=Embedding, input_dim=100, output_dim=16", (None, 7, 16)),
        ("(7, 3)", "op=LSTM, units=5", (None, 5)),
        ("(7, 3)", "op=GRU, units=5, return_sequences=true", (None, 7, 5)),
        ("(7, 3)", "op=Dropout, rate=0.5", (None, 7, 3)),
    ],
)
def test_a_layers_shape_follows_from_its_input(tensor, node, shape):
    """As Keras works it out, batch axis included."""
    topology = read_dot(f'digraph {{ x [op=Input, tensor="{tensor}"]; n [{node}]; x -> n; }}')
    assert with_shapes(topology).by_id["n"].shapes == (shape,)


@pytest.mark.parametrize(
    ("tensor", "node"),
    [
        ("(9, 9, 4)", "op=Conv2D, filters=2, kernel_size=3, dilation_rate=2"),
        ("(9, 9, 4)", "op=MaxPooling2D, data_format=channels_first"),
        ("(None, None, 4)", "op=MaxPooling2D"),
        ("(9, 9, 4)", 'op=ZeroPadding2D, padding="((0, 1), (0, 1))"'),
        ("(9,)", "op=MyLayer"),
        ("($n,)", "op=Flatten"),
    ],
)
def test_what_does_not_follow_is_not_guessed(tensor, node):
    """A drawing without a shape is better than one with a wrong shape."""
    topology = read_dot(f'digraph {{ x [op=Input, tensor="{tensor}"]; n [{node}]; x -> n; }}')
    assert with_shapes(topology).by_id["n"].shapes == ()


def test_merges_join_or_keep_shapes():
    """Concatenate adds up the last axis; Add keeps what its operands share."""
    topology = with_shapes(
        read_dot(
            'digraph { a [op=Input, tensor="(2,)"]; b [op=Input, tensor="(3,)"]; '
            "c [op=Concatenate]; d [op=Add]; a -> c; b -> c; c -> d; c -> d; }"
        )
    )
    assert topology.by_id["c"].shapes == topology.by_id["d"].shapes == ((None, 5),)
