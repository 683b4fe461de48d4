"""Models inside models are unrolled into calls, wired through, at any depth."""

import pytest

from autograder.errors import AutograderError
from autograder.topology.keras_config import read_config
from tests.keras_models import (
    Input,
    Model,
    Sequential,
    dense,
    layers,
    read,
    reads,
    siamese,
    stack,
    two_levels,
)


def test_a_nested_model_called_twice_is_unrolled_twice():
    """Each use of the encoder has calls of its own, which share the weights."""
    topology = read(siamese())
    assert [(call.id, reads(call), call.weights, call.inside) for call in topology.calls] == [
        ("left", {}, None, ()),
        ("right", {}, None, ()),
        ("encoder/code", {"0": "left"}, "encoder/code", ("encoder",)),
        ("encoder#2/code", {"0": "right"}, "encoder/code", ("encoder#2",)),
        ("distance", {"0": "encoder/code", "1": "encoder#2/code"}, None, ()),
    ]


def test_nesting_goes_to_any_depth():
    """Two uses of a model that twice uses another make four calls of one group."""
    topology = read(two_levels())
    assert [(call.id, reads(call).get("0"), call.weights) for call in topology.calls[1:]] == [
        ("middle/inner/core", "x", "middle/inner/core"),
        ("middle/inner#2/core", "middle/inner/core", "middle/inner/core"),
        ("middle#2/inner/core", "middle/inner#2/core", "middle/inner/core"),
        ("middle#2/inner#2/core", "middle#2/inner/core", "middle/inner/core"),
    ]
    assert topology.calls[-1].inside == ("middle#2", "inner#2")


@pytest.mark.parametrize("with_input", [True, False], ids=["with Input", "without"])
def test_a_sequential_called_as_a_layer_is_unrolled(with_input):
    """A Sequential with an Input or without one is a nested model like any other."""
    parts = [Input((4,))] if with_input else []
    encoder = Sequential([*parts, dense(8, "wide"), layers.ReLU(name="relu")], name="encoder")
    x = Input((4,), name="x")
    topology = read(Model(x, dense(1, "score")(encoder(x))))
    assert [(call.id, reads(call)) for call in topology.calls] == [
        ("x", {}),
        ("encoder/wide", {"0": "x"}),
        ("encoder/relu", {"0": "encoder/wide"}),
        ("score", {"0": "encoder/relu"}),
    ]


def test_models_stand_in_a_sequential():
    """A functional model and a Sequential as elements of a Sequential are unrolled."""
    z = Input((4,), name="z")
    inner = Model(z, layers.Add(name="skip")([z, dense(4, "step")(z)]), name="block")
    tail = Sequential([dense(2, "last")], name="tail")
    topology = read(Sequential([Input((4,), name="x"), inner, tail]))
    assert [(call.id, reads(call)) for call in topology.calls] == [
        ("x", {}),
        ("block/step", {"0": "x"}),
        ("block/skip", {"0": "x", "1": "block/step"}),
        ("tail/last", {"0": "block/skip"}),
    ]


def test_several_inputs_and_outputs_are_wired_in_order():
    """A nested model's second input and second output are those the outer model uses."""
    a, b = Input((2,), name="a"), Input((3,), name="b")
    pair = Model([a, b], [dense(2, "da")(a), dense(3, "db")(b)], name="pair")
    x, y = Input((2,), name="x"), Input((3,), name="y")
    first, second = pair([x, y])
    topology = read(Model([x, y], [second, first]))
    assert reads(topology.by_id["pair/da"]) == {"0": "x"}
    assert reads(topology.by_id["pair/db"]) == {"0": "y"}
    assert [end.tensor.call for end in topology.outputs] == ["pair/db", "pair/da"]


def test_inputs_by_key_go_to_the_inputs_of_that_name():
    """A dict given to a model is matched by key, whichever way the model lists its inputs."""
    a, b = Input((2,), name="a"), Input((3,), name="b")
    out = layers.Concatenate(name="both")([a, b])
    x, y = Input((2,), name="x"), Input((3,), name="y")
    for inputs in ({"b": b, "a": a}, [b, a]):
        inner = Model(inputs, out, name="inner")
        topology = read(Model([x, y], inner({"b": y, "a": x})))
        assert reads(topology.by_id["inner/both"]) == {"0": "x", "1": "y"}


