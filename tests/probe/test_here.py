"""The whole probe: what passes as the same function, what does not, and why."""

from __future__ import annotations

import random
from dataclasses import replace

import keras
import pytest

from autograder.diagnosis.judge import judge
from autograder.probe import here, probe_here
from autograder.probe.limits import HERE
from autograder.topology.model import Topology
from tests.probe.other_ways import STAYS
from tests.probe.ways import PASSES, V, compared, topology


@pytest.mark.parametrize("name", PASSES)
def test_another_way_to_compute_the_same_is_found(name):
    """A model that the checker calls wrong, and that computes what the drawing does, is found."""
    expected, built, verdict = compared(*PASSES[name])

    answer = probe_here(expected, built, verdict, limits=replace(HERE, seconds=60.0))

    assert verdict.outcome == "incorrect"
    assert answer.same, answer.reason
    assert answer.reason.startswith("equal at 16 draws, to ")


@pytest.mark.parametrize("name", STAYS)
def test_what_only_looks_alike_is_not(name):
    """A model that computes something else, in use or in training, is told from the drawing."""
    shapes, drawing, learner, reason = STAYS[name]
    expected, built, verdict = compared(shapes, drawing, learner)

    answer = probe_here(expected, built, verdict, limits=replace(HERE, seconds=60.0))

    assert verdict.outcome == "incorrect"
    assert (answer.same, _named(answer.reason)) == (False, _named(reason))


def _named(reason):
    # Keras numbers names through all tests of a process.
    head, found, tail = reason.partition("the weights of ")
    return head + found + tail.partition(" ")[2] if found else reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("same_function=refuse", "the exercise demands the construction that is drawn"),
        ("nesting=keep", "the exercise demands the nesting or the order that is drawn"),
        ("concat_order=strict", "the exercise demands the nesting or the order that is drawn"),
    ],
)
def test_an_exercise_may_demand_the_construction(text, reason):
    """Where the drawing's policy asks for the construction, nothing else is accepted."""
    drawing = Topology.from_dot(DOUBLED.replace("digraph d {", f"digraph d {{ {text};"))
    built = topology([V], lambda n, o, x: n.Dense(2)(x * 2))

    answer = probe_here(drawing, built, judge(drawing, built))

    assert (answer.same, answer.reason) == (False, reason)


def test_the_style_that_is_demanded_is_not_made_up_for():
    """Where the functional style is the task, a Sequential that computes the same stays wrong."""
    drawing = Topology.from_dot(DOUBLED.replace("digraph d {", "digraph d { style=functional;"))
    model = keras.Sequential([keras.Input(V), keras.layers.Rescaling(2.0), keras.layers.Dense(2)])
    built = Topology.from_keras(model)

    answer = probe_here(drawing, built, judge(drawing, built))

    assert (answer.same, answer.reason) == (False, "the exercise demands the functional style")


def test_an_input_of_another_shape_is_never_the_same():
    """Inputs have to be what the drawing asks for before anything is computed."""
    drawing = Topology.from_dot(DOUBLED)
    built = topology([(7,)], lambda n, o, x: n.Dense(2)(x * 2))

    answer = probe_here(drawing, built, judge(drawing, built))

    assert (answer.same, answer.reason) == (False, "an input has another shape or type")


def test_names_that_count_must_be_right():
    """Outputs of other names than the drawing gives them are no way to build the same."""
    drawing = Topology.from_dot(DOUBLED.replace("units=2", "units=2, name=price"))
    built = topology([V], lambda n, o, x: n.Dense(2)(x * 2))

    answer = probe_here(drawing, built, judge(drawing, built))

    assert (answer.same, answer.reason) == (False, "the names of inputs or outputs differ")


def test_a_verdict_that_passes_is_not_probed():
    """Only what is wrong can become kinder."""
    built = topology([V], lambda n, o, x: n.Dense(2)(x))

    answer = probe_here(built, built, judge(built, built))

    assert (answer.same, answer.reason) == (False, "the verdict is correct")


def test_open_values_are_taken_from_the_learner():
    """Where the drawing leaves a setting open, the learner's own value is the one to compute."""
    drawing = Topology.from_dot(DOUBLED.replace("units=2", 'units=">=2", activation="relu|tanh"'))
    built = topology([V], lambda n, o, x: n.Dense(5, activation="tanh")(x * 2))

    assert probe_here(drawing, built, judge(drawing, built)).same


def test_layers_that_are_allowed_anywhere_do_not_disturb():
    """A Dropout that the exercise allows, or that does nothing, leaves the function the same."""
    drawing = Topology.from_dot(DOUBLED.replace("digraph d {", 'digraph d { extras="Dropout";'))
    plain = Topology.from_dot(DOUBLED)
    allowed = topology([V], lambda n, o, x: n.Dense(2)(n.Dropout(0.5)(x * 2)))
    idle = topology([V], lambda n, o, x: n.Dense(2)(n.Dropout(0.0)(x * 2)))

    assert probe_here(drawing, allowed, judge(drawing, allowed)).same
    assert probe_here(plain, idle, judge(plain, idle)).same


def test_a_crash_of_the_probe_is_an_answer(monkeypatch):
    """Whatever goes wrong while computing is a no with its reason, and no exception."""

    def crash(*_):
        raise RuntimeError("no such kernel\nfor this device")

    monkeypatch.setattr(here, "compare", crash)
    expected, built, verdict = compared(*PASSES["relu of relu"])

    answer = probe_here(expected, built, verdict)

    reason = "the probe failed with RuntimeError: no such kernel for this device"
    assert (answer.same, answer.reason) == (False, reason)


def test_time_that_runs_out_is_an_answer():
    """A probe that would take too long stops, and says so."""
    expected, built, verdict = compared(*PASSES["relu of relu"])

    answer = probe_here(expected, built, verdict, limits=replace(HERE, seconds=0.0))

    assert (answer.same, answer.reason) == (False, "it takes longer than 0 seconds")


@pytest.mark.parametrize("name", PASSES)
def test_the_learners_keras_is_left_alone(name, capfd):
    """The names of layers count on by one, random numbers stay the same, and nothing is printed."""
    case = compared(*PASSES[name])
    first = _numbers()
    random.seed(1)
    keras.utils.set_random_seed(2)
    capfd.readouterr()

    probe_here(*case)

    assert capfd.readouterr() == ("", "")
    drawn = random.random(), float(keras.random.uniform(()))
    keras.utils.set_random_seed(2)
    assert drawn == (random.random(), float(keras.random.uniform(())))
    assert _numbers() == [number + 1 for number in first]


def _numbers():
    """Return the numbers that Keras gives to new layers and operations of some classes."""
    layers, ops = keras.layers, keras.ops
    tensor = keras.Input((8, 8, 3))
    made = [layers.Dense(1), layers.Dropout(0.1), layers.Softmax(), layers.GRU(1)]
    tensors = [ops.pad(tensor, 1), ops.stack([tensor, tensor]), ops.mean(tensor)]
    names = [layer.name for layer in (*made, *keras.Model(tensor, tensors).operations[1:])]
    ends = [name.rpartition("_")[2] for name in names]
    return [int(end) if end.isdigit() else 0 for end in ends]


DOUBLED = """digraph d {
  x [op=Input, tensor="(6,)"];
  twice [op=Add];
  y [op=Dense, units=2];
  x -> twice; x -> twice; twice -> y;
}"""
