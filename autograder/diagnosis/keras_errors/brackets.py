"""Errors about what stands between brackets, and about names that do not exist."""

from __future__ import annotations

from autograder.diagnosis.keras_errors.explanation import Explanation

BRACKETS = (
    Explanation(
        kind="tensors-without-list",
        pattern=r"too many positional arguments",
        meaning=(
            "A layer is called on one thing. Where it joins several tensors, they stand in one "
            "list."
        ),
        next_step="Put the tensors into square brackets: `Concatenate()([sun, rain])`.",
        hints=(
            "How many things does this layer take between its last brackets?",
            "Look at the brackets behind the layer, and count the commas in them.",
            "A merge is called on one list that holds all its tensors.",
            "`Add()([sun, rain])` adds two tensors; `Add()(sun, rain)` is an error.",
        ),
    ),
    Explanation(
        kind="model-without-outputs",
        pattern=r"__init__\(\) takes 1 positional argument but \d+ were given",
        meaning=(
            "Model takes two things, where the graph begins and where it ends. Several inputs, or "
            "several outputs, stand in one list."
        ),
        next_step="Write `Model(inputs, outputs)`, each one tensor or one list of tensors.",
        hints=(
            "What are the two things that a model has to know about its graph?",
            "Look at the brackets of Model(...), and count the commas that stand in no list.",
            "First come the inputs, in a list where there are several, then the outputs.",
            "`Model([sun, rain], crop)` has two inputs; `Model(sun, rain, crop)` is an error.",
        ),
    ),
    Explanation(
        kind="layers-without-list",
        pattern=r"Expected `trainable` to be a boolean",
        meaning="Sequential takes one list of layers, and here they stand side by side.",
        next_step="Put the layers into square brackets: `Sequential([Input((3,)), Dense(5)])`.",
        hints=(
            "How does Python know that several things belong together?",
            "Look at the brackets right behind Sequential.",
            "Sequential is given one list, which holds the layers in their order.",
            "`Sequential([Input((3,)), Dense(5)])` is a stack; without the list it is an error.",
        ),
    ),
    Explanation(
        kind="unknown-activation",
        pattern=r"Could not interpret activation function identifier",
        meaning=(
            "Keras knows activations by their names in small letters, and this is none of them. A "
            "second number in the brackets of a Dense is taken for an activation too."
        ),
        next_step='Write the name in quotes and small letters: `activation="relu"`.',
        hints=(
            "How is the activation written in the drawing?",
            "Look at what stands behind `activation=`, or second in the brackets of the layer.",
            "An activation's name is a text in small letters.",
            '`Dense(5, activation="tanh")` works; `activation="Tanh"` is an error.',
        ),
    ),
    Explanation(
        kind="setting-in-the-call",
        pattern=r"got an unexpected keyword argument '\w+'$",
        meaning=(
            "A layer has two pairs of brackets: the first makes it, with its settings; the second "
            "calls it, with the tensor. This setting stands in a pair that does not know it."
        ),
        next_step='Move it into the first pair: `Dense(5, activation="tanh")(sea)`.',
        hints=(
            "Which brackets make the layer, and which call it?",
            "Look for the setting that the error names.",
            "Settings stand in the first pair of brackets, the tensor alone in the second.",
            '`Dense(5, activation="tanh")(sea)` and not `Dense(5)(sea, activation="tanh")`.',
        ),
    ),
    Explanation(
        kind="no-such-name",
        pattern=r"^name '\w+' is not defined|module 'keras[\w.]*' has no attribute '\w+'",
        meaning=(
            "Python finds nothing of this name. It may be spelled in another way, made on a later "
            "line, or need `layers.` in front: `layers.Dense`, with a capital letter."
        ),
        next_step="Compare the name, letter by letter, with the line that makes it.",
        hints=(
            "Which line before this one makes something of that name?",
            "Look for the name that the error puts in quotes.",
            "Layers are written with `layers.` in front and a capital letter.",
            "`layers.Dropout(0.5)` is a layer; `Dropout(0.5)` and `layers.dropout(0.5)` are not.",
        ),
    ),
)
