"""A merge of three is the same as one that another merge of two of them stands in."""

import pytest

from autograder.topology.matching import same
from autograder.topology.model import Tensor
from autograder.topology.normal_form import normalise
from autograder.topology.normal_form.regrouping import regrouped
from tests.topology.build import call, dense, graph, inp, lines


def _four(**calls):
    made = graph(x=inp(4), y=inp(4), z=inp(4), w=inp(4), **calls)
    return normalise(made)


def _sums(op, first, second):
    """Two merges that are read by layers of their own, each from groups of what it joins."""
    calls = {}
    for name, groups in (("p", first), ("q", second)):
        ids = []
        for at, group in enumerate(groups):
            ids.append(group if len(group) == 1 else f"{name}{at}")
            if len(group) > 1:
                calls[ids[-1]] = call(op, *group)
        calls[name] = call(op, *ids) if len(ids) > 1 else calls.pop(ids[0])
    return _four(**calls, h=dense("p", 3), k=dense("q", 5))


@pytest.mark.parametrize("op", ["Add", "Multiply", "Maximum", "Concatenate"])
def test_a_merge_of_which_a_part_stands_elsewhere_is_one_however_written(op):
    """Beside `s = x + y`, `s + z` and `(x + y) + z` and a sum of three are the same."""
    shared = _four(p=call(op, "x", "y"), q=call(op, "p", "z"), h=dense("p", 3), k=dense("q", 5))
    again = _sums(op, ["xy"], ["xy", "z"])
    flat = _sums(op, ["xy"], ["xyz"])
    assert same(shared, again) is not None
    assert same(flat, again) is not None
    assert same(shared, flat) is not None


@pytest.mark.parametrize("op", ["Add", "Concatenate"])
def test_sums_with_a_part_in_common_that_stands_nowhere_are_flat(op):
    """`x + y + z` and `x + y + w` are two sums of three, however their operands are grouped."""
    one = _sums(op, ["xyz"], ["xyw"])
    assert same(one, _sums(op, ["xy", "z"], ["xy", "w"])) is not None
    assert same(one, _sums(op, ["x", "yz"], ["x", "yw"])) is not None


def test_a_sum_that_is_read_twice_by_one_sum_is_one_however_written():
    """`s + s` is `x + y + x + y`; on its own it is kept as it was built."""
    one = _four(s=call("Add", "x", "y"), p=call("Add", "s", "s", "z"), h=dense("p", 3))
    other = _four(p=call("Add", "x", "y", "x", "y", "z"), h=dense("p", 3))
    assert lines(one)[4:6] == ["s = Add() of x, y", "p = Add() of s, s, z"]
    assert same(one, other) is not None
    assert same(other, one) is not None


def test_other_sums_stay_other_sums():
    """What is added twice, and what is not added, counts."""
    one = _sums("Add", ["xy"], ["xyz"])
    for other in (["xyw"], ["xyyz"], ["xz"]):
        assert same(one, _sums("Add", ["xy"], other)) is None
    assert same(one, _sums("Maximum", ["xy"], ["xyz"])) is None


def test_a_residual_stream_is_left_as_it_is():
    """Sums that go on from one another are made of one another already."""
    stream = _four(
        a=dense("x", 4),
        p=call("Add", "a", "x"),
        b=dense("p", 4),
        q=call("Add", "b", "p"),
        c=dense("q", 4),
        r=call("Add", "c", "q"),
        outputs=["r"],
    )
    assert regrouped(stream) is stream


def test_a_part_that_stands_later_moves_forward():
    """What becomes an operand of a merge is evaluated before it."""
    normal = regrouped(_sums("Add", ["xyz"], ["xy"]))
    assert lines(normal)[4:] == [
        "q = Add() of x, y",
        "p = Add() of q, z",
        "h = Dense(units=3) of p",
        "k = Dense(units=5) of q",
    ]


@pytest.mark.parametrize(("count", "left"), [(300, False), (301, True)])
def test_very_many_sums_are_left_as_they_are(count, left):
    """In a model of more than 300 sums none is held against the others."""
    names = [f"x{at}" for at in range(count + 1)]
    sums = {f"p{at}": call("Add", *names[at : at + 2]) for at in range(count - 1)}
    whole = {"q": call("Add", *names[:3])}
    normal = normalise(graph(**{name: inp(4) for name in names}, **sums, **whole))
    assert (regrouped(normal) is normal) is left


def test_long_sums_are_left_as_they_are():
    """A sum of more than 64 tensors is not looked into."""
    names = [f"x{at}" for at in range(70)]
    normal = normalise(
        graph(
            **{name: inp(4) for name in names},
            p=call("Add", *names[:2]),
            q=call("Add", *names),
            h=call("Subtract", "p", "q"),
        )
    )
    assert regrouped(normal) is normal
    assert normal.by_id["q"].arguments[0].tensor == Tensor(call="x0")


def test_a_number_among_the_operands_keeps_no_part_from_being_found():
    """Beside `s = x + y`, `s + 3` and `(x + y) + 3` are the same, and another number is not."""

    def made(number, *operands):
        total = call("Add", *operands, **{f"constant_{len(operands)}": number})
        return _four(p=call("Add", "x", "y"), q=total, h=dense("p", 3), k=dense("q", 5))

    assert same(made(3, "p"), made(3, "x", "y")) is not None
    assert same(made(3, "p"), made(4, "x", "y")) is None
    assert same(made(3, "p"), made(3, "x", "z")) is None


def test_a_join_inside_two_joins_may_be_written_out_in_other_orders():
    """Where the order is free, `[[x, y], z]` and `[w, [x, y]]` need no inner join in common."""
    shared = _four(
        p=call("Concatenate", "x", "y"),
        q=call("Concatenate", "p", "z"),
        r=call("Concatenate", "w", "p"),
        h=dense("q", 3),
        k=dense("r", 5),
    )
    apart = _four(
        q=call("Concatenate", "x", "y", "z"),
        r=call("Concatenate", "y", "w", "x"),
        h=dense("q", 3),
        k=dense("r", 5),
    )
    other = _four(
        q=call("Concatenate", "x", "y", "z"),
        r=call("Concatenate", "y", "w", "z"),
        h=dense("q", 3),
        k=dense("r", 5),
    )
    assert same(shared, apart) is not None
    assert same(shared, other) is None
