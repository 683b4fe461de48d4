"""Whether two models compute the same, once weights are carried over along a pairing of calls.

Only the pairing comes from the checker, and it is what is put to the test: a wrong one gives other
numbers. Layers that act in training alone get a function of their own here, so that their places
and rates show.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np
from keras import layers, ops

from autograder.topology.matching import Pairing
from autograder.topology.model import Topology
from tests.random_models.channels import labelled, order_of, reordered

RELATIVE, ABSOLUTE = 1e-3, 1e-3
"""How far two outputs may lie apart, the second of the largest: in single precision, through
products of products and normalised small numbers, another order of operands shows as much."""
SAMPLES = 3


def compute_the_same(
    expected: keras.Model,
    learner: keras.Model,
    pairing: Pairing,
    graphs: tuple[Topology, Topology],
    *,
    named: bool,
) -> bool | None:
    """Return whether the outputs agree; None where they are no numbers.

    `graphs` are the normal forms that the pairing is between; `named` where names of inputs and
    outputs count. Sets the weights of both models.
    """
    _randomise(expected)
    if not _carry_over(expected, learner, pairing, graphs):
        return False
    values = _inputs(expected)
    keys = _names(expected._inputs_struct, expected.inputs, named=named)
    given = dict(zip(keys, values, strict=True))
    theirs = _names(learner._inputs_struct, learner.inputs, named=named)
    if set(theirs) != set(given):
        return False
    with _training_layers_shown():
        one = _outputs(expected, [given[key] for key in keys], named=named)
        other = _outputs(learner, [given[key] for key in theirs], named=named)
    if one.keys() != other.keys():
        return False
    if not all(np.isfinite(each).all() for each in (*one.values(), *other.values())):
        return None
    return all(
        one[key].shape == other[key].shape
        and np.allclose(one[key], other[key], rtol=RELATIVE, atol=_scale(one[key]) * ABSOLUTE)
        for key in one
    )


def _scale(values: np.ndarray) -> float:
    return float(np.abs(values).max(initial=1.0))


def _randomise(model: keras.Model) -> None:
    random = np.random.default_rng(5)
    for weight in model.weights:
        # Positive, for some are variances, and small, so that nothing saturates.
        spread = 1.5 / max(1.0, float(np.prod(weight.shape[:-1])) ** 0.5)
        values = random.normal(scale=spread, size=weight.shape)
        if "variance" in weight.path or "gamma" in weight.path:
            values = random.uniform(0.5, 1.5, size=weight.shape)
        weight.assign(values)


def _carry_over(
    expected: keras.Model,
    learner: keras.Model,
    pairing: Pairing,
    graphs: tuple[Topology, Topology],
) -> bool:
    """Set the learner's weights; False where they do not even fit."""
    mine, theirs = graphs
    there = {other: one for one, other in pairing.pairs}
    labels = labelled(mine, {call.id: call.id for call in mine.calls}), labelled(theirs, there)
    for one, other in pairing.pairs:
        call, twin = mine.by_id[one], theirs.by_id[other]
        if call.weights is None:
            continue
        source, target = _layer(expected, one), _layer(learner, other)
        if source is None or target is None:
            return False
        sources = {argument.port: argument.tensor for argument in twin.arguments}
        orders = {}
        for argument in call.arguments:
            if argument.port in sources:
                pair = labels[0][argument.tensor], labels[1][sources[argument.port]]
                order = order_of(*pair)
                if order is not None:
                    orders[argument.port] = order
        found = [reordered(weight.path, np.asarray(weight), orders) for weight in source.weights]
        if [each.shape for each in found] != [tuple(each.shape) for each in target.weights]:
            return False
        target.set_weights(found)
    return True


def _layer(model: keras.Model, id: str) -> Any:
    """Return the live layer of a call, by the path that is its id; None for an operation."""
    owner: Any = model
    for part in id.split("/"):
        name = part.partition("#")[0]
        owner = next((each for each in owner.layers if each.name == name), None)
        if owner is None:
            return None
    return owner if isinstance(owner, layers.Layer) else None


def _inputs(model: keras.Model) -> list[np.ndarray]:
    random = np.random.default_rng(11)
    return [
        random.integers(0, 3, size=(SAMPLES, *tensor.shape[1:])).astype("int32")
        if str(tensor.dtype) == "int32"
        else random.normal(size=(SAMPLES, *tensor.shape[1:])).astype("float32")
        for tensor in model.inputs
    ]


def _names(structure: Any, tensors: list[Any], *, named: bool) -> list[Any]:
    """Return the keys of inputs or outputs: their names where those count, else numbers."""
    if not named:
        return list(range(len(tensors)))
    if isinstance(structure, dict):
        return sorted(structure)
    return [tensor._keras_history.operation.name for tensor in tensors]


def _outputs(model: keras.Model, values: list[Any], *, named: bool) -> dict[Any, np.ndarray]:
    given = keras.tree.pack_sequence_as(model._inputs_struct, values)
    results = keras.tree.flatten(model(given, training=False))
    keys = _names(model._outputs_struct, model.outputs, named=named)
    return {key: np.asarray(result) for key, result in zip(keys, results, strict=True)}


@contextmanager
def _training_layers_shown() -> Iterator[None]:
    """Let Dropout and its like change what they read, each by its rate."""
    kinds = {layers.Dropout: "rate", layers.GaussianNoise: "stddev"}
    before = {kind: kind.call for kind in kinds}

    def shown(name: str) -> Any:
        def call(self: Any, inputs: Any, training: bool = False) -> Any:
            rate = getattr(self, name)
            return ops.sin(inputs * (1 + rate)) + rate if rate else inputs

        return call

    try:
        for kind, name in kinds.items():
            kind.call = shown(name)
        yield
    finally:
        for kind, call in before.items():
            kind.call = call
