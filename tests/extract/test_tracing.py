"""Running a learner's function tells where in its source every call stands; some are unused."""

import json
import sys

import pytest

from autograder.extract import evidence_of_model, topology_of, trace
from autograder.topology.keras_config import read_model_evidence
from tests.extract.cells import cell
from tests.keras_models import Input, keras, layers, reads


def read_trace(run):
    """The topology of a traced run, through JSON."""
    evidence = evidence_of_model(run.returned, unused=run.unused, places=run.places)
    return read_model_evidence(json.loads(json.dumps(evidence)))


def placed(topology):
    """The class, variable and line of each call."""
    return [(call.op, call.variable, call.line) for call in topology.calls]


def forgotten(topology):
    """The class, variable, line and sources of each unused call."""
    return [(call.op, call.variable, call.line, reads(call)) for call in topology.unused]


def test_each_call_has_its_variable_and_line():
    """Lines count in the cell, from 1; a call in a chain has a line and no variable."""
    learner = cell(
        """
        def answer(inputs=4):
            a = Input((inputs,))
            h = layers.Dense(8)(a)
            h = layers.Dense(8)(h)
            out = layers.Dense(1)(
                layers.Dropout(0.5)(h)
            )
            return Model(a, out)
        """
    )
    run = trace(learner["answer"], {"inputs": 6})
    assert placed(read_trace(run)) == [
        ("Input", "a", 2),
        ("Dense", "h", 3),
        ("Dense", "h", 4),
        ("Dropout", None, 6),
        ("Dense", "out", 5),
    ]
    assert run.error is None
    assert run.returned.input_shape == (None, 6)
    assert read_trace(run).unused == ()


def test_a_name_of_the_function_goes_before_one_of_its_helper():
    """Calls inside a helper of the same cell keep its names; its result has the caller's."""
    learner = cell(
        """
        def tower(x):
            x = layers.Dense(4)(x)
            x = layers.ReLU()(x)
            return x

        def answer():
            a, b = Input((4,)), Input((4,))
            left = tower(a)
            right = tower(b)
            return Model([a, b], layers.Add()([left, right]))
        """
    )
    assert placed(read_trace(trace(learner["answer"]))) == [
        ("Input", "a", 7),
        ("Input", "b", 7),
        ("Dense", "x", 2),
        ("Dense", "x", 2),
        ("ReLU", "left", 8),
        ("ReLU", "right", 9),
        ("Add", None, 10),
    ]


def test_elements_of_lists_and_dicts_are_named():
    """A tensor in a list or dict is named as one would write it."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            towers = []
            for units in (2, 3):
                towers.append(layers.Dense(units)(x))
            heads = {"sum": layers.Concatenate()(towers)}
            return Model(x, heads)
        """
    )
    assert placed(read_trace(trace(learner["answer"]))) == [
        ("Input", "x", 2),
        ("Dense", "towers[0]", 5),
        ("Dense", "towers[1]", 5),
        ("Concatenate", "heads['sum']", 6),
    ]


def test_layers_of_a_sequential_stand_where_they_are_made():
    """The layers of a Sequential have the lines of their constructors, listed or added."""
    learner = cell(
        """
        def listed():
            return Sequential([
                Input((4,)),
                layers.Dense(8),
                layers.Dense(1),
            ])

        def added():
            model = Sequential()
            model.add(Input((4,)))
            model.add(layers.Dense(8))
            model.add(layers.Dense(1))
            return model
        """
    )
    assert [line for _, _, line in placed(read_trace(trace(learner["listed"])))] == [3, 4, 5]
    assert [line for _, _, line in placed(read_trace(trace(learner["added"])))] == [10, 11, 12]


def test_calls_inside_a_nested_model_have_places():
    """Inside a model made in the same cell, its own lines; of one made elsewhere, the use's."""
    elsewhere = keras.Sequential([layers.Dense(3)])
    learner = cell(
        """
        def answer():
            z = Input((4,))
            code = layers.Dense(3)(z)
            encoder = Model(z, code)
            x = Input((4,))
            left = encoder(x)
            right = elsewhere(x)
            return Model(x, layers.Add()([left, right]))
        """,
        elsewhere=elsewhere,
    )
    assert placed(read_trace(trace(learner["answer"]))) == [
        ("Input", "x", 5),
        ("Dense", "code", 3),
        ("Dense", "right", 7),
        ("Add", None, 8),
    ]


def test_operators_have_places():
    """`a * 2 + b` is two calls on one line."""
    learner = cell(
        """
        def answer():
            a = Input((4,))
            y = a * 2 + a
            return Model(a, y)
        """
    )
    assert placed(read_trace(trace(learner["answer"]))) == [
        ("Input", "a", 2),
        ("ops.Multiply", None, 3),
        ("ops.Add", "y", 3),
    ]


def test_unused_calls_are_described():
    """A forgotten head, what reads it, and an idle Input are told, with what they read."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            idle = Input((2,))
            h = layers.Dense(8)(x)
            score = layers.Dense(1, activation="sigmoid")(h)
            scaled = score * 2
            return Model(x, h)
        """
    )
    topology = read_trace(trace(learner["answer"]))
    names = [call.id for call in topology.unused]
    h = topology.calls[1].id
    assert forgotten(topology) == [
        ("Input", "idle", 3, {}),
        ("Dense", "score", 5, {"0": h}),
        ("ops.Multiply", "scaled", 6, {"0": names[1]}),
    ]
    score = topology.unused[1]
    assert (score.setting("units"), score.setting("activation")) == (1, "sigmoid")
    assert score.shapes == ((None, 1),)
    assert [call.op for call in topology.calls] == ["Input", "Dense"]


