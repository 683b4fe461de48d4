"""Short answers earn what they may, and builders that do not follow sizes do not pass."""

from dataclasses import replace

from autograder.topology.policy import Policy
from autograder.verify.graphs import Case
from autograder.verify.shortcuts import hard_coded, shortcuts
from tests.topology.build import dense, graph, inp
from tests.verify.subjects import branches, chain, subject_of_graph


def tried(topology, **more):
    """Return words, score and limit of every shortcut."""
    case = Case(subject=subject_of_graph(topology), **more)
    return {each.words: each for each in shortcuts([case])}


def test_a_chain_has_the_two_plainest_shortcuts():
    """Nothing at all, and a model that ends at its input."""
    found = tried(chain())

    assert {words: each.score for words, each in found.items()} == {
        "a function that returns nothing": 0.0,
        "a model that ends at its input": 0.0,
    }
    assert not any(each.is_worth_it for each in found.values())


def test_no_layer_at_all_is_worth_nothing():
    """A model that hands its input back earns no points, whatever the drawing."""
    assert tried(branches())["a model that ends at its input"].limit == 0


def test_a_plain_stack_earns_at_most_half():
    """Where the drawing is more than a chain."""
    stack = tried(branches())["a plain stack of the right layers"]

    assert 0 < stack.score <= stack.limit == 0.5


def test_the_start_earns_nothing():
    """Handing in what one was given."""
    start = graph(x=inp(3), h=dense("x", 4, activation="relu"))

    assert tried(chain(), start=start)["the graph that one starts from"].score == 0


def test_a_sequential_does_not_pass_for_a_function():
    """Where the style counts."""
    found = tried(replace(chain(), policy=Policy(style="functional")))

    assert found["the right graph, written as a Sequential"].score == 0.5


def drawing(sizes):
    """Return x -> h -> y for a builder of these sizes."""
    return graph(x=inp(sizes["inputs"]), h=dense("x", sizes["units"]), y=dense("h", 1))


def cases(*sizes):
    """Return the cases of that builder."""
    made = [{"inputs": inputs, "units": units} for inputs, units in sizes]
    return [Case(sizes=each, subject=subject_of_graph(drawing(each))) for each in made]


def test_sizes_written_into_a_builder_do_not_pass():
    """Each size by itself, all of them, and each taken for another."""
    found = list(hard_coded(cases((3, 4), (5, 6)), drawing))

    assert [each.words for each in found] == [
        "inputs=3 written into the function",
        "units=4 written into the function",
        "the model for the first sizes alone",
        "inputs taken for units",
    ]
    assert not any(each.is_worth_it for each in found)


def test_sizes_that_never_differ_are_shown():
    """Where inputs is 3 at every size, 3 may as well stand in the function."""
    found = {each.words: each for each in hard_coded(cases((3, 4), (3, 6)), drawing)}

    assert found["inputs=3 written into the function"].is_worth_it
    assert not found["units=4 written into the function"].is_worth_it
