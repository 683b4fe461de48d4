"""Wording for calls: missing, too many, of the wrong class, with wrong settings."""

from __future__ import annotations

from autograder.diagnosis.catalogue.wording import Wording

_BESIDE = "Lay the drawing beside your code and tick off node by node."

LAYERS = {
    "missing-call": Wording(
        message=(
            "{missing_a} is missing {place}. In the drawing it stands between {before} and {after}."
        ),
        next_step="Add it there, and let {after} read it.",
        hints=(
            "Which node of the drawing has no line in your code?",
            _BESIDE,
            "An arrow leads from {before} to {missing}, and from there to {after}.",
            "`wave = Dense(5)(sea)`, then `crop = Dense(2)(wave)`: no node is left out.",
        ),
    ),
    "missing-call:merge": Wording(
        message=(
            "{missing_a} is missing: in the drawing it joins {sources}, so here they never meet."
        ),
        next_step="Join {sources} with {missing}, and go on from there.",
        hints=(
            "Where do the branches of the drawing meet?",
            "In the drawing, look for the node in which several arrows end.",
            "Arrows lead from {sources} to {missing}.",
            "`Concatenate()([sun, rain])` is one tensor that later layers can read.",
        ),
    ),
    "missing-call:several": Wording(
        message=(
            "A part of the drawing is missing {place}: {missing_list}. It stands between {before} "
            "and {after}."
        ),
        next_step="Add these layers, each called on the one before.",
        hints=(
            "Which nodes of the drawing have no line in your code?",
            _BESIDE,
            "The arrows lead from {before} over {missing_list} to {after}.",
            "`wave = Dense(5)(sea)`, then `crop = Dense(2)(wave)`: no node is left out.",
        ),
    ),
    "missing-call:part": Wording(
        message="A part of the drawing is missing: {missing_list}.",
        next_step="Add these layers, each called on what the arrow into it comes from.",
        hints=(
            "Which nodes of the drawing have no line in your code?",
            _BESIDE,
            "Begin with {missing}: from where does the arrow into it come?",
            "`left = Dense(3)(sea)` and `right = Dense(3)(sea)` both start from `sea`.",
        ),
    ),
    "missing-call:instead": Wording(
        message=(
            "Between {before} and {after} the drawing has {missing_list}, and you have "
            "{extra_list}."
        ),
        next_step="Replace yours by what is drawn.",
        hints=(
            "What happens to the data here in the drawing, step by step?",
            _BESIDE,
            "The arrows lead from {before} over {missing_list} to {after}.",
            "`wave = Dense(5)(sea)`, then `crop = Dense(2)(wave)`: node by node, as drawn.",
        ),
    ),
    "extra-call": Wording(
        message="{your} is not in the drawing{extra}.",
        next_step="Leave it out, and let what reads it read {before}.",
        hints=(
            "Which line of your code has no node in the drawing?",
            _BESIDE,
            "An arrow leads straight from {before} to {after}.",
            "`crop = Dense(2)(sea)` has no layer between `sea` and `crop`.",
        ),
    ),
    "extra-call:several": Wording(
        message="{extra_list} are not in the drawing.",
        next_step="Leave them out, and let what reads them read {before}.",
        hints=(
            "Which lines of your code have no node in the drawing?",
            _BESIDE,
            "An arrow leads straight from {before} to {after}.",
            "`crop = Dense(2)(sea)` has no layer between `sea` and `crop`.",
        ),
    ),
    "wrong-layer": Wording(
        message="{your} is {seen_a}; in the drawing {wanted_a} stands there.",
        next_step="Replace it by {wanted_a}.",
        hints=(
            "What should happen to the data at this point?",
            "In the drawing, read the name of the node after {before}.",
            "Where you have {seen}, the drawing has {wanted}.",
            "`Dense(5)` mixes all columns with weights; `Dropout(0.5)` has no weights at all.",
        ),
    ),
    "wrong-layer:unnamed": Wording(
        message="Where you have {place}, the drawing has {wanted_a}.",
        next_step="Replace it by {wanted_a}.",
        hints=(
            "What should happen to the data at this point?",
            "In the drawing, read the name of the node after {before}.",
            "Where you have {seen}, the drawing has {wanted}.",
            "`Dense(5)` mixes all columns with weights; `Dropout(0.5)` has no weights at all.",
        ),
    ),
    "wrong-setting": Wording(
        message="{your} has {setting} {seen}; in the drawing it is {wanted}.{why}",
        next_step="{how}",
        hints=(
            "What does `{name}` change in this layer?",
            "In the drawing, read what stands in the {layer} node.",
            "`{name}` is {wanted}.",
            "{example}",
        ),
    ),
    "wrong-setting:same-twice": Wording(
        message=(
            "{your} does just what {twin} does: the same {layer} of the same tensor. In the "
            "drawing the two differ."
        ),
        next_step="Give {what} the settings that its node in the drawing has.",
        hints=(
            "Which two lines of your code are alike, and should they be?",
            "In the drawing, compare what stands in the two {layer} nodes.",
            "One of the two has another setting than the other.",
            "`ops.sum(sea, axis=1)` adds up columns, `ops.sum(sea, axis=2)` rows.",
        ),
    ),
    "not-frozen": Wording(
        message=(
            "The weights of {your} would be trained; in the drawing they are frozen, so "
            "that what was learned before stays."
        ),
        next_step="Set `trainable = False` on that layer before the model is made.",
        hints=(
            "Which weights should training leave alone?",
            "In the drawing, look for the nodes marked as frozen.",
            "{what} is frozen: its `trainable` is False.",
            "`tide = Dense(5); tide.trainable = False` is used, and never changed by training.",
        ),
    ),
    "wrong-option": Wording(
        message=("{your} is called with {option}={seen}; in the drawing with {option}={wanted}."),
        next_step="Write `{option}={wanted}` in the brackets of the call.",
        hints=(
            "What is this layer told when it is called?",
            "In the drawing, read what stands in the {layer} node.",
            "The call has {option}={wanted}.",
            "`Dropout(0.5)(sea, training=True)` drops even when the model is only used.",
        ),
    ),
    "wrong-nesting": Wording(
        message="{your} stands {seen}; in the drawing it stands {wanted}.",
        next_step="Build the inner model as drawn, and call it as one layer.",
        hints=(
            "Which layers belong together in one inner model?",
            "In the drawing, look at the box around {what}.",
            "{what} stands {wanted}.",
            "`tide = Model(sea, Dense(5)(sea))`, then `tide(bay)`: the Dense stands inside `tide`.",
        ),
    ),
    "nested-inner-difference": Wording(
        message="Inside {model}: {message}",
        next_step="{next_step}",
        hints=("{question}", "{place}", "{edge}", "{analogue}"),
    ),
    "other-difference": Wording(
        message="{your} differs from the drawing.",
        next_step="Compare it with the drawing, node by node.",
        hints=(
            "Which node of the drawing has no line in your code?",
            _BESIDE,
            "Every arrow of the drawing is a name between brackets in the code.",
            "`wave = Dense(5)(sea)`, then `crop = Dense(2)(wave)`: node by node, as drawn.",
        ),
    ),
}

WHY_SETTING = {
    "units": " It is the number of columns that come out.",
    "filters": " It is the number of channels that come out.",
    "kernel_size": " It is the window that slides over the picture.",
    "strides": " It is how far the window moves at each step.",
    "padding": ' With "same" the size stays, with "valid" the edges are lost.',
    "use_bias": " The bias is one number added to each column.",
    "rate": " It is the share of numbers that training drops.",
    "return_sequences": " With it a result comes out at every step, without it only at the last.",
    "return_state": " With it the state comes out as well.",
    "pool_size": " It is the window of which one number remains.",
    "input_dim": " It is how many different words or ids there are.",
    "output_dim": " It is how many numbers stand for each.",
    "num_heads": " Each head looks in a way of its own.",
    "key_dim": " It is the width in which each head compares.",
    "axis": " It says along which axis the layer works.",
    "kernel_initializer": " It says what the weights are before any training.",
    "bias_initializer": " It says what the bias is before any training.",
    "kernel_regularizer": " It is what large weights cost while training.",
    "go_backwards": " It says from which end the sequence is read.",
    "target_shape": " It says how the same numbers are laid out.",
    "normalize": " With it the dot product becomes the cosine of the angle.",
}
