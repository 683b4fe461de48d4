"""The graph of a model as data: calls, the tensors between them, shared weights, the interface."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.topology.policy import Policy

Value: TypeAlias = bool | int | float | str | tuple["Value", ...] | None
Shape: TypeAlias = tuple[int | None, ...]
Style: TypeAlias = Literal["functional", "sequential", "subclassed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tensor:
    """One result of a call."""

    call: str
    result: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Argument:
    """A tensor in an argument slot: `port` is "0", "1", ... by position, or the role ("query")."""

    port: str
    tensor: Tensor


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One application of a layer or operation: a node of the graph.

    `op` is the Keras class name ("Dense", "Add", "Input"). `settings` are constructor arguments and
    `options` the call arguments that are no tensors, both sorted by name. `weights` names the group
    of calls that use the same weights (None without weights), `inside` the nested models around the
    call, outermost first. `origins` are the ids of the calls this one came from in the topology as
    read; `shapes` those of its results, batch axis included; `variable` and `line` the learner's
    own names. None of the last four ever counts in a comparison.
    """

    id: str
    op: str
    settings: tuple[tuple[str, Value], ...] = ()
    options: tuple[tuple[str, Value], ...] = ()
    arguments: tuple[Argument, ...] = ()
    weights: str | None = None
    inside: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()
    variable: str | None = None
    line: int | None = None

    def setting(self, name: str, default: Value = None) -> Value:
        """Return the setting of that name, or `default` where it is not set."""
        return dict(self.settings).get(name, default)


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """An input or output of the model; `name` only where the author gave one."""

    tensor: Tensor
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class Topology:
    """A model's graph. `calls` stand in an order in which every call follows those it reads.

    `inputs` and `outputs` are ordered; `unused` are calls the learner made that reach no output
    (they are no part of the graph and never count). `policy` is what the drawing's file demands
    beyond it.
    """

    calls: tuple[Call, ...]
    inputs: tuple[Endpoint, ...]
    outputs: tuple[Endpoint, ...]
    name: str = "model"
    style: Style = "functional"
    unused: tuple[Call, ...] = ()
    policy: Policy | None = None

    @cached_property
    def by_id(self) -> dict[str, Call]:
        """The calls by their ids."""
        return {call.id: call for call in self.calls}

    @cached_property
    def consumers(self) -> dict[Tensor, tuple[tuple[str, str], ...]]:
        """For each tensor that is read, the (call id, port) pairs that read it."""
        found: dict[Tensor, list[tuple[str, str]]] = {}
        for call in self.calls:
            for argument in call.arguments:
                found.setdefault(argument.tensor, []).append((call.id, argument.port))
        return {tensor: tuple(readers) for tensor, readers in found.items()}

    @cached_property
    def weights_groups(self) -> dict[str, tuple[str, ...]]:
        """For each weights group, the ids of its calls."""
        found: dict[str, list[str]] = {}
        for call in self.calls:
            if call.weights is not None:
                found.setdefault(call.weights, []).append(call.id)
        return {group: tuple(ids) for group, ids in found.items()}

    @classmethod
    def from_keras(cls, model: Any) -> Topology:
        """Read a live Keras model, weights identity included. See `autograder.extract`."""
        from autograder.extract import topology_of

        return topology_of(model)

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Topology:
        """Read the dict of `model.get_config()` or of `json.loads(model.to_json())`."""
        from autograder.topology.keras_config import read_config

        return read_config(config)

    @classmethod
    def from_dot(cls, source: str | Path) -> Topology:
        """Read a topology file: its text, or the path to it."""
        from autograder.render.dot import read_dot

        return read_dot(source)

    def to_dot(self) -> str:
        """Write the topology as DOT; `Topology.from_dot` reads back an equal one."""
        from autograder.render.dot import write_dot

        return write_dot(self)
