"""Wording for a model that computes what the drawing does and is built another way."""

from __future__ import annotations

SAME_FUNCTION = {
    "summary": "Right: your model computes the same as the drawing. It is built another way.",
    "meaning": (
        "Given the same weights and inputs, both gave the same numbers, in use and in training. "
        "So this counts as right."
    ),
    "calls": "What differs: the drawing has {drawn}, and you have {built}.",
    "drawn": "What differs: the drawing also has {drawn}.",
    "built": "What differs: you also have {built}.",
    "wiring": "What differs: the layers are the same, and connected in another way.",
}
"""By what is said: the verdict, what it means, and what the drawing asks for."""
