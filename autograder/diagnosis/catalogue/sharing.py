"""Wording for weights: one layer used several times, or several layers."""

from __future__ import annotations

from autograder.diagnosis.catalogue.wording import Wording

_LETTERS = "In the drawing, uses of a layer with the same letter have the same weights."
_ONCE = (
    "`tide = Dense(5)`, then `wave = tide(sea)` and `wind = tide(sky)`: one set of weights, used "
    "twice. Two times `Dense(5)(...)` makes two sets."
)

SHARING = {
    "not-shared": Wording(
        message=(
            "{lines} each make a {layer}, and every one has weights of its own.{numbers} In the "
            "drawing they are one layer, used {times}."
        ),
        next_step="Make the layer once, and call it {times}.",
        hints=(
            "How often does your code make this layer, and how often does the drawing?",
            _LETTERS,
            "{names} have the same weights.",
            _ONCE,
        ),
    ),
    "not-shared:one-line": Wording(
        message=(
            "Line {line} makes a new {layer} each time it runs, and every one has weights of its "
            "own.{numbers} In the drawing they are one layer, used {times}."
        ),
        next_step="Make the layer once, before, and call it {times}.",
        hints=(
            "How often does your code make this layer, and how often does the drawing?",
            _LETTERS,
            "{names} have the same weights.",
            _ONCE,
        ),
    ),
    "shared-not-separate": Wording(
        message=(
            "{names} use the same weights: it is one {layer}, called {times}. In the drawing each "
            "has weights of its own, so each can learn something else.{numbers}"
        ),
        next_step="Make a new {layer} for each use.",
        hints=(
            "How often does your code make this layer, and how often does the drawing?",
            _LETTERS,
            "{names} have different weights.",
            _ONCE,
        ),
    ),
    "wrong-calls-share": Wording(
        message=(
            "{your} shares its weights with {seen}. In the drawing it shares them with {wanted}."
        ),
        next_step="Call the layer of {wanted} there.",
        hints=(
            "Which two uses of a layer belong together in the drawing?",
            _LETTERS,
            "{what} and {wanted} have the same weights.",
            _ONCE,
        ),
    ),
    "wrong-calls-share:alone": Wording(
        message=(
            "{your} shares its weights with {seen}. In the drawing it has weights of its own."
        ),
        next_step="Make a new {layer} for this use.",
        hints=(
            "Which two uses of a layer belong together in the drawing?",
            _LETTERS,
            "{what} and {seen} have different weights.",
            _ONCE,
        ),
    ),
    "called-once-and-reused": Wording(
        message=(
            "{your} is used {times}, as if it were several results: its layer is called once. In "
            "the drawing it is called {drawn}, so that {other} goes through it as well."
        ),
        next_step="Call the same layer on {other} too.",
        hints=(
            "A layer called once gives one result. How many does the drawing need?",
            "In the drawing, count the nodes with the letter of this layer.",
            "An arrow leads from {other} to the same layer.",
            _ONCE,
        ),
    ),
}
