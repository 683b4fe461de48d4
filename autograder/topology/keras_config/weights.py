"""Which of Keras's classes have weights: the one table that reader, drawings and passes ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from autograder.topology.keras_config.names import is_built_in

_WEIGHTS = frozenset(
    {
        "BatchNormalization", "Conv1D", "Conv1DTranspose", "Conv2D", "Conv2DTranspose", "Conv3D",
        "Conv3DTranspose", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "Dense", "DepthwiseConv1D",
        "DepthwiseConv2D", "EinsumDense", "Embedding", "FlaxLayer", "GRU", "GRUCell",
        "GroupedQueryAttention", "JaxLayer", "LSTM", "LSTMCell", "LayerScale", "MultiHeadAttention",
        "PReLU", "RMSNormalization", "RNN", "ReversibleEmbedding", "STFTSpectrogram",
        "SeparableConv1D", "SeparableConv2D", "SimpleRNN", "SimpleRNNCell", "SpectralNormalization",
        "StackedRNNCells", "TFSMLayer", "TorchModuleWrapper",
    }
)  # fmt: skip
"""Classes with weights; `LayerScale` is that of ConvNeXt in keras.applications."""


def can_have_weights(op: str) -> bool:
    """Whether calls of this class of Keras's own can share weights, whatever their settings."""
    return op in _WEIGHTS or op in _SOMETIMES_WEIGHTS


def has_weights(op: str, config: Mapping[str, Any]) -> bool:
    """Whether a layer of Keras's own with this config has weights."""
    sometimes = _SOMETIMES_WEIGHTS.get(op)
    return op in _WEIGHTS if sometimes is None else sometimes(config)


def _inner_has_weights(config: Mapping[str, Any]) -> bool:
    inner = config.get("layer")
    if not isinstance(inner, dict) or not isinstance(inner.get("config"), dict):
        return True
    if not is_built_in(str(inner.get("module"))) or "layers" in inner["config"]:
        return True
    return has_weights(str(inner.get("class_name")), inner["config"])


def _scales_or_shifts(config: Mapping[str, Any]) -> bool:
    return bool(config.get("center", True) or config.get("scale", True))


_SOMETIMES_WEIGHTS: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "AdditiveAttention": lambda config: bool(config.get("use_scale", True)),
    "Attention": lambda config: bool(
        config.get("use_scale") or config.get("score_mode") == "concat"
    ),
    "Bidirectional": _inner_has_weights,
    "GroupNormalization": _scales_or_shifts,
    "LayerNormalization": _scales_or_shifts,
    "Normalization": lambda config: config.get("mean") is None,
    "TimeDistributed": _inner_has_weights,
}
