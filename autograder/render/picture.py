"""A drawing as data, before any coordinates: boxes, lines between them, frames around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["input", "output", "layer", "merge"]
State: TypeAlias = Literal["plain", "here", "wrong", "missing"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """One call, or an end of the model. `letter` and `colour` mark calls that share weights.

    `pins` are the ports of its argument slots, left to right, where their order or role matters;
    `results` is how many separate tensors leave it. `notes` say what is wrong with it.
    """

    id: str
    kind: Kind
    title: str
    op: str = ""
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
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One tensor going into one port; `result` is its number where a call gives several."""

    tail: str
    head: str
    port: str = "0"
    result: int | None = None
    state: State = "plain"
    note: str = ""


def pin_label(port: str) -> str:
    """Return what stands in a pin: "1" for port 0, "query", "initial_state 1"."""
    if port.isdigit():
        return str(int(port) + 1)
    name, _, number = port.partition(".")
    return f"{name} {int(number) + 1}" if number.isdigit() else port


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """Everything a drawing shows. `asides` are remarks that only its text twin makes."""

    title: str
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    asides: tuple[str, ...] = ()
