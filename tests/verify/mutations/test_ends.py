"""Near-misses at the ends: outputs and inputs left out, twice, exchanged, renamed."""

from dataclasses import replace

from autograder.topology.policy import Policy
from autograder.verify.mutations.ends import (
    ENDS_EXCHANGED,
    ENDS_RENAMED,
    ONE_INPUT_FOR_BOTH,
    OTHER_OUTPUT,
)
from tests.topology.build import dense, graph, inp, lines
from tests.verify.subjects import chain, mutant, names, subject_of_graph, twins

HEADS = graph(
    x=inp(3),
    t=dense("x", 4),
    a=dense("t", 1),
    b=dense("t", 2),
    outputs=["a:price", "b"],
)
TWO = subject_of_graph(HEADS)


def ends(made, word="outputs"):
    """Return the calls at the ends of a mutant."""
    return [end.tensor.call for end in getattr(made.topology, word)]


def test_outputs_are_left_out_too_early_or_twice():
    """One output alone can only come too early."""
    assert names(OTHER_OUTPUT, subject_of_graph(chain())) == ["output y: a call too early"]
    assert names(OTHER_OUTPUT, TWO) == [
        "output a: a call too early",
        "output a: left out",
        "output a: b instead",
        "output b: a call too early",
        "output b: left out",
        "output b: a instead",
    ]
    assert ends(mutant(OTHER_OUTPUT, TWO, "output b", "left out")) == ["a"]
    assert ends(mutant(OTHER_OUTPUT, TWO, "output b", "a instead")) == ["a", "a"]
    assert ends(mutant(OTHER_OUTPUT, TWO, "output b", "a call too early")) == ["a", "t"]


def test_outputs_and_inputs_are_exchanged():
    """Names stay where they are; inputs may be treated alike, outputs never are."""
    made = mutant(ENDS_EXCHANGED, TWO, "order of outputs", "a and b")

    assert ends(made) == ["b", "a"]
    assert [end.name for end in made.topology.outputs] == ["price", None]
    assert made.meaning == "other"
    inputs = mutant(ENDS_EXCHANGED, subject_of_graph(twins()), "order of inputs", "x and z")
    assert ends(inputs, "inputs") == ["z", "x"]
    assert inputs.meaning == "perhaps-equal"


def test_everything_reads_one_input():
    """The other one is no input any more."""
    made = mutant(ONE_INPUT_FOR_BOTH, subject_of_graph(twins()), "input z", "x instead")

    assert ends(made, "inputs") == ["x"]
    assert lines(made.topology)[1:3] == ["a = Dense(units=4) of x", "b = Dense(units=4) of x"]


def test_names_that_count_are_changed():
    """Where names are ignored there is nothing to change."""
    assert names(ENDS_RENAMED, TWO) == ["name of price: another"]
    free = replace(HEADS, policy=Policy(names="ignore"))
    assert names(ENDS_RENAMED, subject_of_graph(free)) == []