def test_an_output_of_a_nested_model_may_be_its_input():
    """What passes through a nested model untouched is the tensor that went in."""
    z = Input((4,), name="z")
    inner = Model(z, [z, dense(4, "step")(z)], name="inner")
    x = Input((4,), name="x")
    same, new = inner(x)
    topology = read(Model(x, layers.Add(name="sum")([same, new])))
    assert reads(topology.by_id["sum"]) == {"0": "x", "1": "inner/step"}


def test_outputs_of_a_nested_model_that_nobody_reads_are_left_out():
    """The unread head of a reused model is no part of the topology."""
    z = Input((4,), name="z")
    hidden = dense(4, "hidden")(z)
    inner = Model(z, [dense(1, "a")(hidden), dense(2, "b")(hidden)], name="inner")
    x = Input((4,), name="x")
    topology = read(Model(x, inner(x)[0]))
    assert [call.id for call in topology.calls] == ["x", "inner/hidden", "inner/a"]


def test_what_nobody_reads_inside_has_the_shape_that_is_read_outside():
    """The result of a nested model has a shape, known from whoever reads it outside of it."""
    inside, x = Input((4, 3), name="inside"), Input((4, 3), name="x")
    turned = Model(inside, layers.Permute((2, 1), name="turn")(inside), name="turned")
    assert read(Model(x, dense(2, "y")(turned(x)))).by_id["turned/turn"].shapes == ((None, 3, 4),)


def test_the_outputs_of_a_model_may_be_uses_of_models():
    """Keras counts the uses of functional models from one there, of Sequential ones from zero."""
    z = Input((4,), name="z")
    functional = Model(z, dense(2, "f")(z), name="functional_part")
    chain = Sequential([dense(2, "s")], name="chain")
    x, y = Input((4,), name="x"), Input((4,), name="y")
    ends = [functional(x), functional(y), chain(x), chain(y)]
    topology = read(Model([x, y], ends))
    assert [end.tensor.call for end in topology.outputs] == [
        "functional_part/f",
        "functional_part#2/f",
        "chain/s",
        "chain#2/s",
    ]
    assert [end.name for end in topology.outputs] == ["functional_part"] * 2 + ["chain"] * 2


def test_a_frozen_model_freezes_its_layers():
    """`encoder.trainable = False` is a setting of every layer inside."""
    encoder = stack()
    encoder.trainable = False
    x = Input((4,), name="x")
    topology = read(Model(x, dense(1, "score")(encoder(x))))
    trainable = {call.id.split("/")[-1]: call.setting("trainable") for call in topology.calls}
    assert trainable == {"x": None, "hidden": False, "classes": False, "score": None}


@pytest.mark.parametrize(
    ("training", "dropout", "norm"),
    [
        (None, (), ()),
        (False, (), (("training", False),)),
        (True, (("training", True),), (("training", True),)),
    ],
)
def test_training_is_handed_to_the_layers_inside(training, dropout, norm):
    """`encoder(x, training=True)` is what its layers are told; Dropout's own default is dropped."""
    z = Input((4,), name="z")
    inner = Model(z, layers.BatchNormalization(name="norm")(layers.Dropout(0.5, name="drop")(z)))
    y = Input((4,), name="y")
    outer = Model(y, inner(y, training=True) if training else inner(y), name="outer")
    x = Input((4,), name="x")
    topology = read(Model(x, outer(x, training=training)))
    options = {call.id.split("/")[-1]: call.options for call in topology.calls}
    assert options == {"x": (), "drop": dropout, "norm": norm}


def test_models_that_multiply_are_refused():
    """Ten models that each use the one before four times would make a million calls."""
    z = Input((2,), name="z")
    model = Model(z, dense(2, "core")(z), name="level_0")
    for level in range(1, 11):
        x = Input((2,), name="x")
        model = Model(x, model(model(model(model(x)))), name=f"level_{level}")
    with pytest.raises(AutograderError) as caught:
        read_config(model.get_config())
    assert caught.value.what == (
        "The model's config cannot be read: it makes more than 20,000 calls, "
        "or calls with far too many arguments."
    )


def test_models_nested_too_deep_are_refused():
    """More than twenty models in one another are not unrolled."""
    z = Input((2,), name="z")
    model = Model(z, dense(2, "core")(z), name="level_0")
    for level in range(1, 23):
        x = Input((2,), name="x")
        model = Model(x, model(x), name=f"level_{level}")
    with pytest.raises(AutograderError) as caught:
        read_config(model.get_config())
    assert caught.value.what.startswith(
        "The model's config cannot be read: models are nested more than 20 deep (at level_21/"
    )
