"""Wording for what is no model: nothing returned, a layer, a tensor, an error."""

from __future__ import annotations

from autograder.diagnosis.catalogue.wording import Wording

_RETURN = (
    "`def lake(): sea = Input((3,)); return Model(sea, Dense(5)(sea))` hands its model over; "
    "without `return` the caller gets None."
)

OUTCOMES = {
    "nothing-returned": Wording(
        message=(
            "{function} gave back nothing. What a function makes stays inside it until it is "
            "returned."
        ),
        next_step="End the function with `return` and the model.",
        hints=(
            "Which line of your function hands its result to the caller?",
            "Look at the last line of the function.",
            "The last line returns what Model(inputs, outputs) gave.",
            _RETURN,
        ),
    ),
    "layer-not-model": Wording(
        message=(
            "{function} gave back a layer, {type}. A layer is one node of the drawing; the "
            "exercise asks for the whole graph, from the inputs to the outputs."
        ),
        next_step="Call the layers on tensors, then return `Model(inputs, outputs)`.",
        hints=(
            "What turns an input and an output into a model?",
            "Look at the last line of the function.",
            "Model takes the tensors where the graph begins and the tensors where it ends.",
            "`sea = Input((3,)); wave = Dense(5)(sea); return Model(sea, wave)`",
        ),
    ),
    "tensor-not-model": Wording(
        message=(
            "{function} gave back a tensor. It is where your graph ends; a model also needs to "
            "know where the graph begins."
        ),
        next_step="Return `Model(inputs, outputs)` with this tensor as its output.",
        hints=(
            "What turns an input and an output into a model?",
            "Look at the last line of the function.",
            "Model takes the tensors where the graph begins and the tensors where it ends.",
            "`sea = Input((3,)); wave = Dense(5)(sea); return Model(sea, wave)`",
        ),
    ),
    "list-not-model": Wording(
        message="{function} gave back {type}, and the exercise asks for one model.",
        next_step=(
            "Return one model: `Model(inputs, outputs)`, where each of the two may be a list, or "
            "`Sequential` around a list of layers."
        ),
        hints=(
            "Is this one graph with several ends, or are these several graphs?",
            "Look at the last line of the function.",
            "Model takes a list of inputs and a list of outputs, and gives one model.",
            (
                "`return Model([sun, rain], [crop, price])` is one model with two inputs and two "
                "outputs."
            ),
        ),
    ),
    "class-not-model": Wording(
        message=(
            "{function} gave back the class {type} itself. A class is the plan; the exercise asks "
            "for the thing made after it."
        ),
        next_step="Return `Model(inputs, outputs)`, with its brackets.",
        hints=(
            "What is the difference between `Model` and `Model(...)`?",
            "Look at the last line of the function.",
            "The brackets after Model hold the inputs and the outputs.",
            "`return Model(sea, wave)`, and not `return Model`.",
        ),
    ),
    "function-not-called": Wording(
        message="{function} gave back a function, and the exercise asks for a model.",
        next_step="Call that function where you return it.",
        hints=(
            "What does a function give you when you write its name without brackets?",
            "Look at the last line of the function.",
            "The brackets call the function, and what it returns takes its place.",
            "`return lake()` returns the model that lake makes; `return lake` returns lake.",
        ),
    ),
    "unbuilt-sequential": Wording(
        message=(
            "{function} gave back a Sequential that has no Input. Without it Keras knows no "
            "shapes and makes no weights, so there is no graph to look at yet."
        ),
        next_step="Put `Input(shape=...)` in front of its layers.",
        hints=(
            "How wide is what the first layer reads, and where does your code say so?",
            "Look at the first element of the Sequential's list.",
            "The list begins with Input, whose shape is that of one row of data.",
            (
                "`Sequential([Input((3,)), Dense(5)])` has 20 weights; `Sequential([Dense(5)])` "
                "none yet."
            ),
        ),
    ),
    "subclassed-not-functional": Wording(
        message=(
            "{function} gave back a model of a class of its own, {type}. Its wiring is hidden in "
            "Python code and cannot be drawn or compared."
        ),
        next_step="Write the same steps as calls from Input to Model(inputs, outputs).",
        hints=(
            "Which lines of your `call` method would be lines of the function?",
            "Look at the `call` method of your class.",
            "What `call` does to its argument, the function does to the tensor of Input(...).",
            "`sea = Input((3,)); wave = Dense(5)(sea); return Model(sea, wave)`",
        ),
    ),
    "other-not-model": Wording(
        message="{function} gave back {type}, and the exercise asks for a Keras model.",
        next_step="Return `Model(inputs, outputs)` at the end of the function.",
        hints=(
            "Which name in your function holds the model?",
            "Look at the last line of the function.",
            "The last line returns what Model(inputs, outputs) gave.",
            _RETURN,
        ),
    ),
    "not-a-function": Wording(
        message=(
            "What was given here is {type}, and the exercise asks for the function {name} itself, "
            "which makes the model. So it can be called anew, and no old model is checked by "
            "mistake."
        ),
        next_step="Give {name} without brackets behind it, and keep its line `def {plain}():`.",
        hints=(
            "What is the difference between {name} and `{plain}()`?",
            "Look at the brackets of check(...), then at the line that gives {name} its value.",
            "The lines that build the model stand inside the function, four spaces further in.",
            _RETURN,
        ),
    ),
    "undecided": Wording(
        message=(
            "This graph repeats itself so often that the comparison came to no end. It may well "
            "be right."
        ),
        next_step="Show it to your teacher; a person can decide it.",
        hints=(
            "Could the same model be written with fewer layers that are all alike?",
            "Lay the drawing beside your code and tick off node by node.",
            "Every arrow of the drawing is a name between brackets in the code.",
            "`wave = Dense(5)(sea)`, then `crop = Dense(2)(wave)`: node by node, as drawn.",
        ),
    ),
    "stopped-with-error": Wording(
        message="{function} stopped{line} with {error}",
        next_step="Read the last line of the error: it says what did not work there.",
        hints=(
            "What did this line expect to be given, and what was it given?",
            "Look{line}.",
            "Run the function line by line: which is the last line that works?",
            "`NameError: name 'wave' is not defined` means: no line before this one makes `wave`.",
        ),
    ),
}

WHOLE_ONLY = "This exercise gives its points for the whole model only."
"""Where the policy says credit=all."""

SPOKEN = {
    "drawing": "task",
    "as drawn": "as asked",
    "what is drawn": "what is asked for",
    "is drawn": "is asked for",
    "are drawn": "are asked for",
}
"""What to say of a drawing that is hidden until the exercise is passed."""
