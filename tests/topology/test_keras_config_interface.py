"""Inputs and outputs are read in Keras's order, with the names that their author gave."""

from autograder.topology.keras_config import read_config
from autograder.topology.model import Endpoint, Tensor
from tests.keras_models import Input, Model, dense, layers, read
from tests.topology.plain_configs import layer, model


def test_inputs_and_outputs_keep_their_order():
    """Lists keep their order."""
    a, b = Input((2,), name="a"), Input((3,), name="b")
    topology = read(Model([b, a], [dense(1, "second")(a), dense(1, "first")(b)]))
    assert topology.inputs == (
        Endpoint(tensor=Tensor(call="b"), name="b"),
        Endpoint(tensor=Tensor(call="a"), name="a"),
    )
    assert [endpoint.name for endpoint in topology.outputs] == ["second", "first"]


def test_keys_of_a_dict_are_names():
    """Inputs and outputs given as a dict are named by its keys, in the order Keras uses."""
    a, b = Input((2,), name="a"), Input((3,), name="b")
    model = Model({"b": b, "a": a}, {"price": layers.Dense(1)(a), "digit": layers.Dense(1)(b)})
    topology = read(model)
    assert [endpoint.name for endpoint in topology.inputs] == ["a", "b"]
    assert [tensor.name for tensor in model.inputs] == ["a", "b"]
    assert [endpoint.name for endpoint in topology.outputs] == ["digit", "price"]


def test_nested_structures_are_named_by_their_paths():
    """A list in a dict gives names such as `heads.0`."""
    a = Input((2,), name="a")
    heads = {"heads": [layers.Dense(1)(a), layers.Dense(2)(a)], "raw": a}
    topology = read(Model([[a]], heads))
    assert [endpoint.name for endpoint in topology.outputs] == ["heads.0", "heads.1", "raw"]
    assert topology.outputs[2].tensor == topology.inputs[0].tensor


def test_names_that_keras_made_up_are_no_names():
    """Only names that the author gave to inputs, outputs and the model are kept."""
    x, y = Input((4,)), Input((4,), name="image")
    plain = layers.Dense(2)(x)
    model = Model([x, y], [plain, layers.Conv1D(2, 1, name="map")(layers.Reshape((4, 1))(y))])
    topology = read(model)
    assert [endpoint.name for endpoint in topology.inputs] == [None, "image"]
    assert [endpoint.name for endpoint in topology.outputs] == [None, "map"]
    assert topology.name == "model"
    assert read(Model(x, plain, name="tower")).name == "tower"


def test_an_input_between_layers_has_no_name():
    """The Input that Keras makes for a model between two inner tensors is not the author's."""
    x = Input((4,), name="x")
    hidden = layers.Dense(3)(x)
    topology = read(Model(hidden, layers.Dense(2)(hidden)))
    assert [(call.op, call.setting("tensor")) for call in topology.calls[:1]] == [("Input", (3,))]
    assert topology.inputs[0].name is None


def test_an_input_tells_its_shape_and_its_unusual_type():
    """The batch axis and a float type are left out; an integer or text input says so."""
    words = Input((7,), dtype="int32", name="words")
    image = Input((None, None, 3), batch_size=2, name="image")
    topology = read(Model([words, image], [layers.Embedding(9, 2)(words), layers.ReLU()(image)]))
    assert topology.by_id["words"].settings == (("dtype", "int32"), ("tensor", (7,)))
    assert topology.by_id["image"].settings == (("tensor", (None, None, 3)),)
    assert topology.by_id["image"].shapes == ((2, None, None, 3),)


def test_an_input_may_be_an_output_and_an_output_given_twice():
    """`Model(x, [x, y, y])` has three outputs of two tensors."""
    x = Input((4,), name="x")
    y = dense(2, "y")(x)
    topology = read(Model(x, [x, y, y]))
    assert [endpoint.tensor.call for endpoint in topology.outputs] == ["x", "y", "y"]


def test_an_unread_input_stays():
    """An Input that no call reads is an input all the same."""
    idle = layer("idle", class_name="InputLayer")
    topology = read_config(model(layer("y", ("x",)), idle, inputs=[["x", 0, 0], ["idle", 0, 0]]))
    assert [endpoint.tensor.call for endpoint in topology.inputs] == ["x", "idle"]
    assert "idle" in topology.by_id


def test_an_input_may_be_listed_twice():
    """`Model([a, a], ...)` is a learner's slip that Keras lets through; both places are kept."""
    a = Input((2,), name="a")
    topology = read(Model([a, a], dense(2, "y")(a)))
    assert [endpoint.tensor.call for endpoint in topology.inputs] == ["a", "a"]
    assert [call.id for call in topology.calls] == ["a", "y"]
