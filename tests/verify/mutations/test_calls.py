"""Near-misses in which a call is left out, made twice, added, or in the wrong order."""

from dataclasses import replace

from autograder.topology.policy import Policy
from autograder.verify.mutations.calls import ADDED, LEFT_OUT, MADE_TWICE, TURNED
from tests.topology.build import call, dense, graph, inp
from tests.verify.subjects import branches, chain, lines_of, mutant, names, subject_of_graph

CHAIN = subject_of_graph(chain())


def test_each_call_of_one_tensor_is_left_out():
    """What read the call reads what it read; a merge is left alone."""
    assert names(LEFT_OUT, subject_of_graph(branches())) == [
        "use of a: left out",
        "use of b: left out",
        "use of y: left out",
    ]
    assert lines_of(LEFT_OUT, CHAIN, "use of h", "left out") == [
        "x = Input(tensor=(3,))",
        "y = Dense(units=1) of x",
    ]


def test_a_forgotten_head_ends_the_model_earlier():
    """Without the last call the model ends at the one before, and Model(...) is a place too."""
    made = mutant(LEFT_OUT, CHAIN, "use of y", "left out")

    assert [end.tensor.call for end in made.topology.outputs] == ["h"]
    assert made.ends
    assert made.words == "`y` (Dense(1)) is left out"


def test_what_the_policy_lets_one_add_may_be_left_out():
    """A Dropout of the solution's own is no part of the drawing."""
    own = graph(x=inp(3), d=call("Dropout", "x", rate=0.5), y=dense("d", 1))
    subject = subject_of_graph(replace(own, policy=Policy(extras=("Dropout",))))

    meanings = {each.key: each.meaning for each in LEFT_OUT.mutants(subject)}
    assert meanings == {"use of d": "admitted", "use of y": "other"}


def test_a_layer_is_made_twice_with_weights_of_its_own():
    """The second one reads the first, and shares nothing with it."""
    made = mutant(MADE_TWICE, CHAIN, "use of h", "made twice")

    assert lines_of(MADE_TWICE, CHAIN, "use of h", "made twice")[1:3] == [
        "h = Dense(activation=relu, units=4) of x",
        "h_again = Dense(activation=relu, units=4) of h",
    ]
    assert made.topology.by_id["h_again"].weights == "h_again"
    assert made.topology.by_id["y"].arguments[0].tensor.call == "h_again"


def test_a_flatten_made_twice_may_mean_the_same():
    """A call without weights that is made twice may do nothing more."""
    flat = graph(x=inp(3, 4), f=call("Flatten", "x"), y=dense("f", 1))

    meanings = {m.key: m.meaning for m in MADE_TWICE.mutants(subject_of_graph(flat))}
    assert meanings == {"use of f": "perhaps-equal", "use of y": "other"}


def test_a_call_of_which_only_a_state_is_used_is_not_made_twice():
    """Nothing would read the second one."""
    states = graph(
        x=inp(3, 4),
        e=call("GRU", "x", units=2, return_state=True),
        y=call("Dense", "e[1]", units=1),
    )

    assert names(MADE_TWICE, subject_of_graph(states)) == ["use of y: made twice"]


def test_a_dropout_is_added_behind_inner_layers():
    """The last layer gets none, and the policy may allow it."""
    allowed = replace(chain(), policy=Policy(extras=("Dropout",)))

    assert names(ADDED, CHAIN) == ["Dropout after h: added"]
    assert [m.meaning for m in ADDED.mutants(CHAIN)] == ["other"]
    assert [m.meaning for m in ADDED.mutants(subject_of_graph(allowed))] == ["admitted"]


def test_neighbours_of_a_chain_change_places():
    """The second comes first, and what read it reads the other."""
    assert names(TURNED, CHAIN) == ["order of h and y: turned round"]
    assert lines_of(TURNED, CHAIN, "order of h and y", "turned round") == [
        "x = Input(tensor=(3,))",
        "y = Dense(units=1) of x",
        "h = Dense(activation=relu, units=4) of y",
    ]


def test_equal_neighbours_do_not_change_places():
    """Two layers made alike are the same either way."""
    alike = graph(x=inp(3), a=dense("x", 4), b=dense("a", 4))

    assert names(TURNED, subject_of_graph(alike)) == []
