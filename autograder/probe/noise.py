"""Fixed stand-ins for what layers do at random in training, so that their places can be compared.

A Dropout becomes a product with fixed positive numbers, one for each place in a sample; noise
becomes a sum. They pass through whatever the real ones pass through (ReLU, Flatten), and nothing
else: a Dropout before a Dense computes something else than one behind it.
"""

from __future__ import annotations

import zlib
from typing import Any

from autograder.probe.refusal import Refused
from autograder.topology.model import Value

SCALED = frozenset({"AlphaDropout", "Dropout", "GaussianDropout"})
SCALED_BY_CHANNEL = frozenset({"SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D"})
SHIFTED = frozenset({"AlphaDropout", "GaussianNoise"})
RANDOM = SCALED | SCALED_BY_CHANNEL | SHIFTED
"""Layers that do nothing but change numbers at random in training."""

_INERT = ({None}, {"channels_last", None})


def disturb(op: str, settings: dict[str, Value], tensor: Any) -> Any:
    """Return what the stand-in for a call of `op` makes of a tensor."""
    from keras import ops

    rate = settings.get("rate", settings.get("stddev"))
    if rate == 0:
        return tensor
    noise_shape, data_format = settings.get("noise_shape"), settings.get("data_format")
    if noise_shape not in _INERT[0] or data_format not in _INERT[1]:
        raise Refused(f"{op} has a shape of noise that the probe does not know")
    shape = tuple(tensor.shape)[1:]
    if op in SCALED_BY_CHANNEL:
        shape = shape[-1:]
    numbers = _numbers(f"{op} {float(rate):g}" if isinstance(rate, int | float) else op, shape)
    result = ops.convert_to_tensor(tensor, dtype="float64")
    if op in SCALED | SCALED_BY_CHANNEL:
        result = result * (0.5 + numbers)
    if op in SHIFTED:
        result = result + (numbers - 0.5)
    return result


def _numbers(of: str, shape: tuple[int, ...]) -> Any:
    """Return the same numbers for the same places of a sample, however it is shaped."""
    import numpy as np

    random = np.random.default_rng(zlib.crc32(of.encode()))
    return random.random(int(np.prod(shape))).reshape(shape)
