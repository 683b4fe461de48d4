"""The repairs of calls and edges: each mistake is the small change that a tutor would name."""

from dataclasses import replace

from autograder.topology.change import (
    AddCall,
    ChangeOutputs,
    ChangeSetting,
    ReplaceOp,
    Rewire,
)
from autograder.topology.costs import ORDER, REWIRE
from autograder.topology.diff import apply, diff
from autograder.topology.normal_form import normalise
from autograder.topology.policy import Policy
from tests.topology.build import call, dense, graph, inp
from tests.topology.differences import (
    difference,
    repairs_of,
    residual,
    tensor_of,
    three,
)


def test_equal_graphs_need_no_repair():
    """Where two graphs are the same, the diff is empty, exact and pairs every call."""
    found = difference(three(), three(both=call("Concatenate", "second", "left", "right")))
    assert found.changes == ()
    assert found.cost == 0
    assert found.alignment.exact
    assert len(found.alignment.pairs) == len(normalise(three()).calls)


def test_a_chained_branch_is_one_edge():
    """Right fed from left instead of the image is one edge to move, no call removed or added."""
    found = difference(three(), three(right=dense("left", 16, activation="relu")))
    assert found.changes == (
        Rewire(
            call="right", port="0", seen=tensor_of("left.activation"), wanted=tensor_of("image")
        ),
    )
    assert (found.cost, found.alignment.exact) == (1.0, True)


def test_a_missing_activation_is_one_call():
    """A forgotten activation is put in; the edge behind it follows and costs nothing."""
    found = difference(three(), three(right=dense("image", 16)))
    added, *edges = found.changes
    assert isinstance(added, AddCall)
    assert added.expected.id == "right.activation"
    assert edges == [
        Rewire(call="+right.activation", port="0", seen=None, wanted=tensor_of("right")),
        Rewire(
            call="both", port="1", seen=tensor_of("right"), wanted=tensor_of("+right.activation")
        ),
    ]
    assert found.cost == 1.0


def test_an_activation_missing_before_many_readers_is_one_mistake():
    """However many layers read it, what follows from one missing call is paid for once."""

    def fan(**bend):
        calls = {"x": inp(8), "h": dense("x", 8, **bend)}
        calls |= {f"p{at}": dense("h", at + 2) for at in range(5)}
        return graph(**calls, m=call("Concatenate", *(f"p{at}" for at in range(5))))

    assert difference(fan(activation="relu"), fan()).cost == 1.0
    assert difference(fan(), fan(activation="relu")).cost == 1.0


def test_a_wrong_activation_is_one_setting():
    """Sigmoid for softmax is a setting of the activation."""
    assert repairs_of(three(), three(digit=dense("both", 10, activation="sigmoid"))) == [
        ChangeSetting(
            call="digit.activation",
            expected="digit.activation",
            name="activation",
            seen="sigmoid",
            wanted="softmax",
        )
    ]


def test_a_wrong_size_is_one_setting():
    """Units, filters and other sizes are settings, the default included."""
    assert repairs_of(three(), three(right=dense("image", 32, activation="relu"))) == [
        ChangeSetting(call="right", expected="right", name="units", seen=32, wanted=16)
    ]

    def convolved(**more):
        return graph(x=inp(8, 8, 3), y=call("Conv2D", "x", filters=4, kernel_size=3, **more))

    assert repairs_of(convolved(), convolved(padding="same")) == [
        ChangeSetting(call="y", expected="y", name="padding", seen="same", wanted="valid")
    ]
    assert repairs_of(convolved(padding="same"), convolved()) == [
        ChangeSetting(call="y", expected="y", name="padding", seen="valid", wanted="same")
    ]


def test_a_setting_asked_for_may_stay_open():
    """The change names what the drawing says; made as it stands, it matches."""
    assert repairs_of(
        three(right=dense("image", ">=16", activation="relu")),
        three(right=dense("image", 8, activation="relu")),
    ) == [ChangeSetting(call="right", expected="right", name="units", seen=8, wanted=">=16")]


def test_a_wrong_merge_is_one_class():
    """Add for Concatenate is a class to change, its operands stay."""
    (change,) = repairs_of(three(), three(both=call("Average", "left", "right", "second")))
    assert isinstance(change, ReplaceOp)
    assert (change.call, change.expected.op) == ("both", "Concatenate")


