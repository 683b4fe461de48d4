"""Graphs that Keras would refuse to build are told from those that it would not."""

import pytest

from autograder.verify.possible import is_possible
from tests.topology.build import call, dense, graph, inp

SHARED = {"units": 4, "layer": "e"}


@pytest.mark.parametrize(
    ("calls", "possible"),
    [
        ({"x": inp(4), "z": inp(4), "m": call("Add", "x", "z")}, True),
        ({"x": inp(4), "z": inp(1), "m": call("Add", "x", "z")}, True),
        ({"x": inp(4), "z": inp(5), "m": call("Add", "x", "z")}, False),
        ({"x": inp(2, 4), "z": inp(4), "m": call("Add", "x", "z")}, False),
        ({"x": inp(4), "z": inp(5), "m": call("Concatenate", "x", "z")}, True),
        ({"x": inp(2, 4), "z": inp(3, 4), "m": call("Concatenate", "x", "z")}, False),
        ({"x": inp(2, 4), "z": inp(3, 4), "m": call("Concatenate", "x", "z", axis=1)}, True),
        ({"x": inp(4), "m": call("Concatenate", "x", "x", axis=2)}, False),
        ({"x": inp(4), "m": call("LSTM", "x", units=3)}, False),
        ({"x": inp(2, 4), "m": call("LSTM", "x", units=3)}, True),
        ({"x": inp(8, 8), "m": call("Conv2D", "x", filters=3, kernel_size=3)}, False),
        ({"x": inp(8, 8, 1), "m": call("Conv2D", "x", filters=3, kernel_size=3)}, True),
        ({"x": inp(8), "m": call("GlobalAveragePooling2D", "x")}, False),
        ({"x": inp(8, 8, 1), "m": call("GlobalAveragePooling2D", "x")}, True),
        ({"x": inp(4), "m": call("Max", "x", axis=2)}, False),
        ({"x": inp(4), "z": inp(4), "a": dense("x", **SHARED), "b": dense("z", **SHARED)}, True),
        ({"x": inp(4), "z": inp(5), "a": dense("x", **SHARED), "b": dense("z", **SHARED)}, False),
    ],
)
def test_shapes_decide_what_can_be_built(calls, possible):
    """Merges need shapes that fit, layers the rank they work on, shared ones one width."""
    assert is_possible(graph(**calls)) is possible


def test_shapes_that_cannot_be_told_forbid_nothing():
    """A layer of one's own may give anything."""
    made = graph(x=inp(4), o=call("Own", "x"), m=call("Add", "x", "o"))

    assert is_possible(made)
