"""The graph that is mutated: the solution, named as in the drawing."""

from autograder.verify.subject import subject_of
from tests.topology.build import call, dense, graph, inp, lines


def test_calls_are_named_as_drawn():
    """Whatever the author's variables are called, the drawing's names are used."""
    drawing = graph(x=inp(3), left=dense("x", 4, activation="relu"), y=dense("left", 1))
    written = graph(a=inp(3), b=dense("a", 4, activation="relu"), c=dense("b", 1))

    subject = subject_of(written, drawing)

    assert lines(subject.solution) == [
        "x = Input(tensor=(3,))",
        "left = Dense(activation=relu, units=4) of x",
        "y = Dense(units=1) of left",
    ]
    assert [each.variable for each in subject.solution.calls] == ["x", "left", "y"]
    assert subject.drawn("left") is drawing.by_id["left"]


def test_an_activation_apart_has_a_name_of_its_own():
    """Two calls of the solution for one of the drawing do not get one name."""
    drawing = graph(x=inp(3), y=dense("x", 4, activation="relu"))
    written = graph(a=inp(3), b=dense("a", 4), c=call("ReLU", "b"))

    assert lines(subject_of(written, drawing).solution)[1:] == [
        "y = Dense(units=4) of x",
        "y_ = Activation(activation=relu) of y",
    ]


def test_calls_that_do_nothing_are_left_out():
    """To change one of them would change nothing."""
    drawing = graph(x=inp(3), y=dense("x", 4))
    written = graph(a=inp(3), i=call("Identity", "a"), b=dense("i", 4))

    assert [each.id for each in subject_of(written, drawing).solution.calls] == ["x", "y"]


def test_a_solution_that_is_wrong_keeps_its_own_names():
    """Nothing can be paired then."""
    drawing = graph(x=inp(3), y=dense("x", 4))
    written = graph(a=inp(3), b=dense("a", 5))

    assert [each.id for each in subject_of(written, drawing).solution.calls] == ["a", "b"]
