"""What a learner gave back in place of a model is named."""

import numpy
import pytest

from autograder.extract import describe_returned
from tests.keras_models import Input, Model, Sequential, layers, sequential_twin, stack


class Subclassed(Model):
    """A model with a call of its own and no graph."""

    def call(self, inputs):
        """Give back what came."""
        return inputs


class Broken:
    """An object that cannot be shown."""

    def __repr__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    ("make", "kind", "type_name"),
    [
        (lambda: None, "none", "NoneType"),
        (lambda: layers.Dense(3), "layer", "Dense"),
        (lambda: layers.Dense(3)(Input((2,))), "tensor", "KerasTensor"),
        (lambda: numpy.ones(3), "tensor", "ndarray"),
        (lambda: [stack()], "list", "list"),
        (lambda: (stack(), stack()), "list", "tuple"),
        (lambda: {"model": stack()}, "list", "dict"),
        (lambda: Model, "class", "type"),
        (lambda: stack, "function", "function"),
        (lambda: stack().predict, "function", "method"),
        (lambda: Sequential([layers.Dense(3)]), "unbuilt-sequential", "Sequential"),
        (Sequential, "unbuilt-sequential", "Sequential"),
        (Subclassed, "subclassed", "Subclassed"),
        (lambda: 0.5, "other", "float"),
        (lambda: "model", "other", "str"),
    ],
)
def test_what_came_instead_of_a_model_is_named(make, kind, type_name):
    """Each kind has its name, and the class that was seen."""
    found = describe_returned(make())
    assert (found["returned"], found["type"]) == (kind, type_name)
    assert 0 < len(found["repr"]) <= 80


@pytest.mark.parametrize("make", [stack, sequential_twin])
def test_a_model_with_a_graph_is_no_case_of_it(make):
    """A functional or built Sequential model is what was asked for."""
    assert describe_returned(make()) is None


def test_a_tensor_of_the_backend_is_a_tensor():
    """A number that was computed is told from a symbolic tensor by its class alone."""
    assert describe_returned(layers.Dense(3)(numpy.ones((1, 2))))["returned"] == "tensor"


def test_an_object_that_cannot_be_shown_is_named_by_its_class():
    """A failing __repr__ is no obstacle."""
    assert describe_returned(Broken()) == {
        "returned": "other",
        "type": "Broken",
        "repr": "<Broken>",
    }
