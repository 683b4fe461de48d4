"""Near-misses in an activation: none, another one, one too many."""

from autograder.verify.mutations.activations import ACTIVATION_TOO_MANY, OTHER_ACTIVATION
from tests.topology.build import call, dense, graph, inp
from tests.verify.subjects import branches, chain, lines_of, mutant, names, subject_of_graph

CHAIN = subject_of_graph(chain())


def test_every_usual_activation_takes_the_place_of_the_right_one():
    """None at all is one of them, and then what comes before is a place too."""
    assert names(OTHER_ACTIVATION, CHAIN) == [
        f"activation of h: {name}" for name in ("linear", "tanh", "sigmoid", "softmax")
    ]
    without = mutant(OTHER_ACTIVATION, CHAIN, "activation of h", "linear")
    assert without.at == ("h", "x")
    assert without.words == "the activation of `h` is linear, not relu"


def test_an_activation_as_a_call_is_changed_too():
    """To leave it out is the near-miss of another operator."""
    apart = graph(x=inp(3), d=dense("x", 4), r=call("Activation", "d", activation="relu"))

    assert names(OTHER_ACTIVATION, subject_of_graph(apart)) == [
        f"activation of r: {name}" for name in ("tanh", "sigmoid", "softmax")
    ]


def test_what_the_drawing_leaves_open_is_admitted():
    """Where it says relu|tanh, tanh is no mistake."""
    subject = subject_of_graph(chain(), chain())
    free = subject_of_graph(
        chain(), graph(x=inp(3), h=dense("x", 4, activation="relu|tanh"), y=dense("h", 1))
    )

    for given, meaning in ((subject, "other"), (free, "admitted")):
        assert mutant(OTHER_ACTIVATION, given, "activation of h", "tanh").meaning == meaning
    assert mutant(OTHER_ACTIVATION, free, "activation of h", "softmax").meaning == "other"


def test_bending_twice_may_be_bending_once():
    """Where the activation stands apart, the layer's own may change nothing."""
    apart = graph(
        x=inp(3),
        d=dense("x", 4, activation="linear"),
        r=call("Activation", "d", activation="relu"),
    )

    made = mutant(OTHER_ACTIVATION, subject_of_graph(apart), "activation of d", "relu")
    assert made.meaning == "perhaps-equal"


def test_a_relu_follows_what_has_none():
    """A linear layer and a merge get one; a layer with an activation does not."""
    subject = subject_of_graph(branches())

    assert names(ACTIVATION_TOO_MANY, subject) == [
        "activation of m: relu added",
        "activation of y: relu added",
    ]
    assert lines_of(ACTIVATION_TOO_MANY, subject, "activation of m", "relu added")[3:] == [
        "m = Concatenate() of a, b",
        "m_relu = Activation(activation=relu) of m",
        "y = Dense(units=1) of m_relu",
    ]


def test_no_second_activation_behind_one():
    """A layer whose activation stands apart has one."""
    apart = graph(x=inp(3), d=dense("x", 4), r=call("Activation", "d", activation="relu"))

    assert names(ACTIVATION_TOO_MANY, subject_of_graph(apart)) == []
