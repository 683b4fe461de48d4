"""The verdict on a model that computes what the drawing does and is built another way."""

from __future__ import annotations

import pytest

from autograder.diagnosis.judge import judge
from autograder.diagnosis.same_function import as_same_function
from autograder.diagnosis.wire import verdict_from_json, verdict_to_json
from autograder.render.html import feedback_html
from autograder.render.text import feedback_text
from tests.topology.build import call, dense, graph, inp

SUMMARY = "Right: your model computes the same as the drawing. It is built another way."
MEANING = (
    "Given the same weights and inputs, both gave the same numbers, in use and in training. "
    "So this counts as right."
)
DRAWING = graph(
    x=inp(8, 8, 3),
    c=call("Conv2D", "x", filters=4, kernel_size=3, padding="same", activation="relu"),
)
PADDED = graph(
    x=inp(8, 8, 3),
    p=call("ZeroPadding2D", "x", padding=1),
    c=call("Conv2D", "p", filters=4, kernel_size=3, activation="relu"),
)
SUM = graph(x=inp(6), s=call("Add", "x", "x"), y=dense("s", 2))
LONGER = graph(
    x=inp(6), y=dense("x", 2), r=call("ReLU", "y"), q=call("Activation", "r", activation="relu")
)
SHORT = graph(x=inp(6), y=dense("x", 2, activation="relu"))
DOUBLED = graph(x=inp(6), s=call("Multiply", "x", constant_1=2), y=dense("s", 2))
FIRST = graph(x=inp(6), y=dense("x", 6), s=call("Subtract", "x", "y"))
TURNED = graph(x=inp(6), y=dense("x", 6), s=call("Subtract", "y", "x"))


@pytest.mark.parametrize(
    ("drawing", "built", "difference"),
    [
        (
            DRAWING,
            PADDED,
            (
                "What differs: the drawing has Conv2D(4, 3) with padding=same, and you have "
                "ZeroPadding2D and Conv2D(4, 3) with padding=valid."
            ),
        ),
        (SUM, DOUBLED, "What differs: the drawing has Add, and you have Multiply."),
        (SHORT, LONGER, "What differs: you also have relu."),
        (LONGER, SHORT, "What differs: the drawing also has relu."),
        (FIRST, TURNED, "What differs: the layers are the same, and connected in another way."),
    ],
)
def test_it_passes_with_a_note_of_what_was_asked(drawing, built, difference):
    """The verdict is a pass that says what it means and what the drawing asks for."""
    verdict = as_same_function(judge(drawing, built), drawing, built)

    assert (verdict.outcome, verdict.score, verdict.passed) == ("same-function", 1.0, True)
    assert (verdict.summary, verdict.notes) == (SUMMARY, (MEANING, difference))
    assert verdict.findings == ()


def test_it_is_shown_as_text_and_html_and_sent_as_json():
    """Feedback tells it in all forms, and the wire format brings it back."""
    verdict = as_same_function(judge(SUM, DOUBLED), SUM, DOUBLED)
    difference = "What differs: the drawing has Add, and you have Multiply."

    text = feedback_text(verdict, points=2, maximum=2)

    assert text == f"{SUMMARY}\n2 of 2 points.\n{MEANING}\n{difference}"
    html = feedback_html(verdict, learner=DOUBLED)
    assert all(line in html for line in (SUMMARY, MEANING, difference))
    assert verdict_from_json(verdict_to_json(verdict)) == verdict


def test_layers_that_were_never_used_are_still_told():
    """Remarks that the graph itself gives rise to stand behind the note."""
    built = graph(x=inp(6), s=call("Multiply", "x", constant_1=2), y=dense("s", 2))
    unused = type(built)(
        calls=built.calls,
        inputs=built.inputs,
        outputs=built.outputs,
        unused=(dense("x", 9),),
    )

    verdict = as_same_function(judge(SUM, unused), SUM, unused)

    assert verdict.notes[2:] == ("You built a Dense(9) and never used it.",)
