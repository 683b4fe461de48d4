"""Who writes a model down: a plain hand always in the same words, a free one in any that fit."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

_SIZES = {"kernel_size": 2, "pool_size": 2, "strides": 2, "size": 2}
_DEFAULTS: dict[str, dict[str, Any]] = {
    "Dense": {"use_bias": True, "kernel_initializer": "glorot_uniform", "activation": None},
    "Conv2D": {"strides": (1, 1), "padding": "valid", "dilation_rate": 1, "groups": 1,
               "data_format": "channels_last"},
    "Conv1D": {"strides": 1, "padding": "valid", "dilation_rate": 1, "use_bias": True},
    "DepthwiseConv2D": {"depth_multiplier": 1, "padding": "valid"},
    "SeparableConv2D": {"depth_multiplier": 1, "use_bias": True},
    "LSTM": {"return_sequences": False, "go_backwards": False, "activation": "tanh", "dropout": 0.0,
             "unroll": False, "use_bias": True},
    "GRU": {"return_state": False, "reset_after": True, "recurrent_activation": "sigmoid"},
    "SimpleRNN": {"activation": "tanh", "stateful": False},
    "Embedding": {"mask_zero": False, "embeddings_initializer": "uniform"},
    "MultiHeadAttention": {"dropout": 0.0, "use_bias": True, "value_dim": None},
    "BatchNormalization": {"momentum": 0.99, "epsilon": 0.001, "center": True, "scale": True},
    "LayerNormalization": {"epsilon": 0.001, "center": True, "scale": True},
    "MaxPooling2D": {"padding": "valid", "data_format": None},
    "MaxPooling1D": {"padding": "valid"},
    "AveragePooling2D": {"padding": "valid"},
    "AveragePooling1D": {"padding": "valid"},
    "UpSampling2D": {"interpolation": "nearest"},
    "Dropout": {"noise_shape": None},
    "Attention": {"score_mode": "dot", "use_scale": False},
}  # fmt: skip
"""What Keras takes where nothing is written, as an author may well write it."""
_UNDEMANDED: dict[str, dict[str, Any]] = {
    "Dense": {"kernel_initializer": "he_normal", "bias_initializer": "ones", "trainable": False},
    "Conv2D": {"kernel_initializer": "he_uniform", "kernel_regularizer": "l2"},
    "LSTM": {"recurrent_initializer": "glorot_uniform"},
    "Dropout": {"seed": 7},
}
"""Settings that count only where the drawing sets them, which no recipe does."""


class Hand:
    """Makes every choice of spelling. `naming` where it also gives layers names of its own."""

    def __init__(
        self, random: Random | None, *, naming: bool = False, layers_only: bool = False
    ) -> None:
        self.random = random
        self.naming = naming
        self.layers_only = layers_only
        self.crossed = False
        """Whether a layer got into a second model, which no config tells."""
        self._named = 0

    def flip(self, chance: float = 0.5) -> bool:
        return self.random is not None and self.random.random() < chance

    def pick(self, first: T, *others: T) -> T:
        """Return one of the ways; the first one is the plain hand's."""
        return first if self.random is None else self.random.choice([first, *others])

    def shuffled(self, items: Sequence[T]) -> list[T]:
        found = list(items)
        if self.random is not None:
            self.random.shuffle(found)
        return found

    def name(self, chance: float = 0.6) -> str | None:
        """Return a name that no layer has yet, or None for Keras to make one up."""
        if not self.naming or not self.flip(chance):
            return None
        self._named += 1
        return f"{self.pick('block', 'h', 'left', 'my_layer')}_{self._named}"

    def settings(self, kind: str, settings: dict[str, Any]) -> dict[str, Any]:
        """Return the settings in another spelling, with others that make no difference."""
        found = {name: self._value(kind, name, value) for name, value in settings.items()}
        if self.random is None:
            return found
        for name, value in _DEFAULTS.get(kind, {}).items():
            if name not in found and self.flip(0.2):
                found[name] = value
        if self.naming:
            undemanded = _UNDEMANDED.get(kind, {}).items()
            found.update({name: value for name, value in undemanded if self.flip(0.1)})
        return found

    def _value(self, kind: str, name: str, value: Any) -> Any:
        if name in _SIZES and isinstance(value, int):
            return self.pick(value, (value,) * (2 if kind.endswith("2D") else 1))
        # Keras takes capitals for convolutions alone.
        if name == "padding" and "Conv" in kind:
            return self.pick(value, value.upper())
        return value

    def axis(self, axis: int, rank: int) -> int:
        """Return an axis counted from either end; `rank` counts the batch axis too."""
        return self.pick(axis, axis - rank if axis >= 0 else axis + rank)
