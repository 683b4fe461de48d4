"""What calls are called on screen."""

from __future__ import annotations

import pytest

from autograder.render.caption import (
    TIMES,
    caption,
    given_name,
    shape_text,
    use_of,
    value_text,
)
from autograder.topology.model import Call


def call(op, id="n", **settings):
    """A call with settings."""
    return Call(id=id, op=op, settings=tuple(sorted(settings.items())))


@pytest.mark.parametrize(
    ("made", "title", "details"),
    [
        (call("Dense", units=8, activation="linear", use_bias=True), "Dense 8", ()),
        (call("Embedding", input_dim=50, output_dim=4, mask_zero=False), "Embedding 50 to 4", ()),
        (
            call("Conv2D", filters=8, kernel_size=(3, 5), strides=(1, 1), dilation_rate=(1, 1)),
            "Conv2D 8",
            (f"3{TIMES}5",),
        ),
        (call("MaxPooling2D", pool_size=(2, 2), strides=(2, 2)), f"MaxPooling2D 2{TIMES}2", ()),
        (
            call("MultiHeadAttention", num_heads=2, key_dim=8, value_dim=8, attention_axes=(1,)),
            "MultiHeadAttention",
            ("2 heads of 8",),
        ),
        (call("ops.Subtract", **{"constant.1": 1.0}), "Subtract", ("1 as operand 2",)),
        (call("MyLayer", flag=False), "MyLayer", ("flag=False",)),
        (call("Dropout", rate=0.25, seed=3), "Dropout 0.25", ()),
    ],
)
def test_a_caption_says_what_differs_from_keras_defaults(made, title, details):
    """The size stands beside the class; defaults and seeds go without saying."""
    assert caption(made).title == title
    assert caption(made).details == details


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (call("Dense", id="dense_7#2"), None),
        (call("Dense", id="outer/score"), "score"),
        (call("Activation", id="re_lu_1"), None),
        (call("Input", id="input_layer"), None),
        (call("Input", id="photo"), "photo"),
        (call("Activation", id="left.activation"), None),
        (Call(id="dense_7", op="Dense", variable="h"), "h"),
    ],
)
def test_only_an_authors_name_is_shown(made, name):
    """What Keras made up is left out; the learner's variable comes first."""
    assert given_name(made) == name


def test_shapes_and_values_read_plainly():
    """The batch axis is left out, windows have all their axes, open values are spelt out."""
    assert shape_text((None, None, 16)) == f"any{TIMES}16"
    assert shape_text((None,)) == "one number"
    assert value_text("Conv2D", "kernel_size", 3) == f"3{TIMES}3"
    assert value_text("Dense", "units", ">=16") == "16 or more"
    assert value_text("Input", "tensor", (30,)) == "30"
    assert use_of("encoder#2") == "encoder, use 2"
