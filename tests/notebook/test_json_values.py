"""A learner's values as JSON data."""

from __future__ import annotations

import json

import numpy as np
import pytest

from autograder.notebook.json_values import json_value


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (np.float32(0.5), 0.5),
        (np.arange(3), [0, 1, 2]),
        (np.array([[1.0, float("inf")]]), [[1.0, "inf"]]),
        ((1, "a", None, True), [1, "a", None, True]),
        ({1: np.int64(2)}, {"1": 2}),
        (float("nan"), "nan"),
        (2**70, "(a whole number too large to submit)"),
        (object, "(a type)"),
        (np.zeros(200_000), "(an array too large to submit)"),
    ],
    ids=str,
)
def test_values_become_strict_json(value, data):
    """Arrays become lists, and what JSON cannot hold becomes a text that says what it was."""
    assert json_value(value) == data
    json.dumps(json_value(value), allow_nan=False)


def test_a_list_that_holds_itself_ends():
    """Depth is bounded."""
    loop: list[object] = []
    loop.append(loop)
    assert "(too large to submit)" in json.dumps(json_value(loop))


def test_an_object_whose_methods_fail_is_named():
    """A learner's own class may raise anything."""

    class Broken:
        def numpy(self):
            raise RuntimeError

    assert json_value(Broken()) == "(a Broken that gives no numbers)"