def test_a_forgotten_head_is_missing_calls_and_an_end():
    """A model that ends one layer early gets the layer and ends there."""
    learner = three()
    cut = graph(**{each.id: each for each in learner.calls[:-1]})
    found = difference(three(), cut)
    assert found.alignment.missing == ("digit", "digit.activation")
    assert [type(change) for change in found.changes] == [
        AddCall,
        AddCall,
        Rewire,
        Rewire,
        ChangeOutputs,
    ]
    assert found.cost == 2.0


def test_a_merge_that_reads_one_tensor_twice():
    """The operand that is there once too often is the one to rewire."""
    learner = graph(
        x=inp(4), p=dense("x", 3), q=dense("x", 3), m=call("Concatenate", "p", "p"), outputs=["m"]
    )
    expected = graph(x=inp(4), p=dense("x", 3), q=dense("x", 3), m=call("Concatenate", "p", "q"))
    found = difference(expected, learner)
    assert [type(change) for change in found.changes] == [AddCall, Rewire, Rewire]
    assert found.changes[-1] == Rewire(
        call="m", port="1", seen=tensor_of("p"), wanted=tensor_of("+q")
    )


def test_a_skip_from_the_wrong_tensor_is_one_operand():
    """Of a sum's operands only the one that differs is named."""
    assert repairs_of(residual(), residual("f")) == [
        Rewire(call="s", port="0", seen=tensor_of("f.activation"), wanted=tensor_of("image"))
    ]
    assert repairs_of(residual(), residual("g")) == [
        Rewire(call="s", port="1", seen=tensor_of("g"), wanted=tensor_of("image"))
    ]


def test_a_branch_that_is_not_merged():
    """A merge without one of its operands gets an edge more."""

    def merged(*operands):
        return graph(
            x=inp(4),
            p=dense("x", 3),
            q=dense("p", 3),
            m=call("Concatenate", *operands),
            y=dense("m", 1),
        )

    expected, learner = merged("x", "p", "q"), merged("x", "q")
    assert repairs_of(expected, learner) == [
        Rewire(call="m", port="2", seen=None, wanted=tensor_of("p"))
    ]
    assert repairs_of(learner, expected) == [
        Rewire(call="m", port="1", seen=tensor_of("p"), wanted=None)
    ]


def test_operands_in_the_wrong_order_are_one_mistake():
    """A difference turned round is two edges at the price of one."""

    def minus(first, second):
        return graph(
            a=inp(4), b=inp(4), p=dense("a", 3), q=dense("b", 3), m=call("Subtract", first, second)
        )

    found = difference(minus("p", "q"), minus("q", "p"))
    assert found.changes == (
        Rewire(call="m", port="0", seen=tensor_of("q"), wanted=tensor_of("p")),
        Rewire(call="m", port="1", seen=tensor_of("p"), wanted=tensor_of("q")),
    )
    assert found.cost == ORDER


def test_an_operand_left_out_of_an_ordered_join_is_one_mistake():
    """Where order counts, the operands behind a missing one move up at no further cost."""
    strict = Policy(concat_order="strict")

    def joined(*operands):
        return graph(
            x=inp(4),
            p=dense("x", 2),
            q=dense("p", 3),
            r=dense("q", 4),
            m=call("Concatenate", *operands),
        )

    found = difference(joined("p", "q", "r"), joined("p", "r"), strict)
    assert found.cost == 1.0
    assert found.changes == (
        Rewire(call="m", port="1", seen=tensor_of("r"), wanted=tensor_of("q")),
        Rewire(call="m", port="2", seen=None, wanted=tensor_of("r")),
    )


def test_one_of_several_missing_operands_can_be_put_in_alone():
    """After each repair by itself a join has its operands in a row, and less is left to mend."""

    def joined(*operands):
        inputs = {name: inp(at) for at, name in enumerate("abcd", 3)}
        return normalise(graph(**inputs, j=call("Concatenate", *operands), y=dense("j", 3)))

    expected, learner = joined("a", "b", "c", "d"), joined("a", "d")
    found = diff(expected, learner)
    assert len(found.changes) == 2
    for change in found.changes:
        partly = apply(replace(found, changes=(change,)), expected, learner)
        assert [each.port for each in partly.by_id["j"].arguments] == ["0", "1", "2"]
        assert diff(expected, partly).cost == found.cost - REWIRE
