"""Errors about what is no tensor, or a tensor that is used as if it held numbers."""

from __future__ import annotations

from autograder.diagnosis.keras_errors.explanation import Explanation

TENSORS = (
    Explanation(
        kind="output-not-connected",
        pattern=r"is not connected to `inputs`",
        meaning=(
            "Following the arrows backwards from an output, Keras did not arrive at the inputs "
            "that Model was given: an Input is missing from Model(...), or its name was given a "
            "new value on the way."
        ),
        next_step=(
            "Compare the inputs in Model(...) with the Input lines that the outputs start from."
        ),
        hints=(
            "From the output, go back from line to line: at which Input do you end?",
            "Look at the first argument of Model(...) and at every line that makes an Input.",
            "Every Input that an output depends on belongs in the first argument of Model(...).",
            (
                "`Model([sun, rain], crop)` names both inputs; with `Model(sun, crop)` the rain "
                "has no way in."
            ),
        ),
    ),
    Explanation(
        kind="tensorflow-function",
        pattern=r"KerasTensor cannot be used as input to a TensorFlow function",
        meaning=(
            "A `tf.` function wants numbers. While a graph is being built there are none yet, only "
            "the place where they will flow."
        ),
        next_step="Use the function of the same name from `keras.ops`, or a layer.",
        hints=(
            "Which function in this line does not come from Keras?",
            "Look for `tf.` in the line.",
            "The functions in `keras.ops` take part in the graph; those in `tf` do not.",
            "`ops.square(sea)` is a node of the graph; `tf.square(sea)` is an error.",
        ),
    ),
    Explanation(
        kind="numpy-function",
        pattern=r"KerasTensor is symbolic.*cannot convert it to a",
        meaning=(
            "NumPy and `float` want numbers. While a graph is being built there are none yet, only "
            "the place where they will flow."
        ),
        next_step="Use the function of the same name from `keras.ops`, or a layer.",
        hints=(
            "Which function in this line does not come from Keras?",
            "Look for `np.` or `float(` in the line.",
            "The functions in `keras.ops` take part in the graph; those of NumPy do not.",
            "`ops.square(sea)` is a node of the graph; `np.square(sea)` is an error.",
        ),
    ),
    Explanation(
        kind="if-on-tensor",
        pattern=r"symbolic KerasTensor cannot be used as a boolean",
        meaning=(
            "`if`, `and`, `or` and `while` ask for a decision now, but the numbers come later, one "
            "row after the other, when the model runs."
        ),
        next_step=(
            "Put the decision into the graph: `ops.where(condition, this, that)` or `ops.maximum`."
        ),
        hints=(
            "When does Python read the `if`: while the graph is built, or while data flows?",
            "Look for `if`, `and`, `or`, `max(` or `min(` on a tensor.",
            (
                "A choice for every row is an operation of the graph: `ops.where` chooses number "
                "by number."
            ),
            "`ops.where(sea > 3, sea, 0)` keeps what is above 3, for every row on its own.",
        ),
    ),
    Explanation(
        kind="loop-over-tensor",
        pattern=r"Iterating over a symbolic KerasTensor",
        meaning=(
            "Something takes this one tensor apart, as in `a, b = layer(x)` or `for part in x`. A "
            "tensor of the graph cannot be taken apart so."
        ),
        next_step="Bind the result to one name, and cut it with `x[:, :3]` where parts are wanted.",
        hints=(
            "How many results does this layer give back?",
            "Look to the left of the `=` sign.",
            (
                "Most layers give one tensor. A recurrent layer gives more only with "
                "`return_state=True`."
            ),
            (
                "`out, state = layers.GRU(5, return_state=True)(sea)` has two results; without it, "
                "one."
            ),
        ),
    ),
    Explanation(
        kind="merge-without-list",
        pattern=r"merge layer should be called on a list",
        meaning="A merge takes all of its tensors in one list; here it was given a single tensor.",
        next_step="Write square brackets inside the round ones: `Add()([a, b])`.",
        hints=(
            "How many tensors meet in this merge?",
            "Look at the last brackets of the line.",
            "The list holds every tensor whose arrow ends in the merge.",
            "`Multiply()([sun, rain])` joins two tensors.",
        ),
    ),
    Explanation(
        kind="too-many-inputs",
        pattern=r"expects 1 input\(s\), but it received \d+ input tensors",
        meaning="This layer reads one tensor, and it was given a list of several.",
        next_step=(
            "Merge the tensors first (Concatenate, Add, ...), then call the layer on the result."
        ),
        hints=(
            "Which node of the drawing do these arrows meet in?",
            "Look at the last brackets of the line.",
            (
                "Only a merge takes several tensors; every other layer takes the one that the "
                "merge made."
            ),
            "`Dense(3)(Concatenate()([sun, rain]))`: first together, then on.",
        ),
    ),
    Explanation(
        kind="layer-called-on-layer",
        pattern=r"Only input tensors may be passed as positional arguments",
        meaning=(
            "In the last brackets stands something that is no tensor, for instance a layer not "
            "called yet."
        ),
        next_step="Call each layer on a tensor: `layers.Dense(8)(x)`, not `layers.Dense(8)` alone.",
        hints=(
            "What does the name in the last brackets hold: a tensor, or a layer?",
            (
                "Look at the line where that name was made: does it end with a pair of brackets "
                "for a tensor?"
            ),
            "`Dense(3)` makes a layer; the second pair of brackets uses it and gives a tensor.",
            "`wave = Dense(3)(sea)`, then `Dense(5)(wave)`.",
        ),
    ),
    Explanation(
        kind="output-not-a-tensor",
        pattern=r"All `(?:outputs|inputs)` values must be KerasTensors",
        meaning=(
            "Model(...) takes tensors, and one of the values it was given is no tensor, perhaps a "
            "layer."
        ),
        next_step="Give Model the results of calling layers, and the tensors that Input(...) gave.",
        hints=(
            "Which of the names in Model(...) holds no tensor?",
            "Look at the error: it shows the value that does not fit.",
            "`head = Dense(3)` is a layer; `head = Dense(3)(x)` is a tensor.",
            "`Model(sea, Dense(3)(sea))` works; `Model(sea, Dense(3))` does not.",
        ),
    ),
    Explanation(
        kind="name-used-twice",
        pattern=r"The name \".*\" is used \d+ times in the model",
        meaning="Two layers have the same name. For Keras they are then no longer told apart.",
        next_step=(
            "Give each its own `name=`, or make one layer and call it twice if the weights are "
            "shared."
        ),
        hints=(
            "Should these be two layers, or one layer used twice?",
            "Look for the lines with this `name=`.",
            (
                "The same weights: make the layer once and call it twice. Different weights: two "
                "names."
            ),
            "`name='north'` and `name='south'`.",
        ),
    ),
    Explanation(
        kind="argument-missing",
        pattern=r"missing a required argument: '(?:value|key)'",
        meaning=(
            "Attention takes at least two tensors, the query and the value; here it was given one."
        ),
        next_step=(
            "Name them: `attention(query=..., value=...)`; the key is the value unless you give "
            "one."
        ),
        hints=(
            "Who asks here, and who is asked?",
            "Look at the arrows that arrive at the attention layer in the drawing.",
            "query is the one that asks; value and key are the ones that are looked through.",
            "`attention(query=sea, value=sky)`: for every step of sea, a mixture of sky.",
        ),
    ),
)
