"""Carrying weights over: one to one, along the alignment, and never by guessing."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from autograder.probe.carrying import Slot, ways_to_carry
from autograder.probe.machine import Owner
from autograder.probe.refusal import Refused


def _layers(**layers):
    """Return the arrays of layers, given as role and shape."""
    return [
        Slot(owner=Owner(name), variable=SimpleNamespace(), role=role, shape=shape)
        for name, arrays in layers.items()
        for role, shape in arrays
    ]


def _dense(width, units):
    return [("kernel", (width, units)), ("bias", (units,))]


def test_layers_taken_for_each_other_come_first():
    """The pairing of the calls decides, whatever the order; only then are others tried."""
    ours = _layers(a=_dense(3, 4), b=_dense(3, 4))
    theirs = _layers(p=_dense(3, 4), q=_dense(3, 4))

    ways = list(ways_to_carry(ours, theirs, [("a", "q"), ("b", "p")]))

    assert ways == [((0, 2), (1, 3), (2, 0), (3, 1)), ((0, 0), (1, 1), (2, 2), (3, 3))]


def test_a_kernel_of_joined_axes_is_the_same_kernel():
    """A convolution of one point has the weights of a Dense."""
    ours = _layers(conv=[("kernel", (1, 1, 3, 4)), ("bias", (4,))])
    theirs = _layers(dense=_dense(3, 4))

    assert list(ways_to_carry(ours, theirs, [])) == [((0, 0), (1, 1))]


def test_shapes_that_mix_axes_are_not_guessed():
    """Six by four numbers are not four by six."""
    ours, theirs = _layers(a=[("kernel", (6, 4))]), _layers(b=[("kernel", (4, 6))])

    assert list(ways_to_carry(ours, theirs, [])) == []


def test_two_layers_never_take_the_weights_of_one():
    """Weights that are not shared cannot stand for shared ones."""
    ours = _layers(shared=_dense(3, 4))
    theirs = _layers(one=_dense(3, 4), two=_dense(3, 4))

    with pytest.raises(Refused) as refusal:
        list(ways_to_carry(ours, theirs, [("shared", "one")]))

    reason = "the weights differ in number or size, so they cannot be carried over"
    assert str(refusal.value) == reason


def test_too_many_ways_are_refused():
    """Five like layers in an unknown order could be carried over in 120 ways."""
    ours = _layers(**{f"a{at}": _dense(3, 3) for at in range(5)})
    theirs = _layers(**{f"b{at}": _dense(3, 3) for at in range(5)})

    with pytest.raises(Refused) as refusal:
        list(ways_to_carry(ours, theirs, []))

    reason = "the numbers differ, and there are more than 24 ways to carry weights"
    assert str(refusal.value) == reason


def test_moving_means_stand_for_moving_means_only():
    """A statistic and a weight of one size are not exchanged."""
    ours = _layers(norm=[("moving_mean", (4,)), ("moving_variance", (4,))])
    theirs = _layers(norm=[("moving_variance", (4,)), ("moving_mean", (4,))])

    assert list(ways_to_carry(ours, theirs, [])) == [((0, 1), (1, 0))]


def test_the_search_for_a_way_comes_to_an_end():
    """Arrays of one size of which no way fits all are given up, and not searched for ever."""
    sizes = [(2, 30), (3, 20), (4, 15), (5, 12), (6, 10)]
    ours = _layers(one=[(f"kernel {at}", shape) for at, shape in enumerate(4 * sizes)])
    theirs = _layers(one=[(f"array {at}", (60,)) for at in range(19)] + [("last", (10, 6))])

    with pytest.raises(Refused) as refusal:
        list(ways_to_carry(ours, theirs, []))

    reason = "the numbers differ, and there are more than 24 ways to carry weights"
    assert str(refusal.value) == reason
