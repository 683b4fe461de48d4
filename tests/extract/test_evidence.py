"""Evidence of a live model is plain JSON, and reads back as the model's topology."""

import json

import pytest

from autograder.errors import AutograderError
from autograder.extract import evidence_of_model, topology_of
from autograder.topology.keras_config import read_config, read_model_evidence
from autograder.topology.model import Topology
from tests.keras_models import (
    Doubling,
    Input,
    Model,
    Sequential,
    Unwritable,
    attention,
    dense,
    keras,
    layers,
    masked,
    reads,
    sequential_twin,
    shared,
    siamese,
    stack,
    two_levels,
)

MODELS = [stack, sequential_twin, siamese, shared, two_levels, masked, attention]


@pytest.mark.parametrize("make", MODELS, ids=lambda make: make.__name__)
def test_evidence_survives_json(make):
    """Through JSON and back, evidence gives the topology of the live model."""
    model = make()
    evidence = evidence_of_model(model)
    assert json.loads(json.dumps(evidence)) == evidence
    assert read_model_evidence(evidence) == topology_of(model) == Topology.from_keras(model)


@pytest.mark.parametrize("make", MODELS, ids=lambda make: make.__name__)
def test_evidence_agrees_with_the_config(make):
    """Where no layer is shared across models, the config tells the same calls and weights."""
    model = make()
    live, plain = topology_of(model), read_config(model.get_config())
    assert [(call.id, call.op, call.settings, call.arguments) for call in live.calls] == [
        (call.id, call.op, call.settings, call.arguments) for call in plain.calls
    ]
    assert [call.weights for call in live.calls] == [call.weights for call in plain.calls]
    assert (live.inputs, live.outputs, live.style) == (plain.inputs, plain.outputs, plain.style)


def test_every_shape_is_known():
    """Live tensors tell the shapes that a config leaves out."""
    shapes = {call.id: call.shapes for call in topology_of(two_levels()).calls}
    assert set(shapes.values()) == {((None, 4),)}
    assert topology_of(sequential_twin()).by_id["classes"].shapes == ((None, 3),)


def test_a_layer_shared_across_models_is_one_group():
    """A layer used inside a nested model and outside it is told from its twin."""
    core, twin = dense(4, "core"), dense(4, "twin")
    z = Input((4,), name="z")
    inner = Model(z, core(z), name="inner")
    other = Sequential([core, twin], name="other")
    x = Input((4,), name="x")
    model = Model(x, twin(other(inner(x))))
    groups = {call.id: call.weights for call in topology_of(model).calls}
    assert groups["inner/core"] == groups["other/core"]
    assert groups["other/twin"] == groups["twin"]
    assert groups["inner/core"] != groups["twin"]
    plain = {call.id: call.weights for call in read_config(model.get_config()).calls}
    assert len(set(plain.values()) - {None}) == 4


def test_a_wrapped_layer_shares_weights_with_its_other_uses():
    """`TimeDistributed(core)` uses the weights of `core`."""
    core = dense(4, "core")
    x = Input((6, 4), name="x")
    model = Model(x, layers.TimeDistributed(core, name="each")(core(x)))
    groups = {call.id: call.weights for call in topology_of(model).calls}
    assert groups["each"] == groups["core"] is not None


def test_weightless_layers_form_no_group():
    """Only layers with weights are in a group, and each group has its size."""
    evidence = evidence_of_model(siamese())
    assert evidence["weights"] == {"encoder/code": "encoder/code"}
    assert evidence["parameters"] == {"encoder/code": 15}
    assert evidence["class"] == "Functional"
    assert evidence["keras"] == keras.__version__


def test_a_layer_that_a_sequential_holds_twice_is_shared():
    """Keras's config lists it once; the live model tells."""
    again = dense(4, "again")
    model = Sequential([Input((4,)), again, layers.ReLU(name="relu"), again])
    for whole in (model, _around(model)):
        topology = topology_of(whole)
        found = [(call.id.split("/")[-1], call.weights) for call in topology.calls[1:]]
        assert [name for name, _ in found] == ["again", "relu", "again#2"]
        assert found[0][1] == found[2][1] is not None


def _around(model):
    x = Input((4,))
    return Model(x, model(x))


@pytest.mark.filterwarnings("ignore:The object being serialized includes a `lambda`")
def test_the_code_of_a_lambda_is_not_sent():
    """Evidence holds a hash in place of a Lambda's code, and reads as the config does."""
    x = Input((4,), name="x")
    model = Model(x, layers.Lambda(lambda t: t * 2, name="twice")(x))
    config = model.get_config()
    evidence = evidence_of_model(model)
    code = config["layers"][1]["config"]["function"]["config"]["code"].strip()
    assert len(code) > 20
    assert code not in json.dumps(evidence)
    live, plain = topology_of(model), read_config(config)
    assert live.by_id["twice"].settings == plain.by_id["twice"].settings


