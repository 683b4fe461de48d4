"""The marks of a diff: what is wrong and what is missing, in the drawing and in its twin."""

from __future__ import annotations

import pytest

from autograder.render.drawing import svg, text_twin
from autograder.topology.change import (
    AddCall,
    Alignment,
    ChangeInputs,
    ChangeOption,
    ChangeOutputs,
    ChangeSetting,
    Diff,
    Regroup,
    RemoveCall,
    ReplaceOp,
)
from autograder.topology.model import Call, Endpoint, Tensor
from tests.render.drawings import HEADS, SIAMESE, SKIP, TOWERS, rewire


def diff_of(*changes):
    """A diff of these changes."""
    return Diff(alignment=Alignment(pairs=()), changes=changes)


def told(topology, *changes):
    """The lines of the twin that the changes altered, without their numbers' order."""
    plain = text_twin(topology).splitlines()
    return [line for line in text_twin(topology, diff=diff_of(*changes)).splitlines()
            if line not in plain]  # fmt: skip


def relu(id, *origins):
    """An activation of the expected topology."""
    return Call(id=id, op="Activation", settings=(("activation", "relu"),), origins=origins)


def ends(*ids, names=None):
    """Endpoints by id."""
    names = names or [None] * len(ids)
    return tuple(Endpoint(tensor=Tensor(call=id), name=n) for id, n in zip(ids, names, strict=True))


OWN_WEIGHTS = "wrong: should have weights of its own"


@pytest.mark.parametrize(
    ("topology", "changes", "lines"),
    [
        (
            TOWERS,
            [rewire("right", "0", "b", "a")],
            ["4. Dense 32 `right`, relu; wrong: takes 2; missing: takes 1"],
        ),
        (
            TOWERS,
            [ChangeSetting(call="score", expected="s", name="units", seen=1, wanted=">=2")],
            ["6. Dense 1 `score`, sigmoid, takes 5; wrong: units is 1, should be 2 or more"],
        ),
        (
            TOWERS,
            [
                ChangeSetting(
                    call="left.activation",
                    expected="s",
                    name="activation",
                    seen="relu",
                    wanted="tanh|selu",
                )
            ],
            ["3. Dense 32 `left`, relu, takes 1; wrong: relu, should be tanh or selu"],
        ),
        (
            TOWERS,
            [ChangeOption(call="right", expected="r", name="mask", seen=True, wanted=None)],
            ["4. Dense 32 `right`, relu, takes 2; wrong: mask=True should not be set"],
        ),
        (
            SKIP,
            [ReplaceOp(call="add", expected=Call(id="a", op="Concatenate"))],
            ["4. Add takes 3 and 1; wrong: should be Concatenate"],
        ),
        (
            SKIP,
            [
                AddCall(expected=relu("r")),
                rewire("+r", "0", None, "two"),
                rewire("add", "0", "two", "+r"),
            ],
            ["3. Dense 32 `two`, takes 2; missing: relu"],
        ),
        (
            SKIP,
            [RemoveCall(call="one.activation"), rewire("two", "0", "one.activation", "one")],
            ["2. Dense 32 `one`, relu, takes 1; wrong: relu is one too many"],
        ),
        (
            SKIP,
            [RemoveCall(call="two"), rewire("add", "0", "two", "one.activation")],
            ["3. Dense 32 `two`, takes 2; wrong: one too many"],
        ),
        (
            SIAMESE,
            [Regroup(call="f", seen="encoder", wanted=())],
            [f"4. Dense 48 `f`, relu, takes 2; same weights as 3; {OWN_WEIGHTS}"],
        ),
        (
            SKIP,
            [
                AddCall(expected=Call(id="p", op="Dense", settings=(("units", 32),))),
                rewire("+p", "0", None, "two"),
                rewire("add", "0", "two", "+p"),
                Regroup(call="+p", seen=None, wanted=("two",)),
            ],
            [
                "4. Add takes 1; wrong: takes 3; missing: takes 5",
                "5. Missing: Dense 32, takes 3; same weights as two",
            ],
        ),
        (
            TOWERS,
            [Regroup(call="right", seen="right", wanted=("left",))],
            ["4. Dense 32 `right`, relu, takes 2; wrong: should share weights with left"],
        ),
        (
            SIAMESE,
            [
                rewire("d", "0", "e.activation", "f.activation"),
                rewire("d", "1", "f.activation", "e.activation"),
            ],
            ["5. Subtract `d`, takes 3 and 4, in this order; wrong: takes these in another order"],
        ),
        (
            TOWERS,
            [ChangeSetting(call="a", expected="a", name="tensor", seen=(10,), wanted=(12,))],
            ["1. Input 1 `a`, 10 numbers; wrong: shape is 10, should be 12"],
        ),
        (
            TOWERS,
            [
                RemoveCall(call="a"),
                ChangeInputs(seen=ends("a", "b"), wanted=ends("b")),
            ],
            ["1. Input 1 `a`, 10 numbers; wrong: one too many"],
        ),
        (
            SKIP,
            [ChangeSetting(call="one", expected="o", name="trainable", seen=None, wanted=False)],
            ["2. Dense 32 `one`, relu, takes 1; wrong: should be frozen"],
        ),
        (
            SIAMESE,
            [ChangeInputs(seen=ends("a", "b"), wanted=ends("b", "a"))],
            [
                "1. Input 1 `a`, 24 numbers; wrong: should be the second input",
                "2. Input 2 `b`, 24 numbers; wrong: should be the first input",
            ],
        ),
        (
            HEADS,
            [
                ChangeOutputs(
                    seen=ends("score.activation", "price"), wanted=ends("price", "score.activation")
                )
            ],
            [
                "Output 1 `click` is 3; wrong: should be the second output",
                "Output 2 is 4; wrong: should be the first output",
            ],
        ),
        (
            SKIP,
            [ChangeOutputs(seen=ends("add"), wanted=ends("two"))],
            ["Output; wrong: is 4; missing: is 3"],
        ),
        (
            SKIP,
            [
                AddCall(expected=Call(id="p", op="Dense", settings=(("units", 1),))),
                rewire("+p", "0", None, "two"),
                ChangeOutputs(seen=ends("add"), wanted=ends("add", "+p")),
            ],
            ["5. Missing: Dense 1, takes 3", "Output 1 is 4", "Missing: Output 2 is 5"],
        ),
        (
            HEADS,
            [
                ChangeOutputs(
                    seen=ends("score.activation", "price"), wanted=ends("score.activation")
                )
            ],
            ["Output 2 is 4; wrong: one too many"],
        ),
    ],
)
def test_each_change_is_told_where_it_belongs(topology, changes, lines):
    """One line of the twin says what is wrong there, in the words of the drawing."""
    assert told(topology, *changes) == lines


def test_wrong_and_missing_edges_differ_by_more_than_colour():
    """A wrong edge is crossed and labelled, a missing one dashed and labelled."""
    text = svg(SKIP, diff=diff_of(rewire("add", "1", "x", "one.activation")))
    assert "\N{MULTIPLICATION X} wrong<" in text
    assert "+ missing<" in text
    assert text.count("stroke-dasharray") == 1
    assert text.count('stroke-linecap="round"') == 1


def test_a_missing_call_stands_between_dashed_edges():
    """Its box says that it is missing, and so its edges need no labels."""
    text = svg(
        TOWERS,
        diff=diff_of(
            AddCall(expected=Call(id="n", op="BatchNormalization")),
            rewire("+n", "0", None, "both"),
            rewire("score", "0", "both", "+n"),
        ),
    )
    assert text.count("stroke-dasharray") == 3
    assert text.count("+ missing<") == 1
