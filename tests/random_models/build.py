"""Builds a recipe as a live Keras model, in the words of a plain or a free hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import keras
from keras import layers

from tests.random_models.activations import activate, settings_for
from tests.random_models.hand import Hand
from tests.random_models.recipe import (
    Recipe,
    Ref,
    Step,
    everything_inside,
    layer_steps,
    ordered,
    readers,
)
from tests.random_models.weighted import FUSING, call, make
from tests.random_models.writing import nothing, write

_BY_CHANCE = frozenset({"Dropout", "GaussianNoise"})


def build(recipe: Recipe, hand: Hand) -> keras.Model:
    """Return the recipe's model; `hand.crossed` tells whether its config says all of it."""
    return Builder(recipe, hand).whole()


def _scopes(recipe: Recipe) -> list[Recipe]:
    return [recipe, *everything_inside(recipe)]


class Builder:
    """One model in the making: layers and inner models are made once and called often."""

    def __init__(self, recipe: Recipe, hand: Hand) -> None:
        self._recipe, self._hand = recipe, hand
        self._layers: dict[str, Any] = {}
        self._steps = layer_steps(recipe)
        self._functions = self._fused()
        for name in self._steps:
            homes = sum(any(s.layer == name for s in scope.steps) for scope in _scopes(recipe))
            hand.crossed |= homes > 1

    def _fused(self) -> dict[str, tuple[str, frozenset[str]]]:
        """Return by layer the activation that it holds, and the steps that are so spared."""
        behind: dict[str, list[Step | None]] = {}
        for scope in _scopes(self._recipe):
            read, by_id = readers(scope), scope.by_id
            for step in scope.steps:
                if step.kind in FUSING and step.layer is not None:
                    by = read.get((step.id, 0), [])
                    reader = by_id.get(by[0]) if len(by) == 1 else None
                    fits = reader is not None and reader.kind == "Activation"
                    behind.setdefault(step.layer, []).append(reader if fits else None)
        found = {}
        for layer, steps in behind.items():
            functions = {step and step.setting("function") for step in steps}
            function = functions.pop()
            if functions or function is None or not settings_for(function):
                continue
            if self._hand.random is None or self._hand.flip(0.6):
                found[layer] = function, frozenset(step.id for step in steps if step)
        return found

    def whole(self) -> keras.Model:
        model = self.model(self._recipe, outermost=True)
        if self._recipe.names or self._recipe.masked or not self._hand.flip(0.05):
            return model
        # The same once more, as a model inside a model.
        inputs = [
            keras.Input(tensor.shape[1:], dtype=tensor.dtype)
            for tensor in keras.tree.flatten(model.inputs)
        ]
        given = keras.tree.pack_sequence_as(model._inputs_struct, inputs)
        return keras.Model(inputs, keras.tree.flatten(model(given)))

    def model(self, recipe: Recipe, *, outermost: bool = False) -> keras.Model:
        hand = self._hand
        names = recipe.names[0] if recipe.names else ()
        tensors: dict[Ref, list[Any]] = {}
        numbered = list(enumerate(recipe.sources))
        keyed = outermost and bool(names or hand.naming) and hand.flip(0.25)
        for at, source in hand.shuffled(numbered):
            own = names[at] if names and not keyed else hand.name(0.3)
            tensors[source.id, 0] = [
                keras.Input(source.shape, dtype="int32" if source.vocabulary else None, name=own)
            ]
        inputs = [tensors[source.id, 0][0] for source in recipe.sources]
        read = readers(recipe)
        for step in ordered(recipe, hand.random).steps:
            many = len(read.get((step.id, 0), ())) > 1 and _repeats(step) and hand.flip(0.3)
            for _ in range(2 if many else 1):
                results = self._step(recipe, step, tensors)
                for at, result in enumerate(results):
                    tensors.setdefault((step.id, at), []).append(result)
        if outermost:
            self._unused(tensors)
        outputs = [self._read(tensors, ref) for ref in recipe.outputs]
        if outermost:
            return _outermost(recipe, inputs, outputs, hand, keyed=keyed)
        return _inner(inputs, outputs, hand)

    def _read(self, tensors: dict[Ref, list[Any]], ref: Ref) -> Any:
        tensor = self._hand.pick(*tensors[ref])
        if self._hand.flip(0.03) and tensor.dtype != "int32":
            return nothing(tensor, self._hand)
        return tensor

    def _step(self, recipe: Recipe, step: Step, tensors: dict[Ref, list[Any]]) -> list[Any]:
        hand = self._hand
        given = [self._read(tensors, ref) for ref in step.reads]
        if step.kind == "Block":
            results = self._block(recipe, step, given)
        elif step.kind == "Activation":
            results = self._activation(recipe, step, tensors, given[0])
        elif step.layer is None:
            results = write(step, given, hand)
        else:
            if step.layer not in self._layers:
                function = self._functions.get(step.layer, (None,))[0]
                self._layers[step.layer] = make(step, function, hand)
            alone = len(self._steps[step.layer]) == 1
            results = call(step, self._layers[step.layer], given, hand, alone=alone)
        return list(results) if isinstance(results, list | tuple) else [results]

    def _activation(
        self, recipe: Recipe, step: Step, tensors: dict[Ref, list[Any]], tensor: Any
    ) -> Any:
        source = recipe.by_id.get(step.reads[0][0])
        held = self._functions.get(source.layer or "") if source is not None else None
        if held is not None and step.id in held[1]:
            return tensors[step.reads[0]][0]
        return activate(step.setting("function"), tensor, self._hand)

    def _block(self, recipe: Recipe, step: Step, given: list[Any]) -> Any:
        name = step.layer or ""
        if name not in self._layers:
            self._layers[name] = self.model(recipe.inner[name])
        model = self._layers[name]
        structure = model._inputs_struct
        results = model(keras.tree.pack_sequence_as(structure, given))
        return keras.tree.flatten(results)

    def _unused(self, tensors: dict[Ref, list[Any]]) -> None:
        """Make calls that lead nowhere, of new layers and of those that the model has."""
        hand = self._hand
        if not hand.flip(0.2):
            return
        known = sorted(ref for ref, (tensor, *_) in tensors.items() if tensor.dtype != "int32")
        for ref in known[:2]:
            layers.Dense(2)(tensors[ref][0])
        for layer in list(self._layers.values())[:2]:
            if isinstance(layer, layers.Dense):
                layer(keras.Input(layer.input.shape[1:]) if len(layer._inbound_nodes) == 1
                      else layer._inbound_nodes[0].input_tensors[0])  # fmt: skip


