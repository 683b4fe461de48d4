"""A drawing as data, before any coordinates: boxes, lines between them, frames around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["input", "output", "layer", "merge"]
State: TypeAlias = Literal["plain", "here", "wrong", "missing"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """One call, or an end of the model. `letter` and `colour` mark calls that share weights.

    `pins` are labels of its argument slots, left to right, where their order or role matters;
    `results` is how many separate tensors leave it. `notes` say what is wrong with it.
    """

    id: str
    kind: Kind
    title: str
    details: tuple[str, ...] = ()
    name: str | None = None
    shape: str | None = None
    letter: str | None = None
    colour: str | None = None
    pins: tuple[str, ...] = ()
    results: int = 1
    state: State = "plain"
    notes: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One tensor going into one slot; `pin` and `result` count the box's pins where it has any."""

    tail: str
    head: str
    pin: int | None = None
    result: int | None = None
    state: State = "plain"
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """Everything a drawing shows, and its two texts for those who do not see it."""

    title: str
    description: str
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
