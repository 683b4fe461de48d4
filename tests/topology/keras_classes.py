"""Every layer class of the installed Keras, and how to make and call one of each."""

import inspect

from autograder.topology.keras_config.signatures import LIST_ATTENTION, MERGES
from tests.keras_models import Input, layers

CLASSES = {
    name: layer
    for name, layer in vars(layers).items()
    if isinstance(layer, type) and issubclass(layer, layers.Layer) and layer.__name__ == name
} | {"GroupedQueryAttention": layers.GroupQueryAttention}

SPECIAL = {"InputLayer", "Layer", "Wrapper", "FlaxLayer", "JaxLayer", "TFSMLayer", "Pipeline"}
SPECIAL |= {"TorchModuleWrapper", "GRUCell", "LSTMCell", "SimpleRNNCell", "StackedRNNCells"}
"""Classes of a form of their own, or with no use outside other layers."""

SEQUENCE, IMAGE, VOLUME = (6, 4), (8, 8, 3), (6, 6, 6, 2)
MADE_WITH = {
    "AdaptiveAveragePooling": {"output_size": 2},
    "AdaptiveMaxPooling": {"output_size": 2},
    "Bidirectional": {"layer": layers.GRU(2)},
    "CategoryEncoding": {"num_tokens": 9},
    "Conv": {"filters": 2, "kernel_size": 2},
    "ConvLSTM": {"filters": 2, "kernel_size": 2},
    "Depthwise": {"kernel_size": 2},
    "Dense": {"units": 2},
    "EinsumDense": {"equation": "abc,cd->abd", "output_shape": (None, 2)},
    "Embedding": {"input_dim": 9, "output_dim": 2},
    "ReversibleEmbedding": {"input_dim": 9, "output_dim": 2},
    "GRU": {"units": 2},
    "GroupNormalization": {"groups": 1},
    "LSTM": {"units": 2},
    "RNN": {"cell": layers.GRUCell(2)},
    "SeparableConv": {"filters": 2, "kernel_size": 2},
    "SimpleRNN": {"units": 2},
    "SpectralNormalization": {"layer": layers.Dense(2)},
    "TimeDistributed": {"layer": layers.Dense(2)},
    "Activation": {"activation": "relu"},
    "AlphaDropout": {"rate": 0.1},
    "AveragePooling": {"pool_size": 2},
    "Dot": {"axes": 1},
    "Dropout": {"rate": 0.1},
    "GaussianDropout": {"rate": 0.1},
    "GaussianNoise": {"stddev": 0.1},
    "SpatialDropout": {"rate": 0.1},
    "Permute": {"dims": (2, 1)},
    "Reshape": {"target_shape": (-1,)},
    "RepeatVector": {"n": 2},
    "Rescaling": {"scale": 2.0},
    "MultiHeadAttention": {"num_heads": 2, "key_dim": 2},
    "GroupedQueryAttention": {"head_dim": 2, "num_query_heads": 2, "num_key_value_heads": 2},
}

UNUSUAL = {"HashedCrossing", "Hashing", "IntegerLookup", "Lambda", "StringLookup"}
UNUSUAL |= {"Discretization", "MelSpectrogram", "STFTSpectrogram", "TextVectorization"}
UNUSUAL |= {
    name for name, layer in CLASSES.items() if "data" in inspect.signature(layer.call).parameters
}
"""Layers that want texts, sounds, pictures, adapting or code."""


def made(name, **settings):
    """A layer of the class, with the arguments that it must have."""
    row = max((key for key in MADE_WITH if name.startswith(key)), key=len, default=None)
    return CLASSES[name](**(MADE_WITH[row] if row else {}), **settings)


def shape_for(name):
    """The shape of one sample that the class takes."""
    if name == "RepeatVector":
        return (4,)
    if name.startswith("ConvLSTM"):
        return (3, *{"1": SEQUENCE, "2": IMAGE, "3": VOLUME}[name[-2]])
    return VOLUME if "3D" in name else IMAGE if "2D" in name else SEQUENCE


def built(name):
    """A layer of the class, called on what it takes."""
    layer = made(name)
    inputs = Input(shape_for(name), dtype="int32" if "Embedding" in name else "float32")
    if name in MERGES | LIST_ATTENTION:
        layer([inputs, Input(inputs.shape[1:])])
    elif "query" in inspect.signature(layer.call).parameters:
        layer(inputs, inputs)
    else:
        layer(inputs)
    return layer
