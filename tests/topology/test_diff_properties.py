"""Repairs always repair, whatever the graphs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.topology.change import (
    Rewire,
)
from autograder.topology.diff import diff
from autograder.topology.normal_form import normalise
from tests.topology.build import call, dense, graph, inp
from tests.topology.differences import (
    difference,
    repairs_of,
    siamese,
    tensor_of,
    three,
)
from tests.topology.random_graphs import edited, random_graph, respelt


def test_an_order_that_one_relabelling_cannot_explain_is_repaired():
    """Where a shared layer reads one join turned round, that join's order is what is wrong."""

    def shared(second):
        return graph(
            a=inp(4),
            b=inp(6),
            c=inp(4),
            d=inp(6),
            j=call("Concatenate", "a", "b"),
            k=call("Concatenate", *second),
            p=call("Dense", "j", units=5, layer="one"),
            q=call("Dense", "k", units=5, layer="one"),
            m=call("Subtract", "p", "q"),
        )

    assert repairs_of(shared("cd"), shared("dc")) == [
        Rewire(call="k", port="0", seen=tensor_of("d"), wanted=tensor_of("c")),
        Rewire(call="k", port="1", seen=tensor_of("c"), wanted=tensor_of("d")),
    ]


def test_only_the_join_that_is_wrong_is_repaired():
    """Beside a join whose order is free, the one whose order is not is told by itself."""

    def three(first, second):
        return graph(
            a=inp(4),
            b=inp(6),
            c=inp(4),
            d=inp(6),
            i=call("Concatenate", *first),
            j=call("Concatenate", "a", "b"),
            k=call("Concatenate", *second),
            y=dense("i", 5),
            p=call("Dense", "j", units=5, layer="one"),
            q=call("Dense", "k", units=5, layer="one"),
            m=call("Add", "y", "p", "q"),
        )

    changes = repairs_of(three("ad", "cd"), three("da", "dc"))
    assert {change.call for change in changes} == {"k"}


def test_nothing_in_common_is_still_repaired():
    """However far two graphs are apart, the repairs lead from one to the other."""
    found = difference(siamese("one", "one"), three())
    assert found.cost > 5


@pytest.mark.parametrize("edits", [1, 2, 4])
@given(seed=st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_repairs_always_repair(edits, seed):
    """Whatever was done to a graph, its diff applied gives one that matches."""
    made = random_graph(seed, 12)
    other = made
    for at in range(edits):
        other = edited(other, seed + at)
    found = difference(made, respelt(other, seed))
    assert (found.cost == 0) == (not found.changes)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_graphs_without_relation_are_repaired_too(seed):
    """Two graphs that have nothing to do with each other differ by something finite."""
    assert difference(random_graph(seed, 10), random_graph(seed + 1, 10)).cost >= 0


@given(seed=st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_a_diff_is_the_same_every_time(seed):
    """The same two graphs give the same diff."""
    mine = normalise(random_graph(seed, 10))
    theirs = normalise(respelt(edited(random_graph(seed, 10), seed), seed))
    assert diff(mine, theirs) == diff(mine, theirs)


def test_large_graphs_are_repaired_close_to_what_was_done():
    """In a graph of 200 calls a few mistakes are found for what they are, not as a new graph."""
    worst = 0.0
    for seed in range(6):
        made = random_graph(seed, 200)
        other = made
        for at in range(3):
            other = edited(other, 10 * seed + at)
        mine, theirs = normalise(made), normalise(respelt(other, seed))
        if abs(len(mine.calls) - len(theirs.calls)) > 6:
            continue
        worst = max(worst, diff(mine, theirs).cost)
    assert 0 < worst <= 12
