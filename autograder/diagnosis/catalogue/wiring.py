"""Wording for edges that lead to the wrong place: branches, skips, heads, merges."""

from __future__ import annotations

from autograder.diagnosis.catalogue.wording import Wording

_FOLLOW = (
    "In the drawing, find {what} and follow the arrow that ends there back to where it starts."
)
_EDGE = "An arrow leads from {wanted} to {what}."
_ARRIVE = "In the drawing, look at the arrows that end in the {label}."
_SIDE_BY_SIDE = (
    "`wave = Dense(5)(sea)` and `wind = Dense(7)(sea)` stand side by side: both have `sea` in the "
    "last brackets."
)
_SKIP = (
    "`wave = Dense(3)(Dense(5)(sea))`, then `Add()([sea, wave])`: one road goes through two "
    "layers, the other carries `sea` itself round them."
)

WIRING = {
    "chained-not-parallel": Wording(
        message=(
            "{your} starts from {seen}. In the drawing both start from {wanted}, so {what} "
            "sees only what {seen} kept."
        ),
        next_step="Change what {what} is called on.",
        hints=("What belongs in {brackets}?", _FOLLOW, _EDGE, _SIDE_BY_SIDE),
    ),
    "chained-not-parallel:own-start": Wording(
        message=(
            "{your} starts from {seen}. In the drawing it starts from {wanted} and stands "
            "beside {seen}, so here {wanted} never reaches it."
        ),
        next_step="Change what {what} is called on.",
        hints=("What belongs in {brackets}?", _FOLLOW, _EDGE, _SIDE_BY_SIDE),
    ),
    "chained-not-parallel:stack": Wording(
        message=(
            "Your layers stand in one row, each reading the one before. In the drawing {names} "
            "{all} start from {wanted}, side by side, and meet further on in {merge}."
        ),
        next_step="Let each branch start from {wanted}, and join their ends.",
        hints=(
            "How many arrows leave {wanted} in the drawing, and how many in your code?",
            "In the drawing, follow each arrow that leaves {wanted} until the roads meet.",
            "Arrows lead from {wanted} to each of {names}.",
            _SIDE_BY_SIDE,
        ),
    ),
    "parallel-not-chained": Wording(
        message=(
            "{your} starts from {seen}. In the drawing it comes after {wanted}, so here it "
            "sees nothing of what {wanted} made."
        ),
        next_step="Change what {what} is called on.",
        hints=(
            "What belongs in {brackets}?",
            _FOLLOW,
            _EDGE,
            (
                "`wave = Dense(5)(sea)`, then `wind = Dense(7)(wave)`: the second goes on from the "
                "first."
            ),
        ),
    ),
    "head-chained-on-head": Wording(
        message=(
            "{your} reads {seen}, which is one of the model's answers. In the drawing every "
            "head reads {wanted}, so here {what} knows nothing but that answer."
        ),
        next_step="Let {what} start where the other head starts.",
        hints=(
            "What belongs in {brackets}: an answer, or what all answers are made from?",
            "In the drawing, look for the node where the roads to the outputs part.",
            _EDGE,
            "`crop = Dense(3)(field)` and `price = Dense(2)(field)`: both heads read `field`.",
        ),
    ),
    "parallel-not-skip": Wording(
        message=(
            "Both roads into {your} go through layers of their own: {seen} and {other}, "
            "side by side. A skip carries the block's own input, {wanted}, round the layers "
            "unchanged."
        ),
        next_step="Give {what} the block's input itself as one of its two tensors.",
        hints=(
            "Which tensor goes into the block, before any of its layers?",
            "In the drawing, follow both arrows that end in the {label} back to where they start.",
            (
                "One arrow leads from {wanted} straight to the {label}, the other from the block's "
                "last layer."
            ),
            _SKIP,
        ),
    ),
    "skip-from-wrong-tensor": Wording(
        message=(
            "The skip into {your} starts at {seen}. In the drawing it starts at {wanted}, "
            "so here it goes round another part of the block than it should."
        ),
        next_step="Change the tensor that the skip brings to {what}.",
        hints=(
            "Which tensor goes into the block, before any of its layers?",
            (
                "In the drawing, follow the longer arrow that ends in the {label} back to where it "
                "starts."
            ),
            _EDGE,
            _SKIP,
        ),
    ),
    "missing-skip": Wording(
        message=(
            "Nothing goes round these layers: {place} there is no {label}. In the drawing it joins "
            "{wanted} with what the layers made of it{why}"
        ),
        next_step="Join {wanted} and the end of the block with {label}, and go on from there.",
        hints=(
            "How many roads lead through this part of the drawing, and how many through yours?",
            (
                "In the drawing, look for the {label} and for the arrow that reaches it past the "
                "layers."
            ),
            "One arrow leads from {wanted} straight to the {label}, the other from {other}.",
            _SKIP,
        ),
    ),
    "wrong-wiring": Wording(
        message="{your} reads {seen}; in the drawing it reads {wanted}.{why}",
        next_step="Change what {what} is called on.",
        hints=(
            "What belongs in {brackets}?",
            _FOLLOW,
            _EDGE,
            "In `Dense(5)(sea)` the last brackets name where the arrow comes from: `sea`.",
        ),
    ),
    "wrong-wiring:other-input": Wording(
        message=(
            "{your} reads {seen}; in the drawing it reads {wanted}, another input. So here "
            "{wanted} never reaches it."
        ),
        next_step="Change what {what} is called on.",
        hints=(
            "What belongs in {brackets}?",
            _FOLLOW,
            _EDGE,
            "`crop = Dense(5)(sun)` and `price = Dense(5)(rain)`: each reads its own input.",
        ),
    ),
    "wrong-wiring:missing": Wording(
        message="{your} reads nothing as its {port}; in the drawing {wanted} arrives there.",
        next_step="Give {wanted} to {what}.",
        hints=(
            "Which arrow of the drawing ends in this node and is not in your code?",
            _FOLLOW,
            _EDGE,
            "Every arrow of a drawing is a name between brackets in the code.",
        ),
    ),
    "wrong-wiring:surplus": Wording(
        message=("{your} also reads {seen}, as its {port}; in the drawing no such arrow exists."),
        next_step="Do not give {seen} to {what}.",
        hints=(
            "Which name in this line has no arrow in the drawing?",
            _FOLLOW,
            "No arrow leads from {seen} to {what}.",
            "Every name between brackets in the code is an arrow of the drawing.",
        ),
    ),
    "unused-branch": Wording(
        message=(
            "You built {built} at {place}, but nothing reads it, so it is no part of your model. "
            "In the drawing it leads on to {target}."
        ),
        next_step="Use what {what} gives where the drawing's arrow goes.",
        hints=(
            "Where should what {what} gives be used?",
            "In the drawing, find {built} and follow the arrow that leaves it.",
            "An arrow leads from {what} to {target}.",
            "`wave = Dense(5)(sea)` does nothing until a later line names `wave`.",
        ),
    ),
    "unused-branch:merge": Wording(
        message=(
            "You built {built} at {place}, but nothing reads it, so it is no part of your model. "
            "In the drawing it meets {others} in {merge}."
        ),
        next_step="Join {what} and {others}, and go on from there.",
        hints=(
            "Where should what {what} gives be used?",
            "In the drawing, look for the node in which several arrows end.",
            "Arrows lead from {what} and from {others} to {merge}.",
            "`Multiply()([sun, rain])` is one tensor that later layers can read.",
        ),
    ),
    "misplaced-activation": Wording(
        message=(
            "Your {activation} comes {seen_place}. In the drawing it comes {wanted_place}, so "
            "here it works on other numbers than it should."
        ),
        next_step="Move the {activation} to where it is drawn.",
        hints=(
            "What comes just before the {activation} in the drawing?",
            "In the drawing, find the {activation} and the node whose arrow ends there.",
            "An arrow leads from {wanted} to the {activation}.",
            (
                "`Activation('tanh')(Multiply()([sun, rain]))` changes the product; "
                "`Multiply()([Activation('tanh')(sun), rain])` changes one factor."
            ),
        ),
    ),
    "misplaced-call": Wording(
        message=(
            "Your {layer} comes {seen_place}. In the drawing it comes {wanted_place}: the same "
            "layers in another order are another function."
        ),
        next_step="Move the {layer} to where it is drawn.",
        hints=(
            "In which order does a row of data meet these layers in the drawing?",
            "In the drawing, find the {layer} and the node whose arrow ends there.",
            "An arrow leads from {wanted} to the {layer}.",
            (
                "`Dropout(0.5)(Dense(5)(sea))` drops results; `Dense(5)(Dropout(0.5)(sea))` drops "
                "inputs."
            ),
        ),
    ),
}

WHY_SKIP = {
    "Add": ", so that they only have to learn a correction.",
    "Concatenate": ", so that what follows sees {wanted} itself as well.",
}
