"""Wording for where a model begins and ends: its inputs and outputs."""

from __future__ import annotations

from autograder.diagnosis.catalogue.wording import Wording

_FIRST = "the first argument of Model(...)"
_SECOND = "Look at the second argument of Model(...)."
_ENDS = "In the drawing, look at the nodes that no arrow leaves."
_BEGINS = "In the drawing, look at the nodes where no arrow ends."
_HEAD = (
    "`wave = Dense(5)(sea)`, `crop = Dense(2)(wave)`: with `Model(sea, wave)` the model ends one "
    "layer too early; with `Model(sea, crop)` it ends at the end."
)
_TWO_INPUTS = (
    "`Model([sun, rain], crop)` and `Model([rain, sun], crop)` are fed in different orders."
)
_TWO_OUTPUTS = (
    "`Model(sea, [crop, price])` gives crop first; the losses and targets go by that order too."
)

OUTPUTS = {
    "output-is-input": Wording(
        message=(
            "Your model ends where it begins: its output is {seen} itself, so none of your layers "
            "is in it."
        ),
        next_step="Give Model the result of the last layer as its output.",
        hints=(
            "Which name holds what the last layer gives?",
            _SECOND,
            "The model ends at {wanted}.",
            _HEAD,
        ),
    ),
    "head-forgotten": Wording(
        message=(
            "{built} is built, but Model ends at {seen}: {seen_size} per row instead of "
            "{wanted_size}."
        ),
        next_step="Give Model {name} as its output.",
        hints=(
            "Which name holds what the last layer gives?",
            _SECOND,
            "The model ends at {name}, not at {seen}.",
            _HEAD,
        ),
    ),
    "head-forgotten:no-size": Wording(
        message="{built} is built, but Model ends at {seen}, so it is no part of the model.",
        next_step="Give Model {name} as its output.",
        hints=(
            "Which name holds what the last layer gives?",
            _SECOND,
            "The model ends at {name}, not at {seen}.",
            _HEAD,
        ),
    ),
    "head-forgotten:not-built": Wording(
        message="Your model ends at {seen}. In the drawing it goes on from there: {missing}.",
        next_step="Add what is missing after {seen}, and let Model end there.",
        hints=(
            "What does the model's answer look like in the drawing, and where is it made?",
            _ENDS,
            "An arrow leads from {seen} to {first}.",
            _HEAD,
        ),
    ),
    "head-forgotten:unfinished": Wording(
        message="Your model ends at {seen}. The drawing has more: {missing}.",
        next_step="Build what is missing as the arrows lead, and let Model end where they end.",
        hints=(
            "Which nodes of the drawing have no line in your code yet?",
            "Lay the drawing beside your code and tick off node by node.",
            "Begin with {first}: from where does the arrow into it come?",
            "`left = Dense(3)(sea)` and `right = Dense(3)(sea)` both start from `sea`.",
        ),
    ),
    "missing-output": Wording(
        message=(
            "The drawing has {wanted_count}, and your model {seen_count}: {missing} is not among "
            "them."
        ),
        next_step="Give Model a list with all outputs.",
        hints=(
            "How many answers does this model give for each row?",
            _ENDS,
            "The model ends at {all} as well.",
            "`Model(sea, [crop, price])` has two outputs, `Model(sea, crop)` one.",
        ),
    ),
    "extra-output": Wording(
        message=(
            "The drawing has {wanted_count}, and your model {seen_count}. Too many: {surplus}."
        ),
        next_step="Take what is too many out of the outputs of Model(...).",
        hints=(
            "How many answers does this model give for each row?",
            _ENDS,
            "Of the outputs of Model(...), {surplus} should not be there.",
            "`Model(sea, [crop, price])` has two outputs, `Model(sea, crop)` one.",
        ),
    ),
    "same-output-twice": Wording(
        message=(
            "Model gives back {seen} twice. In the drawing one of the two outputs is {wanted}, so "
            "here its answer never comes out."
        ),
        next_step="Put {wanted} in the place of one of the two.",
        hints=(
            "Which different answers does this model give for each row?",
            _SECOND,
            "The outputs are {all}.",
            _TWO_OUTPUTS,
        ),
    ),
    "swapped-heads": Wording(
        message=(
            "Model gives ({seen}); the drawing ({wanted}). Losses and targets go by this order, "
            "so each head would be trained on the other's task."
        ),
        next_step="Put the outputs of Model(...) in the drawing's order.",
        hints=(
            "In which order will the right answers be handed to this model?",
            (
                "In the drawing, read the outputs in their order, and compare the second argument "
                "of Model(...)."
            ),
            "The first output is {first}.",
            _TWO_OUTPUTS,
        ),
    ),
    "output-name": Wording(
        message=(
            "In the drawing the outputs {wanted}; yours {seen}. The names "
            "count: losses and targets go by them."
        ),
        next_step="Give the outputs these names.",
        hints=(
            "By which names will losses and targets be handed to this model?",
            "In the drawing, read the names at the outputs.",
            "The outputs {wanted}.",
            "`Model(sea, {{'crop': wave}})` names an output, and so does `Dense(3, name='crop')`.",
        ),
    ),
    "wrong-output": Wording(
        message="Your model ends at {seen}; in the drawing it ends at {wanted}.",
        next_step="Give Model {wanted} as its output.",
        hints=("Which name holds the model's answer?", _ENDS, "The model ends at {wanted}.", _HEAD),
    ),
}
