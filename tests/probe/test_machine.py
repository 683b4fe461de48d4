"""Running a topology gives the numbers that Keras gives, as it was read and in normal form."""

from __future__ import annotations

import time

import keras
import numpy as np
import pytest

from autograder.probe.limits import APART, Meter
from autograder.probe.machine import Machine
from autograder.probe.refusal import Refused
from autograder.topology.model import Topology
from autograder.topology.normal_form import normalise
from tests.topology.build import dense, graph, inp
from tests.topology.spellings import DIFFERENT, SAME

WAYS = {
    f"{name} {at}": (shapes, way)
    for name, (shapes, *ways) in {**SAME, **DIFFERENT}.items()
    for at, way in enumerate(ways)
}


def _machine(topology):
    return Machine(topology, Meter(limits=APART, deadline=time.monotonic() + 60))


@pytest.mark.parametrize("form", [lambda topology: topology, normalise], ids=["read", "normal"])
@pytest.mark.parametrize("name", WAYS)
def test_a_topology_computes_what_its_model_does(name, form):
    """With the model's own weights, every spelling gives the model's numbers."""
    shapes, way = WAYS[name]
    inputs = [keras.Input(shape) for shape in shapes]
    model = keras.Model(inputs, way(keras.layers, keras.ops, *inputs))
    random = np.random.default_rng(1)
    values = [random.normal(size=(3, *shape)) for shape in shapes]
    machine = _machine(form(Topology.from_keras(model)))
    machine.run([keras.ops.convert_to_tensor(each) for each in values], training=False)
    for owner, weights in machine.weights():
        own = model.get_layer(owner.group).get_weights()
        for weight, numbers in zip(weights, own, strict=True):
            weight.assign(numbers)

    seen = machine.run([keras.ops.convert_to_tensor(each) for each in values], training=False)

    wanted = model([each.astype("float32") for each in values])
    wanted = wanted if isinstance(wanted, list | tuple) else [wanted]
    for one, other in zip(wanted, seen, strict=True):
        np.testing.assert_allclose(
            keras.ops.convert_to_numpy(one), keras.ops.convert_to_numpy(other), 2e-4, 2e-5
        )


def test_calls_of_one_group_must_be_of_one_layer():
    """Evidence that calls different layers one is refused."""
    two = graph(x=inp(3), a=dense("x", 3, layer="one"), b=dense("a", 4, layer="one"))

    with pytest.raises(Refused, match=r"^the calls of one are of different layers$"):
        _machine(two).run([keras.ops.zeros((2, 3), dtype="float64")], training=False)
