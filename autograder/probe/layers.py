"""Makes Keras's own layers from the settings of a call: classes of a fixed list, plain values."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from autograder.probe.activations import activation
from autograder.probe.refusal import Refused
from autograder.topology.model import Value
from autograder.topology.normal_form.defaults import never_counts
from autograder.topology.shapes import words

LAYERS = words(
    """
    Activation Add AdditiveAttention Attention Average AveragePooling1D AveragePooling2D
    AveragePooling3D BatchNormalization Bidirectional Concatenate Conv1D Conv1DTranspose Conv2D
    Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D ConvLSTM3D Cropping1D Cropping2D
    Cropping3D Dense DepthwiseConv1D DepthwiseConv2D Dot ELU EinsumDense Embedding Flatten GRU
    GRUCell GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D
    GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GroupNormalization
    GroupedQueryAttention Identity LSTM LSTMCell LayerNormalization LeakyReLU Masking MaxPooling1D
    MaxPooling2D MaxPooling3D Maximum Minimum MultiHeadAttention Multiply PReLU Permute
    RMSNormalization RNN ReLU RepeatVector Rescaling Reshape SeparableConv1D SeparableConv2D
    SimpleRNN SimpleRNNCell Softmax StackedRNNCells Subtract UnitNormalization UpSampling1D
    UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D
    """
)
"""Classes that may be built; the others draw random numbers, run code or read text and files."""

_TRAINED_ONLY = frozenset({"dropout", "recurrent_dropout", "trainable", "unit_forget_bias"})
"""Settings that only matter in training; they are compared as they are written."""
_TRAINED_ENDINGS = ("_initializer", "_regularizer", "_constraint")
_HOLDERS = frozenset({"layer", "backward_layer", "cell", "cells"})


def make_layer(op: str, settings: dict[str, Value], *, name: str = "probe") -> Any:
    """Return a new layer in float64 whose weights are zeros, ready to be given others.

    `settings` are as `write_out_inner_layers` leaves them: those of an inner layer have the prefix
    `layer.`. Nothing random is drawn and no name of Keras's own numbering is used up.
    """
    from keras import layers

    if op not in LAYERS:
        raise Refused(f"{op} is not built by the probe")
    if settings.get("stateful"):
        raise Refused(f"{op} keeps its state between batches")
    made = getattr(layers, op)
    parameters = inspect.signature(made.__init__).parameters
    given = dict(_arguments(op, settings, name))
    for parameter in parameters:
        if parameter.endswith("_initializer"):
            given[parameter] = None if parameter.startswith("activity") else "zeros"
    try:
        return made(**given, name=name, dtype="float64")
    except (TypeError, ValueError) as error:
        raise Refused(f"{op} cannot be built: {_first_line(error)}") from error


def _arguments(op: str, settings: dict[str, Value], name: str) -> Iterator[tuple[str, Any]]:
    for key, value in settings.items():
        if "." in key or never_counts(op, key) or is_trained_only(key):
            continue
        if key in _HOLDERS and value is not None:
            yield key, _inner(key, value, settings, name)
        elif key.endswith("activation"):
            yield key, activation(value)
        else:
            yield key, _plain(value)


def is_trained_only(name: str) -> bool:
    """Whether a setting changes nothing but how the weights start and are trained."""
    own = name.rpartition(".")[2]
    return own in _TRAINED_ONLY or own.endswith(_TRAINED_ENDINGS)


def _inner(key: str, value: Value, settings: dict[str, Value], name: str) -> Any:
    if isinstance(value, tuple):
        return [
            make_layer(str(op), inner_settings(f"{key}.{at}", settings), name=f"{name}_{at}")
            for at, op in enumerate(value)
        ]
    return make_layer(str(value), inner_settings(key, settings), name=f"{name}_{key}")


def inner_settings(key: str, settings: dict[str, Value]) -> dict[str, Value]:
    """Return the settings of the layer that the setting `key` holds."""
    start = f"{key}."
    return {
        name.removeprefix(start): value
        for name, value in settings.items()
        if name.startswith(start)
    }


def _plain(value: Value) -> Any:
    # Keras takes some shapes and axes as lists only.
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:120]
