"""Calls of a run that lead nowhere are described, and no others."""

import json

from autograder.extract import trace
from tests.extract.cells import cell, placed, read_trace
from tests.keras_models import Input, reads


def forgotten(topology):
    """The class, variable, line and sources of each unused call."""
    return [(call.op, call.variable, call.line, reads(call)) for call in topology.unused]


def test_unused_calls_are_described():
    """A forgotten head, what reads it, and an idle Input are told, with what they read."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            idle = Input((2,))
            h = layers.Dense(8)(x)
            score = layers.Dense(1, activation="sigmoid")(h)
            scaled = score * 2
            return Model(x, h)
        """
    )
    topology = read_trace(trace(learner["answer"]))
    names = [call.id for call in topology.unused]
    h = topology.calls[1].id
    assert forgotten(topology) == [
        ("Input", "idle", 3, {}),
        ("Dense", "score", 5, {"0": h}),
        ("ops.Multiply", "scaled", 6, {"0": names[1]}),
    ]
    score = topology.unused[1]
    assert (score.setting("units"), score.setting("activation")) == (1, "sigmoid")
    assert score.shapes == ((None, 1),)
    assert [call.op for call in topology.calls] == ["Input", "Dense"]


def test_an_unused_use_of_a_used_layer_is_numbered_on():
    """The second use of a layer, which leads nowhere, is `name#2`."""
    learner = cell(
        """
        def answer():
            x, y = Input((4,)), Input((4,))
            encoder = layers.Dense(3, name="encoder")
            left = encoder(x)
            right = encoder(y)
            return Model([x, y], left)
        """
    )
    topology = read_trace(trace(learner["answer"]))
    assert [(call.id, call.variable) for call in topology.unused] == [("encoder#2", "right")]


def test_an_unused_use_of_a_model_is_one_call():
    """A nested model that was called for nothing is not unrolled; what read it is told apart."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            block = Sequential([layers.Dense(4)])
            once = block(x)
            twice = block(once)
            return Model(x, once)
        """
    )
    topology = read_trace(trace(learner["answer"]))
    (call,) = topology.unused
    assert (call.op, call.variable, call.settings) == ("Sequential", "twice", ())
    assert reads(call) == {"0": topology.calls[-1].id}


def test_calls_of_a_tap_model_are_not_unused():
    """A second model made to look inside uses its calls, kept or not."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            h = layers.Dense(8)(x)
            probe = layers.Dense(2)(h)
            tap = Model(x, probe)
            Model(x, layers.Dense(3)(h)).count_params()
            return Model(x, h)
        """
    )
    assert trace(learner["answer"]).unused == []


def test_calls_of_earlier_runs_are_not_unused():
    """What another cell or an earlier run hung on a global tensor raises no alarm."""
    learner = cell(
        """
        x = Input((4,))
        stale = layers.Dense(9)(x)

        def answer():
            y = layers.Dense(2)(x)
            extra = layers.Dense(3)(x)
            return Model(x, y)
        """
    )
    for _ in range(2):
        topology = read_trace(trace(learner["answer"]))
        assert [(call.variable, call.line) for call in topology.unused] == [("extra", 6)]


def test_masks_and_inner_calls_of_keras_are_not_unused():
    """Calls that Keras makes on its own account are nobody's mistake."""
    learner = cell(
        """
        def answer():
            words = Input((6,), dtype="int32")
            x = layers.Embedding(9, 4, mask_zero=True)(words)
            x = layers.Conv1D(2, 1)(layers.Dense(3)(x)) if False else layers.Dense(3)(x)
            model = Sequential([Input((6, 3)), layers.Flatten()])
            return Model(words, model(x))
        """
    )
    assert trace(learner["answer"]).unused == []


def test_a_model_between_inner_tensors_keeps_its_places():
    """Keras copies the calls of such a model; the originals are not unused, the Input is."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            h = layers.Dense(8)(x)
            y = layers.Dense(2)(h)
            return Model(h, y)
        """
    )
    topology = read_trace(trace(learner["answer"]))
    assert placed(topology)[1:] == [("Dense", "y", 4)]
    assert [(call.op, call.variable) for call in topology.unused] == [
        ("Input", "x"),
        ("Dense", "h"),
    ]


def test_an_unused_call_of_a_tensor_from_elsewhere_is_described():
    """A source that is no part of the model is left out of the description."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            lost = layers.Add()([elsewhere, x])
            return Model(x, layers.ReLU()(x))
        """,
        elsewhere=Input((4,)),
    )
    topology = read_trace(trace(learner["answer"]))
    assert forgotten(topology) == [("Add", "lost", 3, {"1": topology.calls[0].id})]


def test_descriptions_of_unused_calls_are_plain_json():
    """Tuples become lists, and the code of a Lambda a hash."""
    learner = cell(
        """
        def answer():
            x = Input((8, 8, 3))
            seen = layers.Conv2D(2, (3, 1))(x)
            odd = layers.Lambda(lambda t: t * 2)(x[:, ::2])
            return Model(x, layers.Flatten()(x))
        """
    )
    unused = trace(learner["answer"]).unused
    assert json.loads(json.dumps(unused)) == unused
    assert [each["variable"] for each in unused] == ["seen", None, "odd"]
    code = unused[2]["layer"]["config"]["function"]
    assert (code["class_name"], code["config"]) == ("__lambda__", {})
