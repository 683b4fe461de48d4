"""The canonical order: the same for a graph however its calls are named and listed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.topology.canonical_order import canonically_ordered
from tests.diagnosis.random_graphs import random_graph, renamed


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10**6))
def test_names_and_order_of_writing_do_not_matter(seed):
    """A renamed and reordered graph comes out with the same classes and settings in a row."""
    graph = random_graph(seed)
    one = canonically_ordered(graph)
    other = canonically_ordered(renamed(graph, seed))

    assert [(c.op, c.settings) for c in one.calls] == [(c.op, c.settings) for c in other.calls]


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10**6))
def test_every_call_follows_those_it_reads(seed):
    """The calls are the same ones, each behind its sources."""
    graph = random_graph(seed)
    ordered = canonically_ordered(graph)
    seen: set[str] = set()
    for call in ordered.calls:
        assert {argument.tensor.call for argument in call.arguments} <= seen
        seen.add(call.id)

    assert set(ordered.calls) == set(graph.calls)
    assert (ordered.inputs, ordered.outputs) == (graph.inputs, graph.outputs)
