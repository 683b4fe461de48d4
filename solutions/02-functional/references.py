"""Lesson 02: the right answers of its predictions and of the forward pass. Never released."""

from __future__ import annotations

import numpy as np

predict_parameters = 4225
predict_tensor = "no numbers at all"
predict_twins = {
    "made one after the other": "other",
    "weights copied": "same",
    "weights copied, trained 20 epochs": "same",
    "weights copied, trained 20 epochs with Dropout": "other",
}
predict_unused = 33


def forward_pass(x: np.ndarray, **weights: np.ndarray) -> np.ndarray:
    """Return the answers of the cancer twin, one row for each row of `x`."""
    first = np.maximum(_sums(x, weights, 1), 0)
    second = np.maximum(_sums(first, weights, 2), 0)
    return 1 / (1 + np.exp(-_sums(second, weights, 3)))


def _sums(x: np.ndarray, weights: dict[str, np.ndarray], number: int) -> np.ndarray:
    return np.asarray(x) @ np.asarray(weights[f"W{number}"]) + np.asarray(weights[f"b{number}"])
