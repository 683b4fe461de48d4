"""What the reader knows of Keras's classes: argument slots, masks, numbers of results."""

from __future__ import annotations

from typing import Any

MERGES = frozenset(
    {"Add", "Average", "Concatenate", "Dot", "Maximum", "Minimum", "Multiply", "Subtract"}
)
RECURRENT = frozenset(
    {
        "Bidirectional", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "GRU", "LSTM", "RNN",
        "SimpleRNN",
    }
)  # fmt: skip
LIST_ATTENTION = frozenset({"Attention", "AdditiveAttention"})
_HEADS = frozenset({"MultiHeadAttention", "GroupedQueryAttention"})

_ROLES = ("query", "value", "key")
_FIRST = frozenset({"inputs", "sequences", "sequence", "data", "x"})
"""What Keras calls the one tensor of an ordinary layer."""
_HEAD_SLOTS = (
    *_ROLES, "query_mask", "value_mask", "key_mask", "attention_mask", "return_attention_scores",
    "training", "use_causal_mask",
)  # fmt: skip
_SLOTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_HEADS, _HEAD_SLOTS),
    **dict.fromkeys(
        LIST_ATTENTION, ("0", "mask", "training", "return_attention_scores", "use_causal_mask")
    ),
    **dict.fromkeys(RECURRENT, ("0", "initial_state", "mask", "training")),
    "BatchNormalization": ("0", "training", "mask"),
    "CategoryEncoding": ("0", "count_weights"),
    "GlobalAveragePooling1D": ("0", "mask"),
    "ReversibleEmbedding": ("0", "reverse"),
    "Softmax": ("0", "mask"),
    "TimeDistributed": ("0", "training", "mask"),
}
_ORDINARY = ("0", "training")

_TRAINING: dict[str, bool | None] = {
    **dict.fromkeys(
        (
            "AdditiveAttention", "AlphaDropout", "Attention", "ConvLSTM1D", "ConvLSTM2D",
            "ConvLSTM3D", "Dropout", "FlaxLayer", "GRU", "GaussianDropout", "GaussianNoise",
            "JaxLayer", "LSTM", "RNN", "SimpleRNN", "SpatialDropout1D", "SpatialDropout2D",
            "SpatialDropout3D", "SpectralNormalization", "TFSMLayer",
        ),
        False,
    ),
    **dict.fromkeys(
        (
            "AugMix", "AutoContrast", "CenterCrop", "ContrastLimitedAdaptiveHistogramEqualization",
            "CutMix", "Equalization", "MaxNumBoundingBoxes", "MixUp", "Pipeline", "RandAugment",
            "RandomBrightness", "RandomColorDegeneration", "RandomColorJitter", "RandomContrast",
            "RandomCrop", "RandomElasticTransform", "RandomErasing", "RandomFlip",
            "RandomGaussianBlur", "RandomGrayscale", "RandomHue", "RandomInvert",
            "RandomPerspective", "RandomPosterization", "RandomRotation", "RandomSaturation",
            "RandomSharpness", "RandomShear", "RandomTranslation", "RandomZoom", "Resizing",
            "Solarization",
        ),
        True,
    ),
    **dict.fromkeys(
        (
            "BatchNormalization", "Bidirectional", "GroupedQueryAttention", "MultiHeadAttention",
            "TimeDistributed",
        )
    ),
}  # fmt: skip
"""Layers that behave otherwise in training, each with the default of its call argument."""


def takes_training(op: str) -> bool:
    """Whether a call of a layer heeds the argument `training`."""
    return op in _TRAINING


def is_filled_in(op: str, name: str, value: object) -> bool:
    """Whether Keras writes this call argument into a config when the author gives none."""
    return name == "training" and value is not None and value is _TRAINING.get(op)


def slot(op: str, position: int, *, built_in: bool = True) -> str:
    """Return the port of a positional call argument: the role where the layer has roles."""
    if op.startswith("ops.") or not built_in:
        return str(position)
    slots = _SLOTS.get(op, _ORDINARY)
    return slots[position] if position < len(slots) else str(position)


def keyword_slot(op: str, name: str) -> str:
    """Return the port of a keyword call argument; the first slot's keyword gives "0"."""
    return "0" if name in _FIRST and not op.startswith("ops.") else name


def element_slot(op: str, port: str, position: object, *, alone: bool = True) -> str:
    """Return the port of one element of a list or dict that fills the slot `port`.

    The elements of a list are numbered as ports where it is `alone`, the only positional argument.
    """
    if op in LIST_ATTENTION and isinstance(position, int) and position < len(_ROLES):
        if port == "0":
            return _ROLES[position]
        if port == "mask":
            return f"{_ROLES[position]}_mask"
    if port == "0" and alone and isinstance(position, int):
        return str(position)
    return f"{port}.{position}"


def result_count(op: str, config: dict[str, Any]) -> int:
    """Return how many tensors a layer gives back, where its config says so; otherwise 1.

    Needed for Sequential models only, whose config names no tensors.
    """
    if op == "Bidirectional":
        inner = config.get("layer")
        if not isinstance(inner, dict) or not isinstance(inner.get("config"), dict):
            return 1
        states = result_count(str(inner.get("class_name")), inner["config"]) - 1
        return (2 if config.get("merge_mode") is None else 1) + 2 * states
    if op in RECURRENT and config.get("return_state"):
        return 3 if "LSTM" in op else 2
    return 1
