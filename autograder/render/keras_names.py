"""What reading a topology file has to know of Keras's classes: weights, slots, look-alikes."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from autograder.topology.keras_config.signatures import MERGES, RECURRENT
from autograder.topology.keras_config.weights import has_weights as has_weights_if_built_in
from autograder.topology.model import Value
from autograder.topology.normal_form.defaults import (
    is_known,
    is_layer,
    known_classes,
    optional_settings,
)

ATTENTION = frozenset(
    {"AdditiveAttention", "Attention", "GroupedQueryAttention", "MultiHeadAttention"}
)
"""Layers whose tensors have roles: query, value, key."""

_REQUIRED = frozenset(
    {
        "activation", "axes", "cells", "cropping", "dims", "equation", "factor", "filters",
        "function", "height", "input_dim", "kernel_size", "key_dim", "layer", "n", "num_bins",
        "num_heads", "output_dim", "output_shape", "output_size", "padding", "pool_size", "rate",
        "scale", "size", "stddev", "target_shape", "units", "width",
    }
)  # fmt: skip
"""Settings that layers have without a default."""

_ALIASES = {"InputLayer": "Input", "GroupQueryAttention": "GroupedQueryAttention"}


def has_weights(op: str, settings: Mapping[str, Value]) -> bool:
    """Whether a call has weights to share; one of a class that Keras does not have is taken to."""
    return has_weights_if_built_in(op, settings) if is_known(op) else True


def one_tensor_only(op: str) -> bool:
    """Whether calls of that class read exactly one tensor by position."""
    return is_layer(op) and op not in MERGES | ATTENTION | RECURRENT


def nearest(op: str) -> str | None:
    """Return the Keras class that an unknown `op` looks like a misspelling of, if any."""
    prefix = "ops." if op.startswith("ops.") else ""
    name = op.removeprefix("ops.")
    if name in _ALIASES:
        return _ALIASES[name]
    if name in known_classes():
        return None
    if name.lower() in _by_lower_case():
        return prefix + _by_lower_case()[name.lower()]
    close = get_close_matches(name, sorted(known_classes()), n=1, cutoff=0.8)
    return prefix + close[0] if close else None


def nearest_setting(op: str, name: str) -> str | None:
    """Return the setting of a Keras layer that an unknown `name` looks like a misspelling of."""
    known = optional_settings(op)
    if not is_layer(op) or name in known | _REQUIRED:
        return None
    close = get_close_matches(name, sorted(known | _REQUIRED), n=1, cutoff=0.8)
    return close[0] if close else None


@cache
def _by_lower_case() -> dict[str, str]:
    return {name.lower(): name for name in sorted(known_classes())}
