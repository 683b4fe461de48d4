"""A config that is broken or old is refused with what is wrong, where, and what to do."""

import pytest

from autograder.topology.keras_config import read_config, read_model_evidence
from autograder.topology.model import Topology
from tests.topology.plain_configs import layer, model, refused

AGAIN = (
    "Take the config again from model.get_config() or model.to_json(), from Keras 3 and unchanged."
)


def test_the_configs_of_these_tests_are_sound():
    """What follows is refused for the fault it has and no other."""
    topology = read_config(model(layer("y", ("x",))))
    assert [call.id for call in topology.calls] == ["x", "y"]


WRONG = {
    "no dict": (None, "the config is None where a dict belongs"),
    "a list": ([1, 2], "the config is a list of 2 where a dict belongs"),
    "no layers": ({"name": "m"}, "it lists no layers"),
    "a layer": (layer("y", ("x",)), "Dense lists no layers"),
    "an unknown source": (
        model(layer("y", ("z",))),
        "it reads z, a call that the model lacks (at y)",
    ),
    "an unknown use": (
        model(layer("y", ("x", 1))),
        "it reads x, a call that the model lacks (at y)",
    ),
    "an unknown output": (
        model(layer("y", ("x",)), outputs=("z", 0, 0)),
        "an input or output names z, a call that the model lacks",
    ),
    "a cycle": (
        model(layer("y", ("z",)), layer("z", ("y",))),
        "the calls form a cycle through y",
    ),
    "a call of itself": (model(layer("y", ("y",))), "the calls form a cycle through y"),
    "two of one name": (
        model(layer("y", ("x",)), layer("y", ("x",))),
        "two layers have the name y",
    ),
    "no outputs": (model(layer("y", ("x",)), outputs=()), "it has no inputs or no outputs"),
    "a text as output": (
        {**model(layer("y", ("x",))), "output_layers": "y"},
        "an input or output is y",
    ),
    "an input that is none": (
        model(layer("y", ("x",)), inputs=("y", 0, 0)),
        "its inputs are not its Input layers",
    ),
    "a use that is no number": (
        model(layer("y", ("x", "first"))),
        "the use of a layer is first where an index belongs (at y)",
    ),
    "a negative use": (
        model(layer("y", ("x", -1))),
        "the use of a layer is -1 where an index belongs (at y)",
    ),
    "a shape that is none": (
        model(layer("y", ("x",)), {**layer("z", class_name="InputLayer"), "config": {}}),
        "the batch_shape of an Input is None (at z)",
    ),
    "an empty Sequential": (
        {"name": "s", "layers": []},
        "the Sequential model has no Input, so its shapes are not known yet",
    ),
    "a key that is no text": (
        {"layers": {1: 2}},
        "a dict has the key 1, which is no text (at layers)",
    ),
    "a foreign value": (
        {"layers": [b"code"]},
        "it holds a value of the type bytes (at layers > 0)",
    ),
    "an endless number": ({"layers": [1 << 200]}, "an integer is far too large (at layers > 0)"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_what_is_wrong_is_said(fault):
    """The message names the fault and the layer it is at."""
    config, expected = WRONG[fault]
    assert refused(config).what == f"The model's config cannot be read: {expected}."


def test_the_next_step_is_said():
    """The error of a broken config says where to get a sound one."""
    assert refused(model(layer("y", ("z",)))).next_step == AGAIN


def test_a_sequential_without_shapes_is_refused():
    """The next step for an unbuilt Sequential is an Input."""
    found = refused({"name": "s", "layers": [layer("y")]})
    assert found.what == (
        "The model's config cannot be read: "
        "the Sequential model has no Input, so its shapes are not known yet."
    )
    assert found.next_step == "Let keras.Input(shape=...) be its first element."


def test_configs_of_keras_2_are_refused():
    """Keras 2 wrote calls as lists and the shapes of inputs under another name."""
    listed = layer("y")
    listed["inbound_nodes"] = [[["x", 0, 0, {}]]]
    old_input = layer("x", class_name="InputLayer")
    old_input["config"] = {"name": "x", "batch_input_shape": [None, 2]}
    old_sequential = {"name": "s", "layers": [old_input, layer("y")]}
    unmarked = layer("y", ("x",))
    del unmarked["module"]
    step = "Build the model with Keras 3 and take its config again."
    for config, what in [
        (model(listed), "its calls are lists, as Keras 2 writes them (at y)"),
        (old_sequential, "the layer was written by Keras 2 (at x)"),
        (model(unmarked), "the layer was written by Keras 2 (at y)"),
    ]:
        found = refused(config)
        assert found.what == f"The model's config cannot be read: {what}."
        assert found.next_step == step


def test_messages_stay_short_and_printable():
    """Names out of a config are cut and cleaned before they enter a message."""
    what = refused(model(layer("y", ("\x1b[31m" + "z" * 500,)))).what
    assert len(what) < 250
    assert what.isprintable()


def test_evidence_is_checked_as_a_config_is():
    """Evidence of the wrong form is refused."""
    config = model(layer("y", ("x",)))
    good = {"config": config, "class": "Functional", "weights": {}}
    assert isinstance(read_model_evidence(good), Topology)
    for part, value, expected in [
        ("class", None, "the class of the model is None where a text belongs"),
        ("weights", [], "weights is a list of 0 where a dict belongs"),
        ("weights", {"y": 3}, "a weights group is 3 where a text belongs (at y)"),
        ("places", {"y": {"line": -1}}, "a line is -1 where an index belongs (at y)"),
        ("shapes", {"y": [3]}, "a shape is no list of sizes (at y)"),
        (
            "unused",
            [{"name": "y", "use": 0}],
            "y is listed as unused and is part of the model (at y)",
        ),
        ("unused", [{}] * 2_000, "it lists more than 1,000 unused calls"),
    ]:
        found = refused({**good, part: value}, read_model_evidence)
        assert found.what == f"The model's config cannot be read: {expected}."
