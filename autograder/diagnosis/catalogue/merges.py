"""Wording for merges: the wrong kind, the wrong tensors, their order."""

from __future__ import annotations

from autograder.diagnosis.catalogue.wording import Wording

_ARRIVE = "In the drawing, look at the arrows that end in the {label}."
_EDGE = "An arrow leads from {wanted} to {what}."

MERGES = {
    "merge-reads-same-tensor-twice": Wording(
        message=(
            "{your} joins {seen} with itself: {seen} stands in its list twice. In the "
            "drawing one of the two is {wanted}, so here {wanted} never arrives."
        ),
        next_step="Put {wanted} in the place of one of the two.",
        hints=(
            "Which two tensors belong into the list of {what}?",
            _ARRIVE,
            "One arrow leads from {seen} to the {label}, the other from {wanted}.",
            "`Multiply()([sun, rain])` joins two tensors; `Multiply()([rain, rain])` is a square.",
        ),
    ),
    "merge-reads-same-tensor-twice:not-made": Wording(
        message=(
            "{your} joins {seen} with itself: {seen} stands in its list {times}. In the drawing "
            "each of its tensors comes from a layer of its own."
        ),
        next_step="Make a new {layer} for each place in the list of {what}.",
        hints=(
            "How many layers does the drawing have before this node, and how many do you make?",
            _ARRIVE,
            "The arrows that end in the {label} come from different nodes.",
            "`Multiply()([Dense(3)(sea), Dense(3)(sea)])` joins what two layers give.",
        ),
    ),
    "wrong-merge": Wording(
        message=("{your} joins with {seen}, and the drawing with {wanted}. {why}"),
        next_step="Replace {seen} by {wanted}.",
        hints=(
            (
                "How wide is the result when 3 and 3 numbers are joined in your way, and in the "
                "drawing's?"
            ),
            "In the drawing, read the name in the node where the branches meet.",
            "The branches meet in {wanted_a}.",
            (
                "Of (1, 2) and (5, 7): Add gives (6, 9), Concatenate (1, 2, 5, 7), Average (3, "
                "4.5), Multiply (5, 14), Maximum (5, 7)."
            ),
        ),
    ),
    "missing-operand": Wording(
        message=(
            "{your} joins {count}; in the drawing {wanted} arrives there as well. So here "
            "what {wanted} made does not count."
        ),
        next_step="Add {wanted} to the list of {what}.",
        hints=(
            (
                "How many arrows end in this node of the drawing, and how many tensors are in your "
                "list?"
            ),
            _ARRIVE,
            _EDGE,
            "`Concatenate()([sun, rain, wind])` joins three tensors.",
        ),
    ),
    "extra-operand": Wording(
        message=(
            "{your} also joins {seen}; in the drawing no arrow leads from there to this node."
        ),
        next_step="Take {seen} out of the list of {what}.",
        hints=(
            (
                "How many arrows end in this node of the drawing, and how many tensors are in your "
                "list?"
            ),
            _ARRIVE,
            "No arrow leads from {seen} to {what}.",
            "`Concatenate()([sun, rain])` joins two tensors, whatever else there is.",
        ),
    ),
    "operands-swapped": Wording(
        message=(
            "The tensors of {your} stand in the other order: first {seen}, then {wanted}. "
            "In the drawing {wanted} comes first, and {why}"
        ),
        next_step="Swap the two.",
        hints=(
            "Does it matter for this node which tensor comes first?",
            "In the drawing, read the numbers at the arrows that end in the {label}.",
            "The first tensor of {what} is {wanted}, the second {seen}.",
            "5 - 7 is -2, and 7 - 5 is 2: the order matters.",
        ),
    ),
    "concatenate-axis": Wording(
        message=(
            "{your} joins along axis {seen}; in the drawing along axis {wanted}. Axis 0 is "
            "the batch, and the last axis, -1, holds the columns or channels: laid end to end "
            "there, widths add up."
        ),
        next_step="Write `axis={wanted}`, or leave it out where that is the default.",
        hints=(
            "Which axis should grow: more rows, more steps, or more columns?",
            "In the drawing, read the axis in the {layer} node.",
            "The axis is {wanted}.",
            "Two tensors of 3 by 5: joined along axis 1 they are 6 by 5, along axis -1 3 by 10.",
        ),
    ),
}

WHY_MERGE = {
    "Add": "Add sums number by number and keeps the width.",
    "Subtract": "Subtract takes the second from the first, number by number.",
    "Multiply": "Multiply takes products number by number and keeps the width.",
    "Average": "Average takes the mean number by number and keeps the width.",
    "Maximum": "Maximum keeps the larger of two numbers and keeps the width.",
    "Minimum": "Minimum keeps the smaller of two numbers and keeps the width.",
    "Concatenate": "Concatenate lays the tensors end to end, so that their widths add up.",
    "Dot": "Dot sums the products, so that one number remains for each row.",
}
