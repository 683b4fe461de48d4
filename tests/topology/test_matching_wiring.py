"""Equality of what joins the calls: ends, results, sharing, nesting, and graphs full of twins."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.topology.matching import compare, same
from autograder.topology.model import Endpoint
from autograder.topology.normal_form import normalise
from autograder.topology.policy import Policy
from tests.topology.build import call, dense, graph, inp
from tests.topology.random_graphs import edited, random_graph, respelt
from tests.topology.two_arms import same_graph, two_arms


def test_inputs_without_names_are_told_by_order():
    """The first input is the first input."""
    there = graph(a=inp(4), b=inp(4), d=call("Subtract", "a", "b"), inputs=["a", "b"])
    back = graph(a=inp(4), b=inp(4), d=call("Subtract", "a", "b"), inputs=["b", "a"])
    assert not same_graph(there, back)


def test_names_of_the_author_tell_ends_apart():
    """Where the drawing names inputs and outputs, names count and their order does not."""

    def named(inputs, outputs):
        return graph(
            a=inp(4), b=inp(4), p=dense("a", 2), q=dense("b", 3), inputs=inputs, outputs=outputs
        )

    drawing = named(["a:left", "b:right"], ["p:digit", "q:ink"])
    assert same_graph(drawing, named(["b:right", "a:left"], ["q:ink", "p:digit"]))
    assert not same_graph(drawing, named(["a:right", "b:left"], ["p:digit", "q:ink"]))
    assert not same_graph(drawing, named(["a", "b"], ["p:digit", "q:ink"]))
    ignoring = Policy(names="ignore")
    assert same_graph(drawing, named(["a", "b"], ["p:x", "q"]), ignoring)
    assert not same_graph(drawing, named(["b:right", "a:left"], ["q:ink", "p:digit"]), ignoring)
    unnamed = named(["a", "b"], ["p", "q"])
    assert same_graph(unnamed, drawing)


def test_a_tensor_may_be_returned_twice():
    """Repeated outputs are compared like any others."""

    def returned(*outputs):
        return graph(x=inp(4), p=dense("x", 2), q=dense("x", 3), outputs=list(outputs))

    assert same_graph(returned("p", "p", "q"), returned("p", "p", "q"))
    assert not same_graph(returned("p", "p", "q"), returned("p", "q", "q"))


def test_results_of_one_call_are_told_apart():
    """An LSTM's state is not its output."""

    def decoder(state):
        return graph(
            x=inp(5, 4),
            r=call("LSTM", "x", units=3, return_state=True),
            y=dense(state, 2),
        )

    assert same_graph(decoder("r[1]"), decoder("r[1]"))
    assert not same_graph(decoder("r[1]"), decoder("r[2]"))


def test_who_shares_with_whom_counts():
    """Two pairs of towers that share across differ from two that share within."""

    def crossed(*layers):
        calls = {f"x{at}": inp(4) for at in range(4)}
        calls |= {
            f"d{at}": call("Dense", f"x{at}", units=2, layer=layer)
            for at, layer in enumerate(layers)
        }
        return graph(**calls, m=call("Concatenate", *(f"d{at}" for at in range(4))))

    assert same_graph(crossed("p", "p", "q", "q"), crossed("s", "s", "t", "t"))
    assert not same_graph(crossed("p", "p", "q", "q"), crossed("p", "q", "p", "q"))
    assert not same_graph(crossed("p", "p", "q", "q"), crossed("p", "p", "p", "q"))


def test_nesting_counts_where_the_exercise_says_so():
    """Under `nesting="keep"` the same calls in other nested models are another topology."""

    def nested(first, second):
        return graph(x=inp(4), p=dense("x", 3, inside=first), q=dense("p", 2, inside=second))

    keep = Policy(nesting="keep")
    one = nested(("encoder",), ("head",))
    assert same_graph(one, nested(("part_1",), ("part_2",)), keep)
    assert not same_graph(one, nested(("part_1",), ("part_1",)), keep)
    assert not same_graph(one, nested((), ("head",)), keep)
    assert not same_graph(one, nested(("outer", "encoder"), ("head",)), keep)
    assert same_graph(one, nested((), ()))


def test_a_cycle_of_six_is_not_two_of_three():
    """Graphs that no colouring tells apart are told apart by the pairing."""

    def ring(*sums):
        calls = {f"x{at}": inp(4) for at in range(6)}
        for at, (one, other) in enumerate(sums):
            calls[f"s{at}"] = call("Multiply", f"x{one}", f"x{other}")
        total = call("Add", *(f"s{at}" for at in range(6)))
        # Inputs have an order, so the ring is made of layers on one input instead.
        made = {"i": inp(4)}
        made |= {
            name: call("Dense", "i", units=4, layer=name) if each.op == "Input" else each
            for name, each in calls.items()
        }
        return graph(**made, total=total)

    six = ring((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0))
    threes = ring((0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3))
    assert same_graph(six, six)
    assert same_graph(threes, threes)
    assert not same_graph(six, threes)
    assert compare(normalise(six), normalise(threes)).exact


def test_many_equal_branches_are_paired_without_search():
    """A hundred branches alike are one class of symmetric operands, and no harder than a few."""

    def ensemble(members):
        calls = {"x": inp(8)}
        for at in members:
            calls[f"p{at}"] = dense("x", 8, activation="relu")
            calls[f"q{at}"] = dense(f"p{at}", 3)
        return graph(**calls, mean=call("Average", *(f"q{at}" for at in members)))

    assert same_graph(ensemble(range(100)), ensemble(range(99, -1, -1)))


@given(seed=st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_names_and_order_never_count(seed):
    """Renamed, rebuilt in another order and with sums turned round, a model is the same."""
    made = random_graph(seed, 12)
    assert same_graph(made, respelt(made, seed + 1))


@given(seed=st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_equality_is_symmetric(seed):
    """Without open values, which side is expected makes no difference."""
    made = normalise(random_graph(seed, 9))
    other = normalise(respelt(edited(made, seed), seed))
    assert (same(made, other) is None) == (same(other, made) is None)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_a_pairing_proves_what_it_says(seed):
    """Every call is paired once with one of its class, and reads what its partner reads."""
    made = normalise(random_graph(seed, 12))
    other = normalise(respelt(made, seed))
    pairing = same(made, other)
    assert pairing is not None
    image = pairing.learner
    assert sorted(image.values()) == sorted(other.by_id)
    for each in made.calls:
        partner = other.by_id[image[each.id]]
        assert partner.op == each.op
        wanted = sorted((image[one.tensor.call], one.tensor.result) for one in each.arguments)
        assert wanted == sorted((one.tensor.call, one.tensor.result) for one in partner.arguments)


def test_a_search_that_gives_up_says_so(monkeypatch):
    """Past its budget the comparison is no longer certain, and it ends."""
    monkeypatch.setattr("autograder.topology.pairing_search.STEPS", 0)
    monkeypatch.setattr("autograder.topology.pairing_search.STEPS_PER_CALL", 0)
    tower = normalise(two_arms())
    result = compare(tower, tower)
    assert result.pairing is None
    assert not result.exact


def test_a_different_number_of_ends_is_different():
    """A model with an output more is another one."""
    tower = normalise(two_arms())
    more = replace(tower, outputs=(*tower.outputs, Endpoint(tensor=tower.outputs[0].tensor)))
    assert same(tower, more) is None
    assert same(more, tower) is None
