"""The answers of lesson 01, never released."""

from __future__ import annotations

from itertools import pairwise

predict_parameters = 67
predict_shape = (150, 3)
predict_arrays = 0
predict_winner = "no clear winner"
predict_sequential = {
    "a stack in a stack": "works",
    "the same layer three times": "works",
    "a residual block as one layer": "works",
    "a model with two outputs at the end": "works",
    "Add in the middle": "error",
}

sort_cards = {
    "A": "flat stack",
    "B": "not a flat stack",
    "C": "flat stack",
    "D": "not a flat stack",
    "E": "flat stack",
    "F": "not a flat stack",
}


def count_params(widths: list[int]) -> int:
    """Return the number of weights and biases of Dense layers of these widths, input first."""
    return sum(inputs * units + units for inputs, units in pairwise(widths))
