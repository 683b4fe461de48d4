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

INPUTS = {
    "rerooted-input": Wording(
        message=(
            "Your model begins in the middle of your graph, at a tensor of {size}: the name that "
            "Model was given as its input no longer held the Input{line}. So this is left out: "
            "{lost}."
        ),
        next_step=(
            "Keep the Input's name for the Input, and use another name for what the layers give."
        ),
        hints=(
            "Which line gives the input's name a new value?",
            _BEGINS,
            "The first argument of Model(...) is what Input(...) gave, and no later tensor.",
            (
                "After `sea = Dense(5)(sea)` the name `sea` is no input any more: write `wave = "
                "Dense(5)(sea)`."
            ),
        ),
    ),
    "missing-input": Wording(
        message=(
            "The drawing has {wanted_count}, and your model {seen_count}. Still missing: "
            "{missing}.{instead}"
        ),
        next_step="Make that Input, and let {target} start from it.",
        hints=(
            "How many kinds of data does this model take at once?",
            _BEGINS,
            "An arrow leads from {missing} to {target}.",
            "`sun = Input((3,))` and `rain = Input((7,))`, then `Model([sun, rain], crop)`.",
        ),
    ),
    "extra-input": Wording(
        message="{your} is an input that the drawing does not have.",
        next_step="Take it out of " + _FIRST + ", and let its readers start where they are drawn.",
        hints=(
            "How many kinds of data does this model take at once?",
            _BEGINS,
            "No arrow of the drawing starts at {what}.",
            "`Model(sun, crop)` has one input, whatever other Input lines there are.",
        ),
    ),
    "wrong-input-shape": Wording(
        message=(
            "{your} takes {seen}, and the drawing {wanted}. So the data of this exercise "
            "does not fit into your model."
        ),
        next_step="Change the shape of that Input to {wanted}.",
        hints=(
            "What does one row of the data look like?",
            "In the drawing, read the shape in the Input.",
            "The Input has the shape {wanted}.",
            "`Input(shape=(3,))` takes rows of 3 numbers, `Input(shape=(5, 7))` tables of 5 by 7.",
        ),
    ),
    "wrong-input-type": Wording(
        message="{your} takes data of type {seen}, and the drawing of type {wanted}.",
        next_step="Write `dtype={wanted!r}` in that Input.",
        hints=(
            "Is this data numbers with a fraction, whole numbers, or text?",
            "In the drawing, read the type in the Input.",
            "The Input has the type {wanted}.",
            "`Input((3,), dtype='int32')` takes whole numbers.",
        ),
    ),
    "inputs-swapped": Wording(
        message=("Model takes ({seen}); the drawing ({wanted}).{danger}"),
        next_step="Put the inputs of Model(...) in the drawing's order.",
        hints=(
            "In which order will the data be handed to this model?",
            "In the drawing, read the inputs from left to right, and compare " + _FIRST + ".",
            "The first input is {first}.",
            _TWO_INPUTS,
        ),
    ),
    "input-name": Wording(
        message=(
            "In the drawing the inputs {wanted}; yours {seen}. The names "
            "count: the data is fed by them."
        ),
        next_step="Write `name=...` in the Input lines.",
        hints=(
            "By which names will the data be handed to this model?",
            "In the drawing, read the names at the inputs.",
            "The inputs {wanted}.",
            "`Input((3,), name='sun')` is fed with `{{'sun': ...}}`.",
        ),
    ),
    "not-functional": Wording(
        message=(
            "The graph is {right}, and it is a Sequential. This exercise asks for it as a "
            "function of tensors, for only so can later drawings have branches."
        ),
        next_step=(
            "Write Input, call each layer on the tensor before it, and end with Model(inputs, "
            "outputs)."
        ),
        hints=(
            "What does each layer of the list read, and what does it give?",
            "Look at the list of your Sequential: each element becomes one line.",
            "The first line makes the Input; every other line calls one layer on the name before.",
            (
                "`Sequential([Input((3,)), Dense(5)])` becomes `sea = Input((3,)); wave = "
                "Dense(5)(sea); Model(sea, wave)`."
            ),
        ),
    ),
    "not-functional:subclassed": Wording(
        message=(
            "The graph is {right}, but the model is of a class of your own. This exercise asks for "
            "it as a function of tensors."
        ),
        next_step=(
            "Write Input, call each layer on the tensor before it, and end with Model(inputs, "
            "outputs)."
        ),
        hints=(
            "Which lines of your class would be lines of the function?",
            "Look at the `call` method of your class.",
            "What `call` does to its argument, the function does to the tensor of Input(...).",
            "`sea = Input((3,)); wave = Dense(5)(sea); return Model(sea, wave)`",
        ),
    ),
}
