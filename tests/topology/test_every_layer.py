"""Every layer of Keras, built with what it has to be given, comes out with just that."""

import pytest

from autograder.topology.model import Topology
from autograder.topology.normal_form import normalise

IMAGE, SEQUENCE, VECTOR, VOLUME = (8, 8, 3), (6, 4), (4,), (6, 6, 6, 2)

# What each layer has to be given, and the shape it takes; sizes none of which is a default.
PLAIN = {
    "ActivityRegularization": (VECTOR, {}),
    "AlphaDropout": (VECTOR, {"rate": 0.3}),
    "AveragePooling1D": (SEQUENCE, {"pool_size": 3}),
    "AveragePooling2D": (IMAGE, {"pool_size": 3}),
    "AveragePooling3D": (VOLUME, {"pool_size": 3}),
    "BatchNormalization": (IMAGE, {}),
    "Conv1D": (SEQUENCE, {"filters": 5, "kernel_size": 3}),
    "Conv1DTranspose": (SEQUENCE, {"filters": 5, "kernel_size": 3}),
    "Conv2D": (IMAGE, {"filters": 5, "kernel_size": 3}),
    "Conv2DTranspose": (IMAGE, {"filters": 5, "kernel_size": 3}),
    "Conv3D": (VOLUME, {"filters": 5, "kernel_size": 3}),
    "Conv3DTranspose": (VOLUME, {"filters": 5, "kernel_size": 3}),
    "ConvLSTM1D": ((4, 6, 3), {"filters": 5, "kernel_size": 3}),
    "ConvLSTM2D": ((4, 6, 6, 3), {"filters": 5, "kernel_size": 3}),
    "Cropping1D": (SEQUENCE, {"cropping": 2}),
    "Cropping2D": (IMAGE, {"cropping": 2}),
    "Dense": (VECTOR, {"units": 5}),
    "DepthwiseConv1D": (SEQUENCE, {"kernel_size": 3}),
    "DepthwiseConv2D": (IMAGE, {"kernel_size": 3}),
    "Dropout": (VECTOR, {"rate": 0.3}),
    "EinsumDense": (SEQUENCE, {"equation": "abc,cd->abd", "output_shape": (None, 5)}),
    "Embedding": (SEQUENCE[:1], {"input_dim": 9, "output_dim": 5}),
    "Flatten": (IMAGE, {}),
    "GRU": (SEQUENCE, {"units": 5}),
    "GaussianDropout": (VECTOR, {"rate": 0.3}),
    "GaussianNoise": (VECTOR, {"stddev": 0.3}),
    "GlobalAveragePooling1D": (SEQUENCE, {}),
    "GlobalAveragePooling2D": (IMAGE, {}),
    "GlobalMaxPooling1D": (SEQUENCE, {}),
    "GlobalMaxPooling2D": (IMAGE, {}),
    "GroupNormalization": (SEQUENCE, {"groups": 2}),
    "LSTM": (SEQUENCE, {"units": 5}),
    "LayerNormalization": (SEQUENCE, {}),
    "Masking": (SEQUENCE, {}),
    "MaxPooling1D": (SEQUENCE, {}),
    "MaxPooling2D": (IMAGE, {}),
    "MaxPooling3D": (VOLUME, {}),
    "Normalization": (VECTOR, {}),
    "PReLU": (VECTOR, {}),
    "Permute": (SEQUENCE, {"dims": (2, 1)}),
    "RMSNormalization": (SEQUENCE, {}),
    "RandomFlip": (IMAGE, {}),
    "RandomRotation": (IMAGE, {"factor": 0.3}),
    "RepeatVector": (VECTOR, {"n": 3}),
    "Rescaling": (IMAGE, {"scale": 0.5}),
    "Reshape": (SEQUENCE, {"target_shape": (4, 6)}),
    "Resizing": (IMAGE, {"height": 4, "width": 5}),
    "SeparableConv1D": (SEQUENCE, {"filters": 5, "kernel_size": 3}),
    "SeparableConv2D": (IMAGE, {"filters": 5, "kernel_size": 3}),
    "SimpleRNN": (SEQUENCE, {"units": 5}),
    "SpatialDropout1D": (SEQUENCE, {"rate": 0.3}),
    "SpatialDropout2D": (IMAGE, {"rate": 0.3}),
    "UnitNormalization": (SEQUENCE, {}),
    "UpSampling1D": (SEQUENCE, {}),
    "UpSampling2D": (IMAGE, {}),
    "ZeroPadding1D": (SEQUENCE, {}),
    "ZeroPadding2D": (IMAGE, {}),
}
MERGES = ("Add", "Average", "Concatenate", "Maximum", "Minimum", "Multiply", "Subtract")
ATTENTION = {
    "AdditiveAttention": {},
    "Attention": {},
    "MultiHeadAttention": {"num_heads": 2, "key_dim": 5},
    "GroupQueryAttention": {"num_query_heads": 4, "num_key_value_heads": 2, "head_dim": 5},
}


def _settings(model):
    call = normalise(Topology.from_keras(model)).calls[-1]
    return call, dict(call.settings) | dict(call.options)


@pytest.mark.parametrize("name", PLAIN)
def test_a_layer_has_only_the_settings_it_was_given(name):
    """Read from Keras and normalised, a layer's settings are those that were written."""
    import keras

    shape, given = PLAIN[name]
    x = keras.Input(shape, dtype="int32" if name == "Embedding" else None)
    call, settings = _settings(keras.Model(x, getattr(keras.layers, name)(**given)(x)))
    assert call.op == name
    assert settings == given


@pytest.mark.parametrize("name", MERGES)
def test_a_merge_has_no_settings(name):
    """A merge of two tensors has nothing to be told."""
    import keras

    a, b = keras.Input(VECTOR), keras.Input(VECTOR)
    call, settings = _settings(keras.Model([a, b], getattr(keras.layers, name)()([a, b])))
    assert (call.op, settings) == (name, {})
    assert [argument.port for argument in call.arguments] == ["0", "1"]


@pytest.mark.parametrize("name", ATTENTION)
def test_attention_has_roles(name):
    """Attention reads query, key and value, the key being the value where none is given."""
    import keras

    q, v = keras.Input((6, 20)), keras.Input((7, 20))
    layer = getattr(keras.layers, name)(**ATTENTION[name])
    made = layer([q, v]) if name.endswith("veAttention") or name == "Attention" else layer(q, v)
    call, settings = _settings(keras.Model([q, v], made))
    assert settings == ATTENTION[name]
    ports = {argument.port: argument.tensor.call for argument in call.arguments}
    assert set(ports) == {"query", "key", "value"}
    assert ports["key"] == ports["value"] != ports["query"]


def test_the_normal_form_of_what_keras_reads_is_idempotent():
    """Normalising a model of every plain layer twice changes nothing the second time."""
    import keras

    for name, (shape, given) in PLAIN.items():
        x = keras.Input(shape, dtype="int32" if name == "Embedding" else None)
        model = keras.Model(x, getattr(keras.layers, name)(**given)(x))
        once = normalise(Topology.from_keras(model))
        assert normalise(once) == once, name
