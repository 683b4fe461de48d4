"""Unrolls a model and the models inside it into calls, wired through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from autograder.topology.keras_config.arguments import (
    Reference,
    is_tensor,
    leaves,
    reference,
    shape_of,
    sort_arguments,
)
from autograder.topology.keras_config.document import MAX_CALLS, refuse, shorten
from autograder.topology.keras_config.graph import Graph, Layer, Use
from autograder.topology.keras_config.settings import opaque_settings, read_settings
from autograder.topology.keras_config.signatures import has_weights
from autograder.topology.model import Call, Shape, Tensor

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
    place of the use itself.
    """

    graph: Graph
    inside: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    place: Place = (None, None)
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

    def unroll(self, scope: Scope, inputs: Sequence[Tensor] | None = None) -> None:
        """Append the calls of a model; its inputs are those `inputs` where it is nested."""
        if inputs is not None:
            for (_, source), tensor in zip(scope.graph.inputs, inputs, strict=True):
                scope.results[source.layer, source.use] = [tensor]
        for name, use in scope.graph.order:
            if (name, use) in scope.results:
                continue
            layer = scope.graph.layers[name]
            if layer.inner is not None:
                scope.results[name, use] = self._nested(layer, layer.inner, use, scope)
                continue
            if len(self.calls) >= MAX_CALLS:
                refuse(f"it makes more than {MAX_CALLS:,} calls")
            call = self.call(layer, use, scope)
            self.calls.append(call)
            scope.results[name, use] = call.id

    def call(self, layer: Layer, use: int, scope: Scope) -> Call:
        """Return the call that a use of a layer is."""
        where = scope.where(layer.name)
        node = layer.uses[use]
        found = sort_arguments(layer.op, node.args, node.kwargs, scope.resolve, where)
        if layer.built_in:
            settings = read_settings(layer.op, layer.config, where)
        else:
            settings = opaque_settings(layer.entry)
        spot = scope.where(use_name(layer.name, use))
        variable, line = self._seen.places.get(spot, scope.place)
        return Call(
            id="/".join((*scope.inside, _local_id(layer.name, use, scope.graph))),
            op=layer.op,
            settings=tuple(sorted((*settings, *found.constants), key=lambda each: each[0])),
            options=tuple(found.options),
            arguments=tuple(found.arguments),
            weights=self._group(layer, where),
            inside=scope.inside,
            shapes=self._seen.shapes.get(spot) or _shapes(layer, use, scope.graph),
            variable=variable,
            line=line,
        )

    def _nested(self, layer: Layer, inner: Graph, use: int, scope: Scope) -> list[Tensor]:
        where = scope.where(layer.name)
        tensors = [scope.resolve(source) for source in _given(layer.uses[use], inner, where)]
        child = Scope(
            graph=inner,
            inside=(*scope.inside, _local_id(layer.name, use, scope.graph)),
            path=(*scope.path, layer.name),
            place=self._seen.places.get(scope.where(use_name(layer.name, use)), scope.place),
        )
        self.unroll(child, tensors)
        return [child.resolve(source) for _, source in inner.outputs]

    def _group(self, layer: Layer, path: str) -> str | None:
        if self._seen.groups is not None:
            return self._seen.groups.get(path)
        if layer.built_in and not has_weights(layer.op, layer.config):
            return None
        return path


def use_name(name: str, use: int) -> str:
    """Return the name of a layer's use, counted from 0: `dense`, then `dense#2`."""
    return name if use == 0 else f"{name}#{use + 1}"


def _local_id(name: str, use: int, graph: Graph) -> str:
    local = use_name(name, use)
    # A layer may itself be called "dense#2".
    while use and local in graph.layers:
        local += "#"
    return local


def _given(use: Use, inner: Graph, where: str) -> list[Reference]:
    """Return what a nested model was given, in the order of its inputs."""
    first = use.args[0] if use.args else use.kwargs.get("inputs")
    given = {path: leaf for path, leaf in leaves(first, where) if is_tensor(leaf)}
    wanted = [path for path, _ in inner.inputs]
    if isinstance(first, dict) and all(path in given for path in wanted):
        chosen = [given[path] for path in wanted]
    elif isinstance(first, dict) and all(
        (source.layer,) in given for _, source in inner.inputs
    ):
        chosen = [given[(source.layer,)] for _, source in inner.inputs]
    else:
        chosen = list(given.values())
    if len(chosen) != len(wanted):
        refuse(f"the nested model takes {len(wanted)} tensors and is given {len(chosen)}", where)
    return [reference(leaf, where) for leaf in chosen]


def _shapes(layer: Layer, use: int, graph: Graph) -> tuple[Shape, ...]:
    if layer.op == "Input":
        shape = shape_of(layer.config.get("batch_shape"))
        return () if shape is None else (shape,)
    known = graph.shapes.get((layer.name, use), {})
    if any(result not in known for result in range(max(known, default=-1) + 1)):
        return ()
    return tuple(known[result] for result in range(len(known)))
