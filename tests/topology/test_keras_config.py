"""A functional or Sequential config becomes the topology that the model has."""

import json

from autograder.topology.keras_config import read_config
from autograder.topology.model import Tensor
from tests.keras_models import (
    Input,
    Model,
    Sequential,
    attention,
    dense,
    layers,
    ops,
    read,
    reads,
    sequential_twin,
    shared,
    stack,
)


def test_a_stack_is_read_call_by_call():
    """Each call has its layer's name, class, settings, source, weights and shape."""
    topology = read(stack())
    assert [(call.id, call.op, reads(call), call.weights) for call in topology.calls] == [
        ("x", "Input", {}, None),
        ("hidden", "Dense", {"0": "x"}, "hidden"),
        ("classes", "Dense", {"0": "hidden"}, "classes"),
    ]
    hidden = topology.by_id["hidden"]
    assert (hidden.setting("units"), hidden.setting("activation")) == (8, "relu")
    assert hidden.shapes == ((None, 8),)
    assert hidden.inside == ()
    assert topology.style == "functional"
    assert topology.name == "model"


def test_a_sequential_model_is_a_chain():
    """The Sequential twin of a stack has the same calls in the style `sequential`."""
    functional, sequential = read(stack()), read(sequential_twin())
    assert sequential.style == "sequential"
    assert [(call.id, call.settings, reads(call)) for call in sequential.calls] == [
        (call.id, call.settings, reads(call)) for call in functional.calls
    ]
    assert sequential.outputs == functional.outputs


def test_a_sequential_without_an_input_takes_its_shape_from_being_built():
    """A Sequential built for a shape has an Input of that shape, made up where it has none."""
    model = Sequential([dense(2, "only")])
    model.build((None, 5))
    assert read(model).calls[0].setting("tensor") == (5,)
    config = model.get_config()
    config["layers"] = config["layers"][1:]
    assert read_config(config).calls[0].setting("tensor") == (5,)


def test_a_sequential_hands_on_several_results():
    """A layer that returns its states gives all of them to the next, and to the outputs."""
    topology = read(Sequential([Input((5, 2)), layers.LSTM(3, return_state=True, name="lstm")]))
    assert [endpoint.tensor for endpoint in topology.outputs] == [
        Tensor(call="lstm", result=result) for result in range(3)
    ]


def test_the_uses_of_a_shared_layer_are_numbered():
    """The second use of a layer is `name#2` and has the weights of the first."""
    topology = read(shared())
    assert [(call.id, reads(call), call.weights) for call in topology.calls] == [
        ("x", {}, None),
        ("again", {"0": "x"}, "again"),
        ("again#2", {"0": "again"}, "again"),
    ]


def test_a_layer_named_like_a_second_use_keeps_its_name():
    """An author's `twice#2` and the second use of `twice` are two calls."""
    x = Input((4,), name="x")
    twice = dense(4, "twice")
    topology = read(Model(x, dense(4, "twice#2")(twice(twice(x)))))
    assert [call.id for call in topology.calls] == ["x", "twice", "twice#2#", "twice#2"]
    assert reads(topology.by_id["twice#2"]) == {"0": "twice#2#"}


def test_operators_are_operations():
    """`+`, `*`, slices and keras.ops are calls of operations, told from layers by their prefix."""
    x = Input((4,), name="x")
    y = ops.relu(x[:, 1:3]) * 2 + 0.5
    topology = read(Model(x, layers.Add()([y, 1.0 - y])))
    assert [(call.op, call.settings) for call in topology.calls if call.op != "Input"] == [
        ("ops.GetItem", (("key", "[:, 1:3]"),)),
        ("ops.Relu", ()),
        ("ops.Multiply", (("constant.1", 2),)),
        ("ops.Add", (("constant.1", 0.5),)),
        ("ops.Subtract", (("constant.0", 1.0),)),
        ("Add", ()),
    ]
    add, subtract = topology.calls[4:6]
    assert reads(subtract) == {"1": add.id}


