"""What the reader knows of Keras's classes is what the installed Keras does."""

import inspect

import pytest
from keras.src.utils import python_utils

from autograder.topology.keras_config.masks import CARRIERS
from autograder.topology.keras_config.names import author_name, snake_case
from autograder.topology.keras_config.signatures import (
    MERGES,
    RECURRENT,
    is_filled_in,
    keyword_slot,
    result_count,
    slot,
)
from autograder.topology.keras_config.weights import has_weights
from tests.keras_models import Input, keras, layers
from tests.topology.keras_classes import (
    CLASSES,
    SEQUENCE,
    SPECIAL,
    UNUSUAL,
    built,
    made,
    shape_for,
)

BUILT = sorted(CLASSES.keys() - SPECIAL - UNUSUAL)


@pytest.mark.parametrize("name", sorted(CLASSES.keys() - SPECIAL - {"Lambda"}))
def test_the_slots_of_a_call_are_those_of_its_signature(name):
    """Positions and keywords of `call` lead to the same port, and the first to 0 or the query."""
    parameters = list(inspect.signature(CLASSES[name].call).parameters)[1:]
    known = [slot(name, position) for position in range(len(parameters))]
    assert known == [keyword_slot(name, parameter) for parameter in parameters]
    assert known[0] == ("query" if parameters[0] == "query" else "0")


@pytest.mark.parametrize("name", sorted(CLASSES.keys() - SPECIAL))
def test_the_defaults_of_training_are_known(name):
    """Keras writes the default of `training` into a config, where it says nothing."""
    parameter = inspect.signature(CLASSES[name].call).parameters.get("training")
    for value in (True, False):
        filled_in = parameter is not None and parameter.default is value
        assert is_filled_in(name, "training", value) == filled_in


@pytest.mark.parametrize("name", BUILT)
def test_the_classes_with_weights_are_known(name):
    """A layer has weights when the reader says so."""
    layer = built(name)
    assert has_weights(name, layer.get_config()) == bool(layer.weights)


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (layers.LayerNormalization(center=False, scale=False), False),
        (layers.LayerNormalization(center=False), True),
        (layers.GroupNormalization(groups=1, center=False, scale=False), False),
        (layers.BatchNormalization(center=False, scale=False), True),
        (layers.Normalization(mean=0.0, variance=1.0), False),
        (layers.TimeDistributed(layers.Dropout(0.1)), False),
        (layers.TimeDistributed(layers.Normalization()), True),
        (layers.PReLU(), True),
    ],
    ids=str,
)
def test_settings_decide_over_weights_where_they_do(layer, expected):
    """Layers whose weights depend on their settings."""
    layer(Input((6, 4)))
    config = keras.saving.serialize_keras_object(layer)["config"]
    assert has_weights(type(layer).__name__, config) is expected
    assert bool(layer.weights) is expected


@pytest.mark.parametrize(("scale", "mode"), [(False, "dot"), (True, "dot"), (False, "concat")])
def test_attention_has_weights_where_it_scales_or_concatenates(scale, mode):
    """Attention is weightless by default."""
    layer = layers.Attention(use_scale=scale, score_mode=mode)
    layer([Input((5, 4)), Input((6, 4))])
    assert has_weights("Attention", layer.get_config()) == bool(layer.weights)


@pytest.mark.parametrize("name", sorted(set(BUILT) - RECURRENT - MERGES))
def test_the_layers_that_hand_masks_on_are_known(name):
    """A layer hands on the mask of what it reads when the reader says so."""
    if name in {"Embedding", "ReversibleEmbedding", "Masking"}:
        pytest.skip("makes a mask of its own")
    layer = built(name)
    expected = layer.supports_masking and name != "GlobalAveragePooling1D"
    assert (name in CARRIERS) == expected
    if expected and "Attention" not in name:
        assert python_utils.is_default(layer.compute_mask)


@pytest.mark.parametrize("name", sorted(RECURRENT - {"Bidirectional", "RNN"}))
@pytest.mark.parametrize("state", [False, True])
def test_the_number_of_results_is_known(name, state):
    """A recurrent layer gives its states back where it is told to."""
    layer = made(name, return_state=state)
    results = layer(Input(shape_for(name)))
    count = len(results) if isinstance(results, (list, tuple)) else 1
    assert result_count(name, layer.get_config()) == count


@pytest.mark.parametrize("merge", ["concat", None])
@pytest.mark.parametrize("state", [False, True])
@pytest.mark.parametrize("cell", [layers.LSTM, layers.GRU])
def test_the_number_of_results_of_bidirectional_is_known(merge, state, cell):
    """Both directions give states, and both sequences where they are not merged."""
    layer = layers.Bidirectional(cell(2, return_state=state), merge_mode=merge)
    results = layer(Input(SEQUENCE))
    count = len(results) if isinstance(results, (list, tuple)) else 1
    config = keras.saving.serialize_keras_object(layer)["config"]
    assert result_count("Bidirectional", config) == count


@pytest.mark.parametrize("name", BUILT)
def test_names_that_keras_makes_up_are_known(name):
    """The reader derives a class's automatic name as Keras does."""
    layer = built(name)
    made_up = type(layer).__name__
    assert author_name(layer.name, made_up) is None
    assert layer.name.startswith(snake_case(made_up))
    assert author_name("digit", made_up) == "digit"


def test_names_of_inputs_that_keras_makes_up_are_known():
    """An Input without a name is called after its class."""
    assert author_name(Input((2,)).name, "InputLayer") is None
    assert author_name("keras_tensor_12", "InputLayer") is None
    assert author_name("input", "InputLayer") == "input"
