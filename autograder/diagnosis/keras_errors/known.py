"""All errors of Keras that are known, and how one is recognised."""

from __future__ import annotations

import re

from autograder.diagnosis.keras_errors.brackets import BRACKETS
from autograder.diagnosis.keras_errors.explanation import Explanation
from autograder.diagnosis.keras_errors.shapes import SHAPES
from autograder.diagnosis.keras_errors.tensors import TENSORS

EXPLANATIONS = (*TENSORS, *SHAPES, *BRACKETS)
_LONGEST = 4000


def explain(message: str) -> Explanation | None:
    """Return what is known about an error with this message, or None."""
    for explanation in EXPLANATIONS:
        if re.search(explanation.pattern, message[:_LONGEST]):
            return explanation
    return None
