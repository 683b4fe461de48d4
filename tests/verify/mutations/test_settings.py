"""Near-misses in a setting: one more or less, beyond a bound, not as pinned."""

import pytest

from autograder.verify.mutations.settings import (
    BEYOND_A_BOUND,
    NOT_AS_PINNED,
    NOT_PINNED,
    OTHER_SETTING,
)
from tests.topology.build import call, dense, graph, inp
from tests.verify.subjects import mutant, names, subject_of_graph


def layer(**settings):
    """Return a subject of one Dense layer with these settings, Keras's own written out."""
    return subject_of_graph(graph(x=inp(3), y=dense("x", **{"units": 4, **settings})))


def test_sizes_are_one_more_one_less_or_twice_as_many():
    """Units and the input's shape are tried so."""
    assert names(OTHER_SETTING, layer()) == [
        "shape of x: one more along axis 1",
        "units of y: one more",
        "units of y: one less",
        "units of y: twice as many",
    ]
    words = mutant(OTHER_SETTING, layer(), "units of y", "one more").words
    assert words == "units of `y` is 5, not 4 (one more)"


def test_nothing_is_made_smaller_than_one():
    """One unit becomes two, never none."""
    assert "units of y: one less" not in names(OTHER_SETTING, layer(units=1))


def test_a_bias_is_left_out_although_keras_has_one():
    """A default that learners change is tried; one that nobody writes is not."""
    plain = layer(use_bias=True, lora_rank=None, kernel_initializer="glorot_uniform")

    found = [name for name in names(OTHER_SETTING, plain) if "units" not in name]
    assert found == ["shape of x: one more along axis 1", "use_bias of y: False"]


@pytest.mark.parametrize(("axis", "others"), [(-1, ["axis 1"]), (2, ["axis 1"]), (1, ["axis 2"])])
def test_an_axis_becomes_another_one(axis, others):
    """-1 and the last axis are the same, so neither takes the other's place."""
    topology = graph(
        x=inp(3, 4, shapes=((None, 3, 4),)),
        m=call("Concatenate", "x", "x", axis=axis, shapes=((None, 3, 8),)),
    )

    found = [name for name in names(OTHER_SETTING, subject_of_graph(topology)) if "axis of" in name]
    assert found == [f"axis of m: {other}" for other in others]


def test_a_maximum_over_an_axis_has_one_axis_less():
    """The axes are those of what it reads."""
    topology = graph(x=inp(3, 4), m=call("Max", "x", axis=1, shapes=((None, 4),)))

    assert "axis of m: axis 2" in names(OTHER_SETTING, subject_of_graph(topology))


@pytest.mark.parametrize(
    ("wanted", "given", "inside", "outside"),
    [
        (">=16", 16, ["17"], ["15"]),
        ("8|32", 8, ["32"], ["7", "9", "31", "33"]),
        ("0.1..0.5", 0.3, ["0.1", "0.101", "0.5", "0.495"], ["0.099", "0.505"]),
    ],
)
def test_values_at_and_beyond_a_bound(wanted, given, inside, outside):
    """What lies inside is admitted, what lies outside is not."""
    subject = subject_of_graph(
        graph(x=inp(3), y=dense("x", given)), graph(x=inp(3), y=dense("x", wanted))
    )
    mutants = list(BEYOND_A_BOUND.mutants(subject))

    assert [m.change for m in mutants if m.meaning == "admitted"] == inside
    assert [m.change for m in mutants if m.meaning == "other"] == outside


def test_what_is_pinned_is_changed():
    """How weights start, and what is frozen, count where the drawing sets them."""
    drawn = graph(x=inp(3), y=dense("x", 4, kernel_initializer="zeros", trainable=False))

    assert names(NOT_AS_PINNED, subject_of_graph(drawn)) == [
        "kernel_initializer of y: he_normal",
        "kernel_initializer of y: as Keras has it",
        "trainable of y: True",
    ]


def test_what_the_solution_sets_and_the_drawing_does_not_is_tried():
    """Somebody who forgets to freeze the layer would pass: the author has to pin it."""
    given = graph(
        x=inp(3),
        y=dense("x", 4, trainable=False, kernel_initializer="zeros", bias_initializer="zeros"),
    )
    drawn = graph(x=inp(3), y=dense("x", 4))
    subject = subject_of_graph(given, drawn)

    assert names(NOT_AS_PINNED, subject) == []
    assert names(NOT_PINNED, subject) == [
        "kernel_initializer of y: as Keras has it",
        "trainable of y: as Keras has it",
    ]
    assert names(NOT_PINNED, subject_of_graph(given)) == []
