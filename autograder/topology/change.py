"""What has to change for one topology to become another: paired calls and repair steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from autograder.topology.model import Call, Endpoint, Tensor, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class AddCall:
    """A call of the expected topology that is missing; its wiring comes as `Rewire`."""

    expected: Call


@dataclass(frozen=True, kw_only=True, slots=True)
class RemoveCall:
    """A call that the expected topology does not have."""

    call: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplaceOp:
    """A call of the wrong class; its settings and options become those of `expected`."""

    call: str
    expected: Call


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeSetting:
    """A constructor argument with the wrong value."""

    call: str
    expected: str
    name: str
    seen: Value
    wanted: Value


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeOption:
    """A call argument, no tensor, with the wrong value (`use_causal_mask`)."""

    call: str
    expected: str
    name: str
    seen: Value
    wanted: Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Rewire:
    """A port that reads the wrong tensor: None seen is an edge missing, None wanted one too many.

    `call` and the tensors name calls of the learner's normal form, or `+ID` for the added call ID.
    `port` is the learner's; an operand that a merge lacks gets a port after those it has. A merge's
    ports are numbered anew once all its changes are made.
    """

    call: str
    port: str
    seen: Tensor | None
    wanted: Tensor | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Regroup:
    """Calls that must share one set of weights and do not, or the other way round.

    `call` is to leave the weights group `seen` and use the weights of the calls `wanted`, each a
    learner's id or `+ID`; an empty `wanted` asks for weights of its own.
    """

    call: str
    seen: str | None
    wanted: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Renest:
    """A call in the wrong nested model, where nesting counts; `+NAME` is one to be made."""

    call: str
    seen: tuple[str, ...]
    wanted: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeInputs:
    """The model's inputs, in the learner's ids, as they are and as they should be."""

    seen: tuple[Endpoint, ...]
    wanted: tuple[Endpoint, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeOutputs:
    """The model's outputs, in the learner's ids or `+ID`, as they are and as they should be."""

    seen: tuple[Endpoint, ...]
    wanted: tuple[Endpoint, ...]


Change: TypeAlias = (
    AddCall
    | RemoveCall
    | ReplaceOp
    | ChangeSetting
    | ChangeOption
    | Rewire
    | Regroup
    | Renest
    | ChangeInputs
    | ChangeOutputs
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Alignment:
    """The best pairing of expected and learner calls found; `exact` where no better one exists."""

    pairs: tuple[tuple[str, str], ...]
    """(expected id, learner id), in the expected topology's order."""
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    exact: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Diff:
    """The repairs that turn the learner's normal form into one that matches the expected."""

    alignment: Alignment
    changes: tuple[Change, ...] = ()
    cost: float = 0.0
