"""Sorts the arguments of one call into tensors by port, options, and constant operands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from autograder.topology.keras_config import signatures
from autograder.topology.keras_config.document import index, mapping, refuse, sequence, text
from autograder.topology.keras_config.settings import freeze
from autograder.topology.model import Argument, Shape, Tensor, Value

MAX_ARGUMENT_DEPTH = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A tensor as a config names it: a layer, which of its uses, which result of that use."""

    layer: str
    use: int
    result: int
    shape: Shape | None = None


@dataclass(kw_only=True, slots=True)
class CallArguments:
    """What a call was given."""

    arguments: list[Argument] = field(default_factory=list)
    options: list[tuple[str, Value]] = field(default_factory=list)
    constants: list[tuple[str, Value]] = field(default_factory=list)


def leaves(
    value: object, where: str, *, path: tuple[object, ...] = ()
) -> Iterator[tuple[tuple[object, ...], Any]]:
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


def is_tensor(value: object) -> bool:
    """Whether a leaf stands for a tensor of the graph."""
    return isinstance(value, dict) and value.get("class_name") == "__keras_tensor__"


def reference(value: dict[str, Any], where: str) -> Reference:
    """Return which tensor a leaf of the class `__keras_tensor__` stands for."""
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


def shape_of(value: object) -> Shape | None:
    """Return a shape, or None where `value` is not one."""
    if not isinstance(value, (list, tuple)):
        return None
    if not all(size is None or isinstance(size, int) for size in value):
        return None
    return tuple(value)


def sort_arguments(
    op: str,
    args: list[Any] | tuple[Any, ...],
    kwargs: dict[str, Any],
    resolve: Callable[[Reference], Tensor],
    where: str,
) -> CallArguments:
    """Return the arguments of a call of `op`, each tensor under its port."""
    found = CallArguments()
    for position, value in enumerate(args):
        _place(op, signatures.slot(op, position), value, resolve, where, found, position)
    for name, value in kwargs.items():
        _place(op, signatures.keyword_slot(op, name), value, resolve, where, found, None)
    _refuse_double(found, where)
    found.options.sort(key=lambda option: option[0])
    return found


def _place(
    op: str,
    port: str,
    value: Any,
    resolve: Callable[[Reference], Tensor],
    where: str,
    found: CallArguments,
    position: int | None,
) -> None:
    if value is None:
        return
    if is_tensor(value):
        tensor = resolve(reference(value, where))
        port = f"{port}.0" if port == "initial_state" else port
        found.arguments.append(Argument(port=port, tensor=tensor))
    elif any(is_tensor(leaf) for _, leaf in leaves(value, where)):
        _place_elements(op, port, value, resolve, where, found)
    elif op == "ops.GetItem" and position == 1:
        found.constants.append(("key", key_text(value, where)))
    elif position is not None and (op.startswith("ops.") or port == "0"):
        found.constants.append((f"constant.{port}", freeze(value, where)))
    else:
        found.options.append((port, freeze(value, where)))


def _place_elements(
    op: str,
    port: str,
    value: Any,
    resolve: Callable[[Reference], Tensor],
    where: str,
    found: CallArguments,
) -> None:
    for path, leaf in leaves(value, where):
        place = signatures.element_slot(op, port, path[0])
        place = ".".join((place, *map(str, path[1:])))
        if is_tensor(leaf):
            tensor = resolve(reference(leaf, where))
            found.arguments.append(Argument(port=place, tensor=tensor))
        elif leaf is not None:
            found.constants.append((f"constant.{place}", freeze(leaf, where)))


def _refuse_double(found: CallArguments, where: str) -> None:
    seen: set[str] = set()
    for argument in found.arguments:
        if argument.port in seen:
            refuse(f"the argument {argument.port} is given twice", where)
        seen.add(argument.port)


def key_text(value: Any, where: str) -> str:
    """Return the key of `x[key]` as Python writes it."""
    keys = value if isinstance(value, (list, tuple)) else [value]
    return "[" + ", ".join(str(freeze(key, where)) for key in keys) + "]"