def test_an_unused_use_of_a_used_layer_is_numbered_on():
    """The second use of a layer, which leads nowhere, is `name#2`."""
    learner = cell(
        """
        def answer():
            x, y = Input((4,)), Input((4,))
            encoder = layers.Dense(3, name="encoder")
            left = encoder(x)
            right = encoder(y)
            return Model([x, y], left)
        """
    )
    topology = read_trace(trace(learner["answer"]))
    assert [(call.id, call.variable) for call in topology.unused] == [("encoder#2", "right")]


def test_an_unused_use_of_a_model_is_one_call():
    """A nested model that was called for nothing is not unrolled; what read it is told apart."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            block = Sequential([layers.Dense(4)])
            once = block(x)
            twice = block(once)
            return Model(x, once)
        """
    )
    topology = read_trace(trace(learner["answer"]))
    (call,) = topology.unused
    assert (call.op, call.variable, call.settings) == ("Sequential", "twice", ())
    assert reads(call) == {"0": topology.calls[-1].id}


def test_calls_of_a_tap_model_are_not_unused():
    """A second model made to look inside uses its calls, kept or not."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            h = layers.Dense(8)(x)
            probe = layers.Dense(2)(h)
            tap = Model(x, probe)
            Model(x, layers.Dense(3)(h)).count_params()
            return Model(x, h)
        """
    )
    assert trace(learner["answer"]).unused == []


def test_calls_of_earlier_runs_are_not_unused():
    """What another cell or an earlier run hung on a global tensor raises no alarm."""
    learner = cell(
        """
        x = Input((4,))
        stale = layers.Dense(9)(x)

        def answer():
            y = layers.Dense(2)(x)
            extra = layers.Dense(3)(x)
            return Model(x, y)
        """
    )
    for _ in range(2):
        topology = read_trace(trace(learner["answer"]))
        assert [(call.variable, call.line) for call in topology.unused] == [("extra", 6)]


def test_masks_and_inner_calls_of_keras_are_not_unused():
    """Calls that Keras makes on its own account are nobody's mistake."""
    learner = cell(
        """
        def answer():
            words = Input((6,), dtype="int32")
            x = layers.Embedding(9, 4, mask_zero=True)(words)
            x = layers.Conv1D(2, 1)(layers.Dense(3)(x)) if False else layers.Dense(3)(x)
            model = Sequential([Input((6, 3)), layers.Flatten()])
            return Model(words, model(x))
        """
    )
    assert trace(learner["answer"]).unused == []


def test_a_model_between_inner_tensors_keeps_its_places():
    """Keras copies the calls of such a model; the originals are not unused, the Input is."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            h = layers.Dense(8)(x)
            y = layers.Dense(2)(h)
            return Model(h, y)
        """
    )
    topology = read_trace(trace(learner["answer"]))
    assert placed(topology)[1:] == [("Dense", "y", 4)]
    assert [(call.op, call.variable) for call in topology.unused] == [
        ("Input", "x"),
        ("Dense", "h"),
    ]


def test_the_stub_and_other_results_have_no_places():
    """Where no model came back, there is nothing to place."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            return layers.Dense(2)(x)
        """
    )
    run = trace(learner["answer"])
    assert isinstance(run.returned, keras.KerasTensor)
    assert (run.places, run.unused, run.error) == ({}, [], None)


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


def test_a_decorated_function_is_recorded():
    """The function that a decorator wraps is the one whose lines count."""
    learner = cell(
        """
        import functools

        def shouted(function):
            @functools.wraps(function)
            def inner(**sizes):
                return function(**sizes)
            return inner

        @shouted
        def answer():
            x = Input((4,))
            return Model(x, layers.ReLU()(x))
        """
    )
    assert sorted(each["line"] for each in trace(learner["answer"]).places.values()) == [11, 12]


def test_what_is_no_python_function_is_called():
    """A class or a method written in C is run, without places."""
    assert trace(dict).returned == {}
    assert type(trace(len).error) is TypeError


def test_places_change_no_topology():
    """Beside variable and line, a traced model reads as it does otherwise."""
    learner = cell("def answer():\n    x = Input((4,))\n    return Model(x, layers.Dense(2)(x))\n")
    run = trace(learner["answer"])
    traced, plain = read_trace(run), topology_of(run.returned)
    assert [(call.id, call.settings, call.arguments) for call in traced.calls] == [
        (call.id, call.settings, call.arguments) for call in plain.calls
    ]


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


def test_an_unused_call_of_a_tensor_from_elsewhere_is_described():
    """A source that is no part of the model is left out of the description."""
    learner = cell(
        """
        def answer():
            x = Input((4,))
            lost = layers.Add()([elsewhere, x])
            return Model(x, layers.ReLU()(x))
        """,
        elsewhere=Input((4,)),
    )
    topology = read_trace(trace(learner["answer"]))
    assert forgotten(topology) == [("Add", "lost", 3, {"1": topology.calls[0].id})]