def _repeats(step: Step) -> bool:
    return step.layer is None and step.kind not in _BY_CHANCE


def _inner(inputs: list[Any], outputs: list[Any], hand: Hand) -> keras.Model:
    """Return an inner model, with tensors in a list or by keys that stand in the same order."""
    given: Any = inputs if len(inputs) > 1 or hand.flip(0.3) else inputs[0]
    results: Any = outputs if len(outputs) > 1 or hand.flip(0.2) else outputs[0]
    if len(inputs) > 1 and hand.flip(0.2):
        given = {f"in{at}": tensor for at, tensor in enumerate(inputs)}
    if len(outputs) > 1 and hand.flip(0.2):
        results = {f"out{at}": tensor for at, tensor in enumerate(outputs)}
    return keras.Model(given, results, name=hand.name())


def _outermost(
    recipe: Recipe, inputs: list[Any], outputs: list[Any], hand: Hand, *, keyed: bool
) -> keras.Model:
    names = recipe.names or ((), ())
    given: Any = inputs if len(inputs) > 1 else hand.pick(inputs[0], inputs)
    results: Any = outputs if len(outputs) > 1 else hand.pick(outputs[0], outputs)
    if keyed:
        keys = names[0] or [f"in{at}" for at in range(len(inputs))]
        given = dict(hand.shuffled(list(zip(keys, inputs, strict=True))))
    if names[1]:
        results = dict(hand.shuffled(list(zip(names[1], outputs, strict=True))))
        if hand.flip(0.4):
            results = [layers.Identity(name=name)(tensor) for name, tensor in results.items()]
    elif hand.naming and hand.flip(0.1):
        results = {f"out{at}": tensor for at, tensor in enumerate(outputs)}
    if names[0] and not keyed and len(inputs) > 1:
        given = hand.shuffled(given)
    return keras.Model(given, results, name=hand.name())


def plain(recipe: Recipe) -> keras.Model:
    """Return the recipe's model in the plainest words."""
    return build(replace(recipe), Hand(None))
