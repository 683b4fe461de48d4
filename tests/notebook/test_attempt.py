"""Calling a learner's function as an exercise asks."""

from __future__ import annotations

import keras
import numpy as np
import pytest

from autograder.exercise import Exercise, read_evidence
from autograder.notebook.attempt import attempt

TOWER = Exercise(id="tower", title="Tower", kind="topology")
STACK = Exercise(
    id="stack",
    title="Stack",
    kind="builder",
    cases=({"wide": 3}, {"wide": 5}),
    draw={"wide": "2..9"},
)
COUNT = Exercise(id="count", title="Count", kind="values", cases=({"widths": [4, 8]},))
FORWARD = Exercise(
    id="forward", title="F", kind="values", dims={"n": "2..5"}, arrays={"x": ("n", 3)}
)
SORT = Exercise(id="cards", title="Cards", kind="choice")


def tower():
    import keras

    print("building")
    print("careful", file=__import__("sys").stderr)
    i = keras.Input((4,))
    return keras.Model(i, keras.layers.Dense(2)(i))


def stack(wide):
    import keras

    i = keras.Input((4,))
    return keras.Model(i, keras.layers.Dense(wide)(i))


@pytest.fixture(scope="module", autouse=True)
def _started():
    """TensorFlow speaks at its first operation; that must not count as what a learner printed."""
    keras.ops.zeros(1)


def test_a_model_becomes_evidence_and_its_output_is_kept():
    """The model's graph is submitted, and what the function wrote is shown, not lost."""
    evidence, printed = attempt(TOWER, tower)
    assert printed == "building\ncareful\n"
    assert evidence.runs[0].model["class"] == "Functional"
    assert read_evidence(evidence.to_json()) == evidence


def test_a_builder_is_called_with_every_size_and_with_drawn_ones():
    """The cases of the exercise come first, those chosen when grading after them."""
    assert [run.arguments for run in attempt(STACK, stack)[0].runs] == [{"wide": 3}, {"wide": 5}]
    assert len(attempt(STACK, stack, seed="s")[0].runs) == 5


def stub(): ...  # what nbgrader leaves of a solution


def half_done(wide):
    ...  # noqa: PIE790 - the stub's own line
    return stack(wide)


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [(TOWER, stub), (COUNT, None), (TOWER, ...), (SORT, ...), (SORT, {"a": ..., "b": ...})],
)
def test_a_stub_is_untouched(exercise, answer):
    """What nobody has changed is no answer."""
    assert [run.untouched for run in attempt(exercise, answer)[0].runs] == [True]


def test_a_forgotten_stub_line_above_an_answer_does_not_hide_it():
    """A learner who leaves `...` standing has still answered."""
    assert attempt(STACK, half_done)[0].runs[0].model is not None


def test_parameters_may_have_other_names():
    """Where a learner renamed the parameters, they are handed over in their order."""

    def renamed(w):
        return stack(w)

    runs = attempt(STACK, renamed)[0].runs
    assert [run.model is not None for run in runs] == [True] * len(runs)
    assert runs[0].arguments == attempt(STACK, stack)[0].runs[0].arguments


def test_an_error_above_the_stubs_dots_is_told():
    """A learner who left `...` below lines that fail has answered."""

    def tower():
        raise NameError("name 'column' is not defined")
        ...  # noqa: PIE790 - the stub's own line

    (run,) = attempt(TOWER, tower)[0].runs
    assert run.raised["type"] == "NameError"


def test_dots_in_an_index_are_no_stub():
    """A learner who slices with `...` and makes a mistake has answered."""

    def sliced():
        rows = [1.0]
        return rows[..., 0]

    (run,) = attempt(TOWER, sliced)[0].runs
    assert run.raised["type"] == "TypeError"


def test_what_a_function_raises_is_kept_with_its_line():
    """The error and the learner's line are evidence too, whatever its class."""

    def tower():
        message = "no"
        raise SystemExit(message)

    (run,) = attempt(TOWER, tower)[0].runs
    assert run.raised["type"] == "SystemExit"
    assert run.raised["message"] == "no"
    assert run.raised["line"] == tower.__code__.co_firstlineno + 2


def test_a_model_in_place_of_the_function_is_described():
    """The exercise asks for a function, and a model has no sizes to vary."""
    (run,) = attempt(TOWER, tower())[0].runs
    assert run.returned == {"returned": "model", "type": "Functional", "instead_of": "function"}


def test_an_interrupt_is_not_caught():
    """The grader stops a loop by interrupting it; that is no answer."""

    def tower():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempt(TOWER, tower)


def test_values_are_called_with_numpy_arrays_and_submitted_as_numbers():
    """Arrays reach the learner as NumPy has them."""
    seen = []

    def forward(x):
        seen.append(type(x))
        return x.sum(axis=0)

    evidence, _ = attempt(FORWARD, forward)
    assert seen == [np.ndarray] * 3
    assert all(len(run.value) == 3 for run in evidence.runs)


def test_a_case_that_the_function_changes_stays_as_it_was():
    """A function that empties its argument must not change what the grader asked for."""

    def count(widths):
        widths.clear()
        return 0

    attempt(COUNT, count)
    assert COUNT.cases[0] == {"widths": [4, 8]}
    assert attempt(COUNT, count)[0].runs[0].arguments == {"widths": [4, 8]}


def test_a_choice_is_submitted_as_it_is():
    """A dict, a number, a text: whatever JSON can hold."""
    assert attempt(SORT, {"a": "flat"})[0].runs[0].value == {"a": "flat"}
