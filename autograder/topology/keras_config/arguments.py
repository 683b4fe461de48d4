"""Sorts the arguments of one call into tensors by port, options, and constant operands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from autograder.topology.keras_config.document import index, mapping, refuse, sequence, text
from autograder.topology.keras_config.signatures import (
    element_slot,
    is_filled_in,
    keyword_slot,
    slot,
)
from autograder.topology.keras_config.values import Freezer
from autograder.topology.model import Shape, Value

MAX_ARGUMENT_DEPTH = 20

Path: TypeAlias = tuple[int | str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A tensor as a config names it: a layer, which of its uses, which result of that use."""

    layer: str
    use: int
    result: int
    shape: Shape | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """One call of a layer: its tensors by port, and what else it was given.

    `first` are the tensors of its first argument by their paths in it: what a nested model reads.
    """

    tensors: tuple[tuple[str, Reference], ...] = ()
    options: tuple[tuple[str, Value], ...] = ()
    constants: tuple[tuple[str, Value], ...] = ()
    first: tuple[tuple[Path, Reference], ...] = ()


def read_use(
    op: str,
    args: list[Any] | tuple[Any, ...],
    kwargs: dict[str, Any],
    where: str,
    *,
    built_in: bool = True,
) -> Use:
    """Read the arguments of a call of `op` as a config writes them."""
    sorter = _Sorter(op=op, where=where, alone=len(args) < 2)
    for position, value in enumerate(args):
        sorter.place(slot(op, position, built_in=built_in), value, position)
    for name, value in kwargs.items():
        sorter.place(keyword_slot(op, name), value, None)
    ports = [port for port, _ in sorter.tensors]
    if len(set(ports)) < len(ports):
        refuse("an argument is given twice", where)
    first = args[0] if args else kwargs.get("inputs")
    return Use(
        tensors=tuple(sorter.tensors),
        options=tuple(sorted(sorter.options, key=lambda option: option[0])),
        constants=tuple(sorter.constants),
        first=tuple(
            (path, _reference(leaf, where))
            for path, leaf in leaves(first, where)
            if _is_tensor(leaf)
        ),
    )


@dataclass(kw_only=True, slots=True)
class _Sorter:
    """Puts the arguments of one call where they belong, `alone` where there is only one."""

    op: str
    where: str
    alone: bool
    tensors: list[tuple[str, Reference]] = field(default_factory=list)
    options: list[tuple[str, Value]] = field(default_factory=list)
    constants: list[tuple[str, Value]] = field(default_factory=list)

    def place(self, port: str, value: Any, position: int | None) -> None:
        """Place one argument; `position` is None for a keyword argument."""
        if self.op == "ops.GetItem" and position == 1:
            self._place_key(value)
        elif value is None:
            return
        elif _is_tensor(value):
            port = f"{port}.0" if port == "initial_state" else port
            self.tensors.append((port, _reference(value, self.where)))
        elif self._holds_tensor(value):
            self._place_elements(port, value)
        elif position is not None and (self.op.startswith("ops.") or port == "0"):
            self.constants.append((f"constant.{port}", self._freeze(value)))
        elif not is_filled_in(self.op, port, value):
            self.options.append((port, self._freeze(value)))

    def _freeze(self, value: Any) -> Value:
        return Freezer(self.where).freeze(value)

    def _holds_tensor(self, value: Any) -> bool:
        return any(_is_tensor(leaf) for _, leaf in leaves(value, self.where))

    def _place_elements(self, port: str, value: Any) -> None:
        for path, leaf in leaves(value, self.where):
            head = element_slot(self.op, port, path[0], alone=self.alone)
            place = ".".join((head, *map(str, path[1:])))
            if _is_tensor(leaf):
                self.tensors.append((place, _reference(leaf, self.where)))
            elif leaf is not None:
                self.constants.append((f"constant.{place}", self._freeze(leaf)))

    def _place_key(self, value: Any) -> None:
        """Place the key of `x[key]`, as a text such as Python writes."""
        if self._holds_tensor(value):
            self._place_elements("1", value if isinstance(value, (list, tuple)) else [value])
            return
        keys = value if isinstance(value, (list, tuple)) else [value]
        texts = ", ".join(str(self._freeze(key)) for key in keys)
        self.constants.append(("key", f"[{texts}]"))


def leaves(value: Any, where: str, *, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield the leaves of nested lists and dicts with their paths, dicts in the order of keys."""
    if len(path) > MAX_ARGUMENT_DEPTH:
        refuse(f"arguments are nested more than {MAX_ARGUMENT_DEPTH} deep", where)
    if isinstance(value, (list, tuple)):
        for position, element in enumerate(value):
            yield from leaves(element, where, path=(*path, position))
    elif isinstance(value, dict) and "class_name" not in value:
        for key in sorted(value):
            yield from leaves(value[key], where, path=(*path, key))
    else:
        yield path, value


def shape_of(value: object) -> Shape | None:
    """Return a shape, or None where `value` is not one."""
    if not isinstance(value, (list, tuple)):
        return None
    if not all(size is None or isinstance(size, int) for size in value):
        return None
    return tuple(value)


def _is_tensor(value: object) -> bool:
    return isinstance(value, dict) and value.get("class_name") == "__keras_tensor__"


def _reference(value: dict[str, Any], where: str) -> Reference:
    config = mapping(value.get("config"), "a tensor", where)
    history = sequence(config.get("keras_history"), "the history of a tensor", where)
    if len(history) != 3:
        refuse("the history of a tensor does not have three parts", where)
    return Reference(
        layer=text(history[0], "the layer of a tensor", where),
        use=index(history[1], "the use of a layer", where),
        result=index(history[2], "the result of a call", where),
        shape=shape_of(config.get("shape")),
    )
