"""The repairs of sharing, inputs, outputs, roles and nesting."""

from autograder.topology.change import (
    ChangeInputs,
    ChangeOption,
    ChangeOutputs,
    Regroup,
    RemoveCall,
    Renest,
    Rewire,
)
from autograder.topology.costs import INPUTS_ORDER, ORDER
from autograder.topology.policy import Policy
from tests.topology.build import call, dense, graph, inp
from tests.topology.differences import (
    difference,
    heads,
    repairs_of,
    siamese,
    tensor_of,
    three,
)


def test_two_layers_instead_of_one_shared():
    """The second call is to take the weights of the first."""
    assert repairs_of(siamese("one", "one"), siamese("p", "q")) == [
        Regroup(call="f", seen="q", wanted=("e",))
    ]


def test_one_shared_layer_instead_of_two():
    """The second call is to get weights of its own."""
    assert repairs_of(siamese("p", "q"), siamese("one", "one")) == [
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

    assert repairs_of(triple("p", "p", "q", "q"), triple("p", "p", "q", "p")) == [
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
    changes = repairs_of(siamese("one", "one"), learner)
    assert [change for change in changes if isinstance(change, Regroup)] == [
        Regroup(call="+f", seen=None, wanted=("e",))
    ]


def test_both_towers_read_one_input():
    """The tower that reads the wrong input has one edge to move."""
    assert repairs_of(siamese("one", "one"), siamese("one", "one", second="a")) == [
        Rewire(call="f", port="0", seen=tensor_of("a"), wanted=tensor_of("b"))
    ]


def test_swapped_heads_are_one_mistake():
    """Two outputs in the other order are one change of the ends."""
    found = difference(heads("p", "q"), heads("q", "p"))
    assert [type(change) for change in found.changes] == [ChangeOutputs]
    assert found.cost == ORDER


def test_a_head_on_a_head_is_one_edge():
    """The second head is moved from the first to the trunk."""
    assert repairs_of(heads("p", "q"), heads("p", "q", chained=True)) == [
        Rewire(call="q", port="0", seen=tensor_of("p.activation"), wanted=tensor_of("h.activation"))
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

    found = difference(model("a", "b"), model("b", "a"))
    assert [type(change) for change in found.changes] == [ChangeInputs]
    assert found.cost == INPUTS_ORDER


def test_names_of_ends_are_repaired():
    """An output without the name it should have is given it."""
    expected = graph(x=inp(4), y=dense("x", 2), outputs=["y:digit"])
    found = difference(expected, graph(x=inp(4), y=dense("x", 2)))
    assert [type(change) for change in found.changes] == [ChangeOutputs]
    assert found.cost == 0.5


def test_a_layer_too_many_is_taken_out():
    """What reads a needless layer reads what that layer read."""
    found = difference(
        three(),
        three(
            extra=call("Dropout", "both", rate=0.5), digit=dense("extra", 10, activation="softmax")
        ),
    )
    assert found.alignment.extra == ("extra",)
    assert found.changes == (
        RemoveCall(call="extra"),
        Rewire(call="digit", port="0", seen=tensor_of("extra"), wanted=tensor_of("both")),
    )
    assert found.cost == 1.0


def test_call_arguments_are_changed():
    """A causal mask that is missing is an option of the call."""

    def attention(**options):
        ports = {"query": "q", "value": "q"}
        made = call("MultiHeadAttention", ports=ports, num_heads=2, key_dim=4, options=options)
        return graph(q=inp(5, 8), m=made)

    assert repairs_of(attention(use_causal_mask=True), attention()) == [
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

    assert repairs_of(attention("v"), attention("q")) == [
        Rewire(call="m", port="key", seen=tensor_of("q"), wanted=tensor_of("v")),
        Rewire(call="m", port="value", seen=tensor_of("q"), wanted=tensor_of("v")),
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

    assert repairs_of(nested(("encoder",)), nested(()), keep) == [
        Renest(call="q", seen=(), wanted=("encoder",))
    ]
