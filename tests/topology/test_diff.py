"""The repairs of a graph that differs: small, as a tutor would name them, and complete."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.topology.change import (
    AddCall,
    ChangeInputs,
    ChangeOption,
    ChangeOutputs,
    ChangeSetting,
    Regroup,
    RemoveCall,
    Renest,
    ReplaceOp,
    Rewire,
)
from autograder.topology.costs import INPUTS_ORDER, ORDER
from autograder.topology.diff import apply, diff
from autograder.topology.matching import same
from autograder.topology.model import Tensor
from autograder.topology.normal_form import normalise
from autograder.topology.policy import Policy
from tests.topology.build import call, dense, graph, inp
from tests.topology.random_graphs import edited, random_graph, respelt


def _diff(expected, learner, policy=None):
    """Return the diff of two graphs, after it was seen to repair the learner's."""
    mine, theirs = normalise(expected, policy), normalise(learner, policy)
    found = diff(mine, theirs, policy)
    assert same(mine, apply(found, mine, theirs), policy) is not None
    return found


def _changes(expected, learner, policy=None):
    return list(_diff(expected, learner, policy).changes)


def _three(**changes):
    calls = {
        "image": inp(64),
        "left": dense("image", 16, activation="tanh"),
        "right": dense("image", 16, activation="relu"),
        "first": dense("image", 8, activation="relu"),
        "second": dense("first", 8, activation="relu"),
        "both": call("Concatenate", "left", "right", "second"),
        "digit": dense("both", 10, activation="softmax"),
    }
    return graph(**{**calls, **changes})


def _at(name, result=0):
    return Tensor(call=name, result=result)


def test_equal_graphs_need_no_repair():
    """Where two graphs are the same, the diff is empty, exact and pairs every call."""
    found = _diff(_three(), _three(both=call("Concatenate", "second", "left", "right")))
    assert found.changes == ()
    assert found.cost == 0
    assert found.alignment.exact
    assert len(found.alignment.pairs) == len(normalise(_three()).calls)


def test_a_chained_branch_is_one_edge():
    """Right fed from left instead of the image is one edge to move, no call removed or added."""
    found = _diff(_three(), _three(right=dense("left", 16, activation="relu")))
    assert found.changes == (
        Rewire(call="right", port="0", seen=_at("left.activation"), wanted=_at("image")),
    )
    assert (found.cost, found.alignment.exact) == (1.0, True)


def test_a_missing_activation_is_one_call():
    """A forgotten activation is put in; the edge behind it follows and costs nothing."""
    found = _diff(_three(), _three(right=dense("image", 16)))
    added, *edges = found.changes
    assert isinstance(added, AddCall)
    assert added.expected.id == "right.activation"
    assert edges == [
        Rewire(call="+right.activation", port="0", seen=None, wanted=_at("right")),
        Rewire(call="both", port="1", seen=_at("right"), wanted=_at("+right.activation")),
    ]
    assert found.cost == 1.0


def test_an_activation_missing_before_many_readers_is_one_mistake():
    """However many layers read it, what follows from one missing call is paid for once."""

    def fan(**bend):
        calls = {"x": inp(8), "h": dense("x", 8, **bend)}
        calls |= {f"p{at}": dense("h", at + 2) for at in range(5)}
        return graph(**calls, m=call("Concatenate", *(f"p{at}" for at in range(5))))

    assert _diff(fan(activation="relu"), fan()).cost == 1.0
    assert _diff(fan(), fan(activation="relu")).cost == 1.0


