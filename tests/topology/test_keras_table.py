"""The table of Keras's defaults is that of the Keras that is installed."""

import json

import pytest

from autograder.topology.normal_form.defaults import counts_where_set, never_counts
from tests.topology.keras_table import PATH, installed_table


@pytest.fixture(scope="module")
def table():
    return json.loads(json.dumps(installed_table()))


def test_the_table_is_the_installed_one(table):
    """The defaults in the package are those of Keras's signatures; rewrite the file otherwise."""
    assert json.loads(PATH.read_text(encoding="utf-8")) == table


def test_how_a_layer_starts_counts_only_where_it_is_set(table):
    """Initialisers, regularisers and constraints count where the drawing sets them."""
    found = {
        name: counts_where_set(op, name)
        for op, row in table["layers"].items()
        for name in row
        if name.endswith(("_initializer", "_regularizer", "_constraint"))
    }
    assert "kernel_initializer" in found
    assert all(found.values())


def test_sizes_always_count(table):
    """What shapes the function is never left out."""
    for op, name in [("Dense", "units"), ("Conv2D", "strides"), ("Dropout", "rate")]:
        assert not counts_where_set(op, name)
        assert not never_counts(op, name)