def test_operands_are_ports_in_either_spelling():
    """A list of operands and two operands of an operator fill the ports 0 and 1."""
    x, y = Input((4,), name="x"), Input((4,), name="y")
    listed = read(Model([x, y], layers.Add(name="sum")([x, y])))
    written = read(Model([x, y], x + y))
    joined = read(Model([x, y], ops.concatenate([x, y], axis=-1)))
    for topology in (listed, written, joined):
        assert reads(topology.calls[-1]) == {"0": "x", "1": "y"}
    assert joined.calls[-1].settings == (("axis", -1),)


def test_one_tensor_may_fill_two_ports():
    """`Add()([x, x])` reads x twice."""
    x = Input((4,), name="x")
    assert reads(read(Model(x, layers.Add()([x, x]))).calls[-1]) == {"0": "x", "1": "x"}


def test_attention_reads_by_role():
    """Query, value and key have their ports, however they are given; a flag is an option."""
    topology = read(attention())
    assert reads(topology.by_id["cross"]) == {"query": "asked", "value": "known", "key": "known"}
    own = topology.by_id["own"]
    assert reads(own) == {"query": "cross", "value": "cross"}
    assert own.options == (("use_causal_mask", True),)


def test_attention_of_a_list_reads_by_role():
    """The list that Attention takes is query, value, key."""
    asked, known = Input((5, 4), name="asked"), Input((6, 4), name="known")
    masks = [None, Input((6,), dtype="bool", name="valid")]
    seen = layers.Attention(name="seen")([asked, known], mask=masks)
    topology = read(Model([asked, known, masks[1]], seen))
    assert reads(topology.by_id["seen"]) == {
        "query": "asked",
        "value": "known",
        "value_mask": "valid",
    }


def test_states_have_ports_of_their_own():
    """The results of an LSTM feed the first states of another, listed or by keyword."""
    x = Input((5, 2), name="x")
    _, carry, cell = layers.LSTM(3, return_state=True, name="encoder")(x)
    decoded = layers.LSTM(3, name="decoder")(x, initial_state=[carry, cell])
    _, state = layers.GRU(3, return_state=True, name="single")(x)
    again = layers.GRU(3, name="gru")(x, initial_state=state)
    topology = read(Model(x, [decoded, again]))
    assert reads(topology.by_id["decoder"]) == {
        "0": "x",
        "initial_state.0": "encoder:1",
        "initial_state.1": "encoder:2",
    }
    assert reads(topology.by_id["gru"]) == {"0": "x", "initial_state.0": "single:1"}


def test_a_keyword_and_a_position_fill_the_same_port():
    """`Dense(2)(inputs=x)` reads x at port 0; options stay options."""
    x = Input((4,), name="x")
    named = dense(2, "named")(inputs=x)
    topology = read(Model(x, layers.Dropout(0.5, name="always")(named, training=True)))
    assert reads(topology.by_id["named"]) == {"0": "x"}
    assert topology.by_id["always"].options == (("training", True),)


def test_calls_follow_those_they_read():
    """A layer shared at two depths does not upset the order of evaluation."""
    x = Input((4,), name="x")
    first, second = dense(4, "first"), dense(4, "second")
    topology = read(Model(x, first(second(first(second(x))))))
    assert [call.id for call in topology.calls] == [
        "x",
        "second",
        "first",
        "second#2",
        "first#2",
    ]


def test_shapes_of_results_are_known_where_something_reads_them():
    """A call whose result is read has its shape; the config does not tell that of an output."""
    topology = read(stack())
    assert topology.by_id["x"].shapes == ((None, 4),)
    assert topology.by_id["classes"].shapes == ()


def test_reading_leaves_the_config_as_it_was():
    """The reader is pure."""
    config = attention().get_config()
    before = json.dumps(config)
    read_config(config)
    assert json.dumps(config) == before
