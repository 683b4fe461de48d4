"""Running a learner's function catches what it raises and leaves everything else as it was."""

import sys

import pytest

from autograder.extract import trace
from tests.extract.cells import cell
from tests.keras_models import keras


@pytest.mark.parametrize("error", ["ValueError('no')", "SystemExit(3)", "GeneratorExit()"])
def test_an_exception_is_part_of_the_result(error):
    """Whatever a learner's code raises is caught, and its traceback shows their own lines only."""
    learner = cell(f"def answer():\n    raise {error}\n")
    run = trace(learner["answer"])
    assert type(run.error).__name__ == error.partition("(")[0]
    assert run.error.__traceback__.tb_lineno == 2
    assert run.error.__traceback__.tb_next is None
    assert run.returned is None


def test_a_keyboard_interrupt_is_not_swallowed():
    """Who stops the kernel means it."""
    learner = cell("def answer():\n    raise KeyboardInterrupt\n")
    with pytest.raises(KeyboardInterrupt):
        trace(learner["answer"])


def test_the_traceback_of_keras_does_not_show_the_kit():
    """An error that Keras raises while a graph is made leads from the learner's line to Keras."""
    learner = cell(
        """
        def answer():
            x, y = Input((4,)), Input((4,))
            return Model(x, layers.Dense(2)(y))
        """
    )
    step = trace(learner["answer"]).error.__traceback__
    files = []
    while step is not None:
        files.append(step.tb_frame.f_code.co_filename)
        step = step.tb_next
    assert files[0].startswith("/made_up/cell_")
    assert not [file for file in files if "autograder" in file]


def test_keras_is_as_before_after_an_error():
    """Nothing stays in place of Keras's own constructors."""
    before = keras.Operation.__init__
    trace(cell("def answer():\n    raise ValueError\n")["answer"])
    assert keras.Operation.__init__ is before


def test_a_debugger_or_profiler_is_left_alone():
    """Tracing and profiling functions stay in force, and the run is recorded all the same."""
    learner = cell("def answer():\n    x = Input((4,))\n    return Model(x, layers.ReLU()(x))\n")
    seen = set()

    def tracer(frame, event, _argument):
        seen.add((frame.f_code.co_name, event))
        return tracer

    tracing, profiling = sys.gettrace(), sys.getprofile()
    sys.settrace(tracer)
    sys.setprofile(lambda *_: None)
    try:
        run = trace(learner["answer"])
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(tracing)
        sys.setprofile(profiling)
    assert {("answer", "call"), ("answer", "line")} <= seen
    assert sorted(place["line"] for place in run.places.values()) == [2, 3]


def test_what_is_no_python_function_is_called():
    """A class or a method written in C is run, without places."""
    assert trace(dict).returned == {}
    assert type(trace(len).error) is TypeError


def test_a_run_inside_a_run_is_recorded_by_both():
    """A learner who calls check() inside the graded function does no harm."""
    learner = cell(
        """
        def inner():
            x = Input((4,))
            return Model(x, layers.ReLU()(x))

        def answer():
            trace(inner)
            return inner()
        """,
        trace=trace,
    )
    before = keras.Operation.__init__
    assert sorted(each["line"] for each in trace(learner["answer"]).places.values()) == [2, 3]
    assert keras.Operation.__init__ is before
