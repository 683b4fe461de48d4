"""Verdicts where there is no graph: their words in full."""

import pytest

from autograder.diagnosis.outcomes import not_a_model, not_attempted, raised

INSTEAD = {
    "none": (
        "nothing-returned",
        (
            "`two_towers()` gave back nothing. What a function makes stays inside it until it is "
            "returned."
        ),
    ),
    "layer": (
        "layer-not-model",
        (
            "`two_towers()` gave back a layer, Dense. A layer is one node of the drawing; the "
            "exercise asks for the whole graph, from the inputs to the outputs."
        ),
    ),
    "tensor": (
        "tensor-not-model",
        (
            "`two_towers()` gave back a tensor. It is where your graph ends; a model also needs to "
            "know where the graph begins."
        ),
    ),
    "list": (
        "list-not-model",
        "`two_towers()` gave back a list, and the exercise asks for one model.",
    ),
    "class": (
        "class-not-model",
        (
            "`two_towers()` gave back the class Model itself. A class is the plan; the exercise "
            "asks for the thing made after it."
        ),
    ),
    "function": (
        "function-not-called",
        "`two_towers()` gave back a function, and the exercise asks for a model.",
    ),
    "unbuilt-sequential": (
        "unbuilt-sequential",
        (
            "`two_towers()` gave back a Sequential that has no Input. Without it Keras knows no "
            "shapes and makes no weights, so there is no graph to look at yet."
        ),
    ),
    "subclassed": (
        "subclassed-not-functional",
        (
            "`two_towers()` gave back a model of a class of its own, MyModel. Its wiring is "
            "hidden in Python code and cannot be drawn or compared."
        ),
    ),
    "other": (
        "other-not-model",
        "`two_towers()` gave back an int, and the exercise asks for a Keras model.",
    ),
}
TYPES = {
    "none": "NoneType",
    "layer": "Dense",
    "tensor": "KerasTensor",
    "list": "list",
    "class": "Model",
    "function": "function",
    "unbuilt-sequential": "Sequential",
    "subclassed": "MyModel",
    "other": "int",
}


@pytest.mark.parametrize("kind", INSTEAD)
def test_what_came_instead_of_a_model_is_named(kind):
    """Whatever a function returns in place of a model, the verdict says what it was."""
    verdict = not_a_model({"returned": kind, "type": TYPES[kind], "repr": "x"}, name="two_towers")

    finding = verdict.findings[0]
    assert (verdict.outcome, verdict.score, verdict.passed) == ("not-a-model", 0.0, False)
    assert (finding.code, finding.message) == INSTEAD[kind]
    assert finding.where == "`two_towers`"
    assert finding.next_step.endswith(".")
    assert len(finding.hints) == 4


def test_a_class_is_named_by_what_it_is_not_by_its_metaclass():
    """A class is shown by its own name where the description carries it only in its repr."""
    description = {"returned": "class", "type": "type", "repr": "<class 'keras.src.models.Model'>"}

    assert "the class Model itself" in not_a_model(description).findings[0].message


def test_a_model_in_place_of_the_function_is_not_called():
    """Where the function's name holds something else, the verdict asks for the function."""
    description = {"returned": "other", "type": "Functional", "instead_of": "function"}

    verdict = not_a_model(description, name="two_towers")

    assert verdict.summary == "Nothing to call: this is no function."
    assert verdict.findings[0].message == (
        "What was given here is a Functional, and the exercise asks for the function "
        "`two_towers` itself, which makes the model. So it can be called anew, and no old model "
        "is checked by mistake."
    )
    assert verdict.findings[0].next_step == (
        "Give `two_towers` without brackets behind it, and keep its line `def two_towers():`."
    )


def test_without_a_name_the_function_is_yours():
    """A verdict without an exercise's name speaks of your function."""
    verdict = not_a_model({"returned": "none"})

    assert verdict.findings[0].message.startswith("Your function gave back nothing.")
    assert verdict.findings[0].where == ""


def test_a_description_without_content_still_gives_a_verdict():
    """An empty description does no harm."""
    assert not_a_model({}).findings[0].message == (
        "Your function gave back something else, and the exercise asks for a Keras model."
    )


def test_an_untouched_exercise_is_not_attempted():
    """A stub earns nothing and is not blamed."""
    verdict = not_attempted()

    assert (verdict.outcome, verdict.score, verdict.findings) == ("not-attempted", 0.0, ())
    assert verdict.summary == ("Nothing to check yet: this exercise still stands as it was given.")


def test_an_error_is_shown_with_its_line():
    """An exception of the learner's code is quoted, and its line named."""
    verdict = raised("IndexError", "list index out of range", 4, name="two_towers")

    finding = verdict.findings[0]
    assert verdict.summary == "No model yet: the code stops with an error."
    assert (finding.code, finding.where) == ("stopped-with-error", "line 4")
    assert finding.message == (
        "`two_towers()` stopped at line 4 with IndexError: list index out of range"
    )


def test_an_error_without_line_or_message_is_still_told():
    """A bare exception is named by its type."""
    assert raised("KeyboardInterrupt", "").findings[0].message == (
        "Your function stopped with KeyboardInterrupt."
    )


def test_a_known_error_is_explained_beside_itself():
    """An error of Keras that is known is quoted first and then explained."""
    finding = raised("ValueError", "Cannot convert '10' to a shape.", 2, name="f").findings[0]

    assert finding.code == "shape-not-a-tuple"
    assert finding.message == (
        "`f()` stopped at line 2 with ValueError: Cannot convert '10' to a shape.\n"
        "What it means: A shape is a tuple, also where it has one number only; `(10)` is just the "
        "number 10."
    )
    assert finding.next_step == "Write the comma: `Input(shape=(10,))`."


def test_a_very_long_error_is_cut():
    """An error of many lines is shown as one short one, without terminal colours."""
    message = raised("ValueError", "\x1b[1mtoo\n big\x1b[0m " + "x" * 5000).findings[0].message

    assert message.startswith("Your function stopped with ValueError: too big xxx")
    assert message.endswith("xxx...")
    assert len(message) < 700
