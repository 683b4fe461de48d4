"""The private names that the kit reads still exist in Keras and mean what it takes them for."""

import inspect

import keras
from keras.src.ops.node import Node

from autograder.extract.history import is_complete, source_of, uses_of, watched
from tests.keras_models import Input, Model, Sequential, dense, layers, shared


def test_a_tensor_knows_the_call_that_made_it():
    """`_keras_history` leads to the operation, its `_inbound_nodes` to the call and its tensors."""
    x = Input((5, 2))
    lstm = layers.LSTM(3, return_state=True)
    lstm(x)
    _, _, cell = lstm(x)
    source = source_of(cell)
    assert source.operation is lstm
    assert source.node is lstm._inbound_nodes[1]
    assert source.result == 2
    assert source.node.operation is lstm
    assert source.node.input_tensors == [x]
    assert source.node.output_tensors[2] is cell
    assert source.node.outputs[2] is cell
    assert not source.node.is_input
    assert source.node.arguments.args == (x,)
    assert source_of(x).node.is_input
    assert source_of("no tensor") is None


def test_the_constructors_have_the_signatures_that_are_repeated():
    """`watched` repeats three signatures, which Keras itself inspects."""
    assert list(inspect.signature(Node.__init__).parameters) == [
        "self",
        "operation",
        "call_args",
        "call_kwargs",
        "outputs",
    ]
    assert list(inspect.signature(keras.Operation.__init__).parameters) == ["self", "name"]
    assert list(inspect.signature(keras.Function.__init__).parameters) == [
        "self",
        "inputs",
        "outputs",
        "name",
    ]


def test_calls_layers_and_graphs_are_reported():
    """While watched, Keras reports each; afterwards its own constructors are back."""
    constructors = (Node.__init__, keras.Operation.__init__, keras.Function.__init__)
    calls, operations, models = [], [], []
    with watched(
        on_call=lambda node, operation: calls.append((node, operation)),
        on_operation=operations.append,
        on_model=models.append,
    ):
        x = Input((4,))
        layer = dense(2, "y")
        y = layer(x)
        model = Model(x, y + 1)
    assert [type(operation).__name__ for _, operation in calls] == ["InputLayer", "Dense", "Add"]
    assert [node for node, _ in calls][1] is source_of(y).node
    assert layer in operations
    assert model in models
    assert (Node.__init__, keras.Operation.__init__, keras.Function.__init__) == constructors


def test_layers_made_while_watched_have_their_configs():
    """Keras derives configs from signatures; watching does not disturb that."""
    with watched(on_call=lambda *_: None, on_operation=lambda _: None, on_model=lambda _: None):
        x = Input((4,))
        model = Model(x, keras.ops.concatenate([x, x], axis=-1))
    assert model.operations[-1].get_config()["axis"] == -1
    assert keras.Model.from_config(model.get_config()).output_shape == (None, 8)


def test_uses_are_numbered_as_in_the_config():
    """Calls of a layer outside the model do not count."""
    model = shared()
    layer = model.get_layer("again")
    layer(Input((4,)))
    assert sorted((use.operation.name, use.number) for use in uses_of(model)) == [
        ("again", 0),
        ("again", 1),
        ("x", 0),
    ]


def test_the_uses_of_a_sequential_are_found():
    """A Sequential has tensors at both ends, too."""
    model = Sequential([Input((4,), name="x"), dense(2, "y")])
    assert sorted(use.operation.name for use in uses_of(model)) == ["x", "y"]


def test_a_call_that_failed_is_not_complete():
    """A record that Keras never finished is told from a call."""
    assert is_complete(source_of(Input((2,))).node)
    assert not is_complete(Node.__new__(Node))
