"""Errors about shapes that do not fit."""

from __future__ import annotations

from autograder.diagnosis.keras_errors.explanation import Explanation

SHAPES = (
    Explanation(
        kind="shape-not-a-tuple",
        pattern=r"Cannot convert '.*' to a shape",
        meaning=(
            "A shape is a tuple, also where it has one number only; `(10)` is just the number 10."
        ),
        next_step="Write the comma: `Input(shape=(10,))`.",
        hints=(
            "What makes a tuple of one number in Python?",
            "Look at the value after `shape=`.",
            "The comma makes the tuple: `(3,)` is one, `(3)` is not.",
            (
                "`Input(shape=(3,))` for rows of 3 numbers, `Input(shape=(5, 7))` for tables of 5 "
                "by 7."
            ),
        ),
    ),
    Explanation(
        kind="merge-shapes",
        pattern=(
            r"Inputs have incompatible shapes|Cannot broadcast shape"
            r"|requires inputs with matching shapes"
            r"|must have the same shape except on the `axis` dim"
            r"|Incompatible input shapes"
        ),
        meaning=(
            "The tensors that meet here do not fit. Add, Subtract, Multiply and the like join "
            "number with number and need the same shape; Concatenate needs the same shape but for "
            "one axis."
        ),
        next_step=(
            "Compare the shapes in the error: either one of them is wrong, or the kind of merge."
        ),
        hints=(
            "Which shapes meet here, and are they the shapes of the drawing?",
            "Look at the layers just before the merge.",
            (
                "Laid end to end, 3 and 5 numbers make 8: that is Concatenate. Added, they must "
                "be as many."
            ),
            "`Concatenate()([three, five])` is 8 wide; `Add()([three, five])` is an error.",
        ),
    ),
    Explanation(
        kind="wrong-rank",
        pattern=r"expected (?:min_|max_)?ndim=\d+, found ndim=\d+",
        meaning=(
            "The layer wants a tensor with another number of axes. The batch counts as one: "
            "pictures for Conv2D have four (batch, height, width, channels)."
        ),
        next_step=(
            "Compare the Input's shape with what the layer needs; Flatten and Reshape change the "
            "axes."
        ),
        hints=(
            "How many axes does this tensor have, and how many does the layer want?",
            "Look at the shape in the Input line and at the layers in between.",
            "A gray picture has a last axis of length 1: height, width, 1.",
            "`Input(shape=(9, 9, 1))` suits Conv2D; `Input(shape=(9, 9))` lacks the channels.",
        ),
    ),
    Explanation(
        kind="weights-of-another-width",
        pattern=r"expected axis -?\d+ of input shape to have value",
        meaning=(
            "This layer has been used before, on a tensor of another width. Its weights were made "
            "for that width, and one set of weights cannot serve two."
        ),
        next_step="Use the layer again only on tensors of the same width, or make a second layer.",
        hints=(
            "Where was this layer called first, and how wide was the tensor there?",
            "Look for the other line that calls the same layer.",
            (
                "Each use of a layer needs the same number of columns: the weights have one row "
                "for each."
            ),
            "A `Dense(3)` first called on 5 numbers can never be called on 7.",
        ),
    ),
    Explanation(
        kind="width-unknown",
        pattern=r"Shapes used to initialize variables must be fully-defined",
        meaning=(
            "The layer needs to know how wide its input is to make its weights, and here it is "
            "None."
        ),
        next_step=(
            "Give the Input its last size: `Input(shape=(10,))` rather than `Input(shape=(None,))`."
        ),
        hints=(
            "Which size of the input does this layer need to know?",
            "Look for None in the Input's shape.",
            "The length of a sequence may be None; the width of what a Dense reads may not.",
            "`Input(shape=(None, 3))`: any number of steps, 3 numbers each.",
        ),
    ),
    Explanation(
        kind="reshape-size",
        pattern=r"total size of the tensor must be unchanged",
        meaning=(
            "Reshape only lays the same numbers out anew; before and after there must be as many."
        ),
        next_step="Multiply the sizes on both sides; they must give the same product.",
        hints=(
            "How many numbers are there for each row before, and how many after?",
            "Look at the shape in Reshape(...) and at the layer before.",
            "The sizes of the new shape, multiplied, give the number of columns before it.",
            "15 numbers fit `Reshape((3, 5))`, and not `Reshape((4, 4))`.",
        ),
    ),
    Explanation(
        kind="nothing-left",
        pattern=r"Computed output size would be zero or negative",
        meaning=(
            "The picture or sequence is smaller here than the window that should slide over it."
        ),
        next_step=(
            'Count how the size shrinks from layer to layer; use padding="same" where it is '
            "drawn so."
        ),
        hints=(
            "How high and wide is the tensor just before this layer?",
            "Look at the pooling and convolution layers before this line.",
            "Each pooling by 2 halves the size; a 3 by 3 window without padding takes 2 off.",
            "9 by 9, pooled by 3: 3 by 3. Pooled by 3 again: 1 by 1. There it ends.",
        ),
    ),
)