def test_a_wrong_activation_is_one_setting():
    """Sigmoid for softmax is a setting of the activation."""
    assert _changes(_three(), _three(digit=dense("both", 10, activation="sigmoid"))) == [
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
    assert _changes(_three(), _three(right=dense("image", 32, activation="relu"))) == [
        ChangeSetting(call="right", expected="right", name="units", seen=32, wanted=16)
    ]

    def convolved(**more):
        return graph(x=inp(8, 8, 3), y=call("Conv2D", "x", filters=4, kernel_size=3, **more))

    assert _changes(convolved(), convolved(padding="same")) == [
        ChangeSetting(call="y", expected="y", name="padding", seen="same", wanted="valid")
    ]
    assert _changes(convolved(padding="same"), convolved()) == [
        ChangeSetting(call="y", expected="y", name="padding", seen="valid", wanted="same")
    ]


def test_a_setting_asked_for_may_stay_open():
    """The change names what the drawing says; made as it stands, it matches."""
    assert _changes(
        _three(right=dense("image", ">=16", activation="relu")),
        _three(right=dense("image", 8, activation="relu")),
    ) == [ChangeSetting(call="right", expected="right", name="units", seen=8, wanted=">=16")]


def test_a_wrong_merge_is_one_class():
    """Add for Concatenate is a class to change, its operands stay."""
    (change,) = _changes(_three(), _three(both=call("Average", "left", "right", "second")))
    assert isinstance(change, ReplaceOp)
    assert (change.call, change.expected.op) == ("both", "Concatenate")


def test_a_forgotten_head_is_missing_calls_and_an_end():
    """A model that ends one layer early gets the layer and ends there."""
    learner = _three()
    cut = graph(**{each.id: each for each in learner.calls[:-1]})
    found = _diff(_three(), cut)
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
    found = _diff(expected, learner)
    assert [type(change) for change in found.changes] == [AddCall, Rewire, Rewire]
    assert found.changes[-1] == Rewire(call="m", port="1", seen=_at("p"), wanted=_at("+q"))


def _residual(skip="image", middle="h"):
    return graph(
        image=inp(8),
        h=dense("image", 8, activation="relu"),
        f=dense(middle, 8, activation="relu"),
        g=dense("f", 8),
        s=call("Add", skip, "g"),
        y=dense("s", 3),
    )


def test_a_skip_from_the_wrong_tensor_is_one_operand():
    """Of a sum's operands only the one that differs is named."""
    assert _changes(_residual(), _residual("f")) == [
        Rewire(call="s", port="0", seen=_at("f.activation"), wanted=_at("image"))
    ]
    assert _changes(_residual(), _residual("g")) == [
        Rewire(call="s", port="1", seen=_at("g"), wanted=_at("image"))
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
    assert _changes(expected, learner) == [Rewire(call="m", port="2", seen=None, wanted=_at("p"))]
    assert _changes(learner, expected) == [Rewire(call="m", port="1", seen=_at("p"), wanted=None)]


def test_operands_in_the_wrong_order_are_one_mistake():
    """A difference turned round is two edges at the price of one."""

    def minus(first, second):
        return graph(
            a=inp(4), b=inp(4), p=dense("a", 3), q=dense("b", 3), m=call("Subtract", first, second)
        )

    found = _diff(minus("p", "q"), minus("q", "p"))
    assert found.changes == (
        Rewire(call="m", port="0", seen=_at("q"), wanted=_at("p")),
        Rewire(call="m", port="1", seen=_at("p"), wanted=_at("q")),
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

    found = _diff(joined("p", "q", "r"), joined("p", "r"), strict)
    assert found.cost == 1.0
    assert found.changes == (
        Rewire(call="m", port="1", seen=_at("r"), wanted=_at("q")),
        Rewire(call="m", port="2", seen=None, wanted=_at("r")),
    )


def _siamese(*layers, second="b"):
    return graph(
        a=inp(24),
        b=inp(24),
        e=call("Dense", "a", units=8, layer=layers[0]),
        f=call("Dense", second, units=8, layer=layers[1]),
        d=call("Subtract", "e", "f"),
        m=call("ops.Absolute", "d"),
        y=dense("m", 1),
        inputs=["a", "b"],
    )


def test_two_layers_instead_of_one_shared():
    """The second call is to take the weights of the first."""
    assert _changes(_siamese("one", "one"), _siamese("p", "q")) == [
        Regroup(call="f", seen="q", wanted=("e",))
    ]


def test_one_shared_layer_instead_of_two():
    """The second call is to get weights of its own."""
    assert _changes(_siamese("p", "q"), _siamese("one", "one")) == [
        Regroup(call="f", seen="one", wanted=())
    ]


def test_the_wrong_pair_shares():
    """Of three calls one shares with the wrong partner: it moves, and nothing else."""

    def triple(*layers):
        calls = {f"x{at}": inp(4) for at in range(4)}
        calls |= {
            f"d{at}": call("Dense", f"x{at}", units=2, layer=layer)
            for at, layer in enumerate(layers)
        }
        return graph(**calls, m=call("Concatenate", "d0", "d1", "d2", "d3"))

    assert _changes(triple("p", "p", "q", "q"), triple("p", "p", "q", "p")) == [
        Regroup(call="d3", seen="p", wanted=("d2",))
    ]


def test_an_added_call_shares_what_it_should():
    """A missing use of a shared layer comes with the weights of the others."""
    learner = graph(
        a=inp(24),
        b=inp(24),
        e=call("Dense", "a", units=8, layer="one"),
        d=call("Subtract", "e", "b"),
        m=call("ops.Absolute", "d"),
        y=dense("m", 1),
        inputs=["a", "b"],
    )
    changes = _changes(_siamese("one", "one"), learner)
    assert [change for change in changes if isinstance(change, Regroup)] == [
        Regroup(call="+f", seen=None, wanted=("e",))
    ]


def test_both_towers_read_one_input():
    """The tower that reads the wrong input has one edge to move."""
    assert _changes(_siamese("one", "one"), _siamese("one", "one", second="a")) == [
        Rewire(call="f", port="0", seen=_at("a"), wanted=_at("b"))
    ]


def _heads(*outputs, chained=False):
    return graph(
        x=inp(10),
        h=dense("x", 64, activation="relu"),
        p=dense("h", 1, activation="sigmoid"),
        q=dense("p" if chained else "h", 10, activation="softmax"),
        outputs=list(outputs),
    )


def test_swapped_heads_are_one_mistake():
    """Two outputs in the other order are one change of the ends."""
    found = _diff(_heads("p", "q"), _heads("q", "p"))
    assert [type(change) for change in found.changes] == [ChangeOutputs]
    assert found.cost == ORDER


def test_a_head_on_a_head_is_one_edge():
    """The second head is moved from the first to the trunk."""
    assert _changes(_heads("p", "q"), _heads("p", "q", chained=True)) == [
        Rewire(call="q", port="0", seen=_at("p.activation"), wanted=_at("h.activation"))
    ]


def test_swapped_inputs_are_one_mistake():
    """Inputs of one shape in the other order are one change of where the model starts."""

    def model(*inputs):
        return graph(
            a=inp(24),
            b=inp(24),
            p=dense("a", 32),
            q=dense("b", 16),
            m=call("Concatenate", "p", "q"),
            y=dense("m", 1),
            inputs=list(inputs),
        )

    found = _diff(model("a", "b"), model("b", "a"))
    assert [type(change) for change in found.changes] == [ChangeInputs]
    assert found.cost == INPUTS_ORDER


def test_names_of_ends_are_repaired():
    """An output without the name it should have is given it."""
    expected = graph(x=inp(4), y=dense("x", 2), outputs=["y:digit"])
    found = _diff(expected, graph(x=inp(4), y=dense("x", 2)))
    assert [type(change) for change in found.changes] == [ChangeOutputs]
    assert found.cost == 0.5


def test_a_layer_too_many_is_taken_out():
    """What reads a needless layer reads what that layer read."""
    found = _diff(
        _three(),
        _three(
            extra=call("Dropout", "both", rate=0.5), digit=dense("extra", 10, activation="softmax")
        ),
    )
    assert found.alignment.extra == ("extra",)
    assert found.changes == (
        RemoveCall(call="extra"),
        Rewire(call="digit", port="0", seen=_at("extra"), wanted=_at("both")),
    )
    assert found.cost == 1.0


def test_call_arguments_are_changed():
    """A causal mask that is missing is an option of the call."""

    def attention(**options):
        ports = {"query": "q", "value": "q"}
        made = call("MultiHeadAttention", ports=ports, num_heads=2, key_dim=4, options=options)
        return graph(q=inp(5, 8), m=made)

    assert _changes(attention(use_causal_mask=True), attention()) == [
        ChangeOption(call="m", expected="m", name="use_causal_mask", seen=False, wanted=True)
    ]


def test_roles_are_rewired_by_name():
    """Self-attention for cross-attention is the value and key to move."""

    def attention(value):
        ports = {"query": "q", "value": value, "key": value}
        return graph(
            q=inp(5, 8),
            v=inp(6, 8),
            m=call("MultiHeadAttention", ports=ports, num_heads=2, key_dim=4),
            inputs=["q", "v"],
        )

    assert _changes(attention("v"), attention("q")) == [
        Rewire(call="m", port="key", seen=_at("q"), wanted=_at("v")),
        Rewire(call="m", port="value", seen=_at("q"), wanted=_at("v")),
    ]


def test_calls_move_between_nested_models():
    """Where nesting counts, a call outside its nested model is moved in."""
    keep = Policy(nesting="keep")

    def nested(second):
        return graph(
            x=inp(4),
            p=dense("x", 3, inside=("encoder",)),
            q=dense("p", 2, inside=second),
            r=dense("q", 1),
        )

    assert _changes(nested(("encoder",)), nested(()), keep) == [
        Renest(call="q", seen=(), wanted=("encoder",))
    ]


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

    assert _changes(shared("cd"), shared("dc")) == [
        Rewire(call="k", port="0", seen=_at("d"), wanted=_at("c")),
        Rewire(call="k", port="1", seen=_at("c"), wanted=_at("d")),
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

    changes = _changes(three("ad", "cd"), three("da", "dc"))
    assert {change.call for change in changes} == {"k"}


def test_nothing_in_common_is_still_repaired():
    """However far two graphs are apart, the repairs lead from one to the other."""
    found = _diff(_siamese("one", "one"), _three())
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
    found = _diff(made, respelt(other, seed))
    assert (found.cost == 0) == (not found.changes)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_graphs_without_relation_are_repaired_too(seed):
    """Two graphs that have nothing to do with each other differ by something finite."""
    assert _diff(random_graph(seed, 10), random_graph(seed + 1, 10)).cost >= 0


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
