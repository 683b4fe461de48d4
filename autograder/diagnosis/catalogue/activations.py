"""Wording for activations: missing, another one, one too many."""

from __future__ import annotations

from autograder.diagnosis.catalogue.wording import Wording

ACTIVATIONS = {
    "missing-activation": Wording(
        message="{your} has no {wanted} after it. {why}",
        next_step="{how}",
        hints=(
            "What happens to the numbers between this layer and the next?",
            "In the drawing, look at what follows {what}.",
            "{wanted} comes right after {what}.",
            "`Dense(5, activation='tanh')(sea)` changes its results; `Dense(5)(sea)` does not.",
        ),
    ),
    "wrong-activation": Wording(
        message="{your} uses {seen}; the drawing {wanted}. {why}",
        next_step="{how}",
        hints=(
            "Which numbers can come out of {seen}, and which out of {wanted}?",
            "In the drawing, read the activation at {what}.",
            "{wanted} comes right after {what}.",
            (
                "tanh gives numbers between -1 and 1, elu any number above -1: one word changes "
                "what a layer says."
            ),
        ),
    ),
    "wrong-activation:one-of-many": Wording(
        message=(
            "Your {count} outputs at {place} each answer yes or no, by themselves; one choice of "
            "{count} needs answers that add up to 1, and that is softmax."
        ),
        next_step="{how}",
        hints=(
            "Can two of the answers be right at once?",
            "In the drawing, read the activation at {what}.",
            "softmax comes right after {what}.",
            "Of (2, 2): sigmoid makes (.88, .88), softmax (.5, .5).",
        ),
    ),
    "extra-activation:twice": Wording(
        message="{seen} stands twice in a row at {place}; in the drawing it stands there once.",
        next_step="Take one {seen} out.",
        hints=(
            "What does a second {seen} do to what the first one gave?",
            "In the drawing, look at what follows {what}.",
            "One {seen} is enough: the other has no place in the drawing.",
            "`Dense(5, activation='tanh')(sea)` bends its results; no other tanh has to follow.",
        ),
    ),
    "extra-activation": Wording(
        message="{your} ends with {seen}; in the drawing no activation comes there. {why}",
        next_step="Take the {seen} out.",
        hints=(
            "Which numbers should be able to come out here?",
            "In the drawing, look at what follows {what}.",
            "Nothing stands between {what} and what reads it.",
            (
                "`Dense(1)(sea)` can give any number; `Dense(1, activation='sigmoid')(sea)` none "
                "above 1."
            ),
        ),
    ),
}

WHY_ACTIVATION = {
    "softmax": "Softmax makes answers that add up to 1: one choice among several.",
    "sigmoid": "Sigmoid turns a number into one between 0 and 1: yes or no.",
    "relu": (
        "Without relu or another activation, two Dense layers in a row can do no more than one."
    ),
    "tanh": "Tanh keeps numbers between -1 and 1.",
    "linear": "Without an activation any number can come out.",
}
WHAT_ACTIVATION = {
    "softmax": "Softmax makes answers that add up to 1: one choice among several.",
    "sigmoid": "Sigmoid turns a number into one between 0 and 1: yes or no.",
    "relu": "Relu keeps what is above 0 and makes the rest 0.",
    "tanh": "Tanh gives numbers between -1 and 1.",
}
WHY_NO_ACTIVATION = {
    "softmax": "Softmax makes the answers add up to 1.",
    "sigmoid": "Sigmoid lets out only numbers between 0 and 1.",
    "relu": "Relu lets out no number below 0.",
    "tanh": "Tanh lets out only numbers between -1 and 1.",
}