def test_a_layer_without_a_config_is_opaque():
    """A custom layer that Keras cannot write down does not hide the rest of the model."""
    x = Input((4,), name="x")
    odd = Unwritable(lambda t: t * 2, name="odd")
    z = Input((4,), name="z")
    nested = Model(z, dense(3, "inside")(odd(z)), name="nested")
    chain = Sequential([Input((4,)), odd, dense(2, "end")], name="chain")
    heads = [nested(x), chain(x), layers.Add(name="sum")([odd(x), dense(4, "plain")(inputs=x)])]
    model = Model(x, heads)
    with pytest.raises(NotImplementedError):
        model.get_config()
    topology = topology_of(model)
    assert {call.id: reads(call) for call in topology.calls} == {
        "x": {},
        "nested/odd": {"0": "x"},
        "nested/inside": {"0": "nested/odd"},
        "chain/odd": {"0": "x"},
        "chain/end": {"0": "chain/odd"},
        "odd": {"0": "x"},
        "plain": {"0": "x"},
        "sum": {"0": "odd", "1": "plain"},
    }
    assert topology.by_id["odd"].op == "Unwritable"
    assert topology.by_id["odd"].setting("opaque") is not None
    assert [end.tensor.call for end in topology.outputs] == ["nested/inside", "chain/end", "sum"]


def test_a_sequential_with_such_a_layer_is_read():
    """Nor does it hide a Sequential."""
    model = Sequential([Input((4,)), Unwritable(lambda t: t, name="odd"), dense(2, "end")])
    topology = topology_of(model)
    assert [call.id for call in topology.calls[1:]] == ["odd", "end"]
    assert topology.calls[0].setting("tensor") == (4,)


def test_arguments_of_every_kind_are_written_down():
    """Constants, slices, nests and keywords survive where Keras's own config fails."""
    x, y = Input((4,), name="x"), Input((4,), name="y")
    odd = Unwritable(lambda t: t, name="odd")(x)
    both = Doubling(name="both")(odd, second=y)
    model = Model({"x": x, "y": y}, {"out": layers.Concatenate(name="c")([both[:, 1:], 2 - y])})
    topology = topology_of(model)
    keyed = {call.op: call for call in topology.calls}
    assert keyed["ops.GetItem"].setting("key") == "[:, 1:]"
    assert keyed["ops.Subtract"].setting("constant.0") == 2
    assert reads(topology.by_id["both"]) == {"0": "odd", "second": "y"}
    assert [end.name for end in (*topology.inputs, *topology.outputs)] == ["x", "y", "out"]


def test_a_functional_model_of_the_learners_class_is_read():
    """A subclass that calls `super().__init__(inputs, outputs)` has a graph and its own style."""

    class Own(Model):
        def __init__(self):
            x = Input((4,), name="x")
            super().__init__(inputs=x, outputs=dense(2, "y")(x))

    topology = topology_of(Own())
    assert [call.id for call in topology.calls] == ["x", "y"]
    assert topology.style == "subclassed"


def test_a_nested_model_of_the_learners_class_is_opaque():
    """What a learner's own class does with its layers, its config does not tell."""

    class Own(Model):
        def __init__(self, **settings):
            x = Input((4,), name="x")
            super().__init__(inputs=x, outputs=dense(4, "y")(x), **settings)

    x = Input((4,), name="x")
    own = Own(name="own")
    topology = topology_of(Model(x, [own(own(x)), own(x)]))
    assert [(call.id, call.op, call.weights) for call in topology.calls] == [
        ("x", "Input", None),
        ("own", "Own", "own"),
        ("own#2", "Own", "own"),
        ("own#3", "Own", "own"),
    ]
    assert [end.tensor.call for end in topology.outputs] == ["own#2", "own#3"]


def test_what_is_no_model_is_refused():
    """Evidence of something else is an error that says what to give."""
    with pytest.raises(AutograderError) as caught:
        topology_of([1, 2])
    assert caught.value.what == "A list is no model whose graph can be read."
    assert (
        caught.value.next_step == "Give a functional or Sequential model, built with keras.Input."
    )


def test_a_function_of_the_learners_does_not_pass_for_keras_own():
    """Keras writes a bare "relu" for any function of that name; evidence says whose it is."""

    def relu(x):
        return x * 0 + 1

    x = Input((4,))
    own = Model(x, layers.Dense(3, activation=relu)(x))
    keras_own = Model(x, layers.Dense(3, activation=keras.activations.relu)(x))

    name = f"{__name__}.test_a_function_of_the_learners_does_not_pass_for_keras_own.<locals>.relu"
    assert topology_of(own).calls[-1].setting("activation") == name
    assert topology_of(keras_own).calls[-1].setting("activation") == "relu"
