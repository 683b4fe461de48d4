"""What each repair costs: the table by which one way to mend a graph is held to be smaller.

A repair costs what a tutor would count as one mistake. Edges that only follow from a call added or
removed cost nothing, so that a forgotten activation is one mistake however many layers read it.
"""

from __future__ import annotations

TIE = 1e-7
"""Of two ways that cost the same, the one that keeps more of the learner's calls is the smaller."""
ADD_CALL = 1.0 + TIE
REMOVE_CALL = 1.0 + TIE
REPLACE_OP = 1.0
"""A call of another class of the same kind: Add for Concatenate, LSTM for GRU."""
REPLACE_KIND = 1.5
"""A call of another kind: a Dense where a Conv2D should be. Still less than one out, one in."""
CHANGE_SETTING = 0.5
SETTINGS_AT_MOST = 1.0
"""Several wrong settings of one call cost no more than its class."""
CHANGE_OPTION = 0.5
REWIRE = 1.0
ORDER = 0.75
"""The operands of one call, or the model's outputs, in another order; once for all of them."""
INPUTS_ORDER = 0.9
"""The model's inputs in another order: more than one layer that shares wrongly."""
REGROUP = 0.75
"""A call that leaves or joins a group of calls with the same weights."""
ENDPOINT = 1.0
"""An output that is another tensor, one too many or one too few."""
NAME = 0.5
"""An input or output without the name that the drawing gives it."""
RENEST = 0.5
"""A call in another nested model than it should be, where nesting counts."""

SMALLEST = 0.5
"""No two graphs that differ can be nearer than this."""

_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "merge",
        frozenset(
            {
                "Add",
                "Average",
                "Concatenate",
                "Divide",
                "Dot",
                "Matmul",
                "Maximum",
                "Minimum",
                "Multiply",
                "Power",
                "Stack",
                "Subtract",
            }
        ),
    ),
    ("activation", frozenset({"Activation", "PReLU"})),
    ("input", frozenset({"Input"})),
    ("dense", frozenset({"Dense", "EinsumDense", "Embedding"})),
    ("recurrent", frozenset({"Bidirectional", "GRU", "LSTM", "RNN", "SimpleRNN"})),
    ("elementwise", frozenset({"Absolute", "Negative", "Sqrt", "Square"})),
)
_FAMILIES = {
    "Conv": "convolution",
    "DepthwiseConv": "convolution",
    "SeparableConv": "convolution",
    "MaxPooling": "pooling",
    "AveragePooling": "pooling",
    "Global": "shape",
    "Flatten": "shape",
    "Reshape": "shape",
    "Permute": "shape",
    "BatchNorm": "normalisation",
    "LayerNorm": "normalisation",
    "GroupNorm": "normalisation",
    "RMSNorm": "normalisation",
    "UnitNorm": "normalisation",
    "Dropout": "noise",
    "SpatialDropout": "noise",
    "AlphaDropout": "noise",
    "Gaussian": "noise",
}


def kind_of(op: str) -> str:
    """Return what kind of call a class makes; a class of no known kind is one of its own."""
    for kind, ops in _KINDS:
        if op in ops:
            return kind
    for start, kind in _FAMILIES.items():
        if op.startswith(start):
            return kind
    return "attention" if op.endswith("Attention") else op


def replacing(expected: str, learner: str) -> float | None:
    """Return what it costs to put one class for another; None where they are never exchanged.

    An Input is only ever an Input, and what joins tensors never stands for what takes one.
    """
    if expected == learner:
        return 0.0
    kinds = kind_of(expected), kind_of(learner)
    if kinds[0] == kinds[1]:
        return REPLACE_OP
    if "input" in kinds or "merge" in kinds or "activation" in kinds:
        return None
    return REPLACE_KIND
