"""Unrolls a model and the models inside it into calls, wired through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from autograder.topology.keras_config.arguments import Reference, Use, shape_of
from autograder.topology.keras_config.document import (
    MAX_ARGUMENTS,
    MAX_CALLS,
    refuse,
    shorten,
)
from autograder.topology.keras_config.graph import Graph, Layer
from autograder.topology.keras_config.signatures import is_filled_in, takes_training
from autograder.topology.model import Argument, Call, Shape, Tensor, Value

Place: TypeAlias = tuple[str | None, int | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What only live objects tell about a model.

    Keys are layer paths for `groups` (None: not known, so a layer's path is its group) and paths
    of calls for `places` and `shapes`.
    """

    groups: Mapping[str, str] | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    shapes: Mapping[str, tuple[Shape, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """One use of a model: where it stands, and what its calls gave back so far.

    `inside` are the nested uses around it, `path` the layers they use; `place` is the learner's
    place of the use itself, `training` the call argument it was given.
    """

    graph: Graph
    inside: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    place: Place = (None, None)
    training: Value = None
    results: dict[tuple[str, int], str | list[Tensor]] = field(default_factory=dict)

    def where(self, name: str) -> str:
        """Return the path of a layer."""
        return "/".join((*self.path, name))

    def resolve(self, source: Reference) -> Tensor:
        """Return the tensor that a reference of this model stands for."""
        result = self.results.get((source.layer, source.use))
        if isinstance(result, str):
            return Tensor(call=result, result=source.result)
        if result is None or source.result >= len(result):
            refuse(
                f"result {source.result} of {shorten(source.layer)} is asked for, which gives none",
                "/".join(self.path),
            )
        return result[source.result]


class Flattening:
    """The calls of one model, gathered while its nested models are unrolled."""

    def __init__(self, seen: Seen) -> None:
        self.calls: list[Call] = []
        self._seen = seen
        self._arguments = 0
        self._outside: dict[str, dict[int, Shape]] = {}

    def unroll(self, scope: Scope, inputs: Sequence[Tensor] | None = None) -> None:
        """Append the calls of a model; its inputs are those `inputs` where it is nested."""
        if inputs is not None:
            for (_, source), tensor in zip(scope.graph.inputs, inputs, strict=True):
                scope.results[source.layer, source.use] = [tensor]
        for name, number in scope.graph.order:
            if (name, number) in scope.results:
                continue
            layer = scope.graph.layers[name]
            use = layer.uses[number]
            self._count(len(use.tensors))
            if layer.inner is not None:
                scope.results[name, number] = self._nested(layer, layer.inner, number, scope)
                continue
            call = self.call(layer, use, number, scope)
            self.calls.append(call)
            scope.results[name, number] = call.id

    def call(self, layer: Layer, use: Use, number: int, scope: Scope) -> Call:
        """Return the call that a use of a layer is, the first of which has the number 0."""
        spot = scope.where(use_name(layer.name, number))
        variable, line = self._seen.places.get(spot, scope.place)
        return Call(
            id="/".join((*scope.inside, _local_id(layer.name, number, scope.graph))),
            op=layer.op,
            settings=_sorted((*layer.settings, *use.constants))
            if use.constants
            else layer.settings,
            options=_options(layer.op, use, scope),
            arguments=tuple(
                Argument(port=port, tensor=scope.resolve(source)) for port, source in use.tensors
            ),
            weights=self._group(layer, scope.where(layer.name)),
            inside=scope.inside,
            shapes=self._seen.shapes.get(spot) or _shapes(layer, number, scope.graph),
            variable=variable,
            line=line,
        )

    def _nested(self, layer: Layer, inner: Graph, number: int, scope: Scope) -> list[Tensor]:
        use = layer.uses[number]
        given = _given(use, inner, scope.where(layer.name))
        child = Scope(
            graph=inner,
            inside=(*scope.inside, _local_id(layer.name, number, scope.graph)),
            path=(*scope.path, layer.name),
            place=self._seen.places.get(scope.where(use_name(layer.name, number)), scope.place),
            training=_training(use, scope),
        )
        self.unroll(child, [scope.resolve(source) for source in given])
        results = [child.resolve(source) for _, source in inner.outputs]
        shapes = scope.graph.shapes.get((layer.name, number), {})
        for at, shape in shapes.items():
            if at < len(results):
                self._outside.setdefault(results[at].call, {})[results[at].result] = shape
        return results

    def shaped(self) -> list[Call]:
        """Return the calls, with shapes that only readers outside of their models tell."""
        return [
            replace(call, shapes=_in_a_row(self._outside.get(call.id, {})))
            if not call.shapes
            else call
            for call in self.calls
        ]

    def _group(self, layer: Layer, path: str) -> str | None:
        if self._seen.groups is not None:
            return self._seen.groups.get(path)
        return path if layer.has_weights else None

    def _count(self, arguments: int) -> None:
        self._arguments += arguments + 1
        if len(self.calls) >= MAX_CALLS or self._arguments > MAX_ARGUMENTS:
            refuse(f"it makes more than {MAX_CALLS:,} calls, or calls with far too many arguments")


def _training(use: Use, scope: Scope) -> Value:
    """Return the `training` of a model's use; Keras lets an outer one go before an inner one."""
    return dict(use.options).get("training") if scope.training is None else scope.training


def _options(op: str, use: Use, scope: Scope) -> tuple[tuple[str, Value], ...]:
    """Return the call arguments that are no tensors; `training` of a model goes for its layers."""
    training = scope.training
    if training is None or not takes_training(op):
        return use.options
    others = tuple(option for option in use.options if option[0] != "training")
    if is_filled_in(op, "training", training):
        return others
    return _sorted((*others, ("training", training)))


def use_name(name: str, number: int) -> str:
    """Return the name of a layer's use, counted from 0: `dense`, then `dense#2`."""
    return name if number == 0 else f"{name}#{number + 1}"


def _local_id(name: str, number: int, graph: Graph) -> str:
    local = use_name(name, number)
    # A layer may itself be called "dense#2".
    while number and local in graph.layers:
        local += "#"
    return local


def _sorted(settings: tuple[tuple[str, Value], ...]) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted(settings, key=lambda setting: setting[0]))


def _given(use: Use, inner: Graph, where: str) -> list[Reference]:
    """Return what a nested model was given, in the order of its inputs: by key, name, or order."""
    given = dict(use.first)
    paths = [path for path, _ in inner.inputs]
    names = [(source.layer,) for _, source in inner.inputs]
    for wanted in (paths, names):
        if len(given) == len(wanted) and all(path in given for path in wanted):
            return [given[path] for path in wanted]
    if len(given) != len(paths):
        refuse(f"the nested model takes {len(paths)} tensors and is given {len(given)}", where)
    return list(given.values())


def _shapes(layer: Layer, number: int, graph: Graph) -> tuple[Shape, ...]:
    if layer.op == "Input":
        shape = shape_of(layer.config.get("batch_shape"))
        return () if shape is None else (shape,)
    return _in_a_row(graph.shapes.get((layer.name, number), {}))


def _in_a_row(known: Mapping[int, Shape]) -> tuple[Shape, ...]:
    """Return the shapes of a call's results; none where that of one in between is not known."""
    if any(result not in known for result in range(len(known))):
        return ()
    return tuple(known[result] for result in range(len(known)))
