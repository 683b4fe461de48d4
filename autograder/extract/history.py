"""How Keras remembers which call made a tensor: the one place that reads its private names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple


class Source(NamedTuple):
    """The call that made a tensor, and which of its results the tensor is."""

    operation: Any
    node: Any
    result: int


class Use(NamedTuple):
    """One call within a model: `number` counts the calls of its operation there, from 0."""

    operation: Any
    number: int
    node: Any


def source_of(tensor: Any) -> Source | None:
    """Return the call that made a symbolic tensor, None where Keras recorded none."""
    history = getattr(tensor, "_keras_history", None)
    if history is None or history.operation is None:
        return None
    nodes = history.operation._inbound_nodes  # noqa: SLF001 - see the module's docstring
    return Source(history.operation, nodes[history.node_index], history.tensor_index)


def is_complete(node: Any) -> bool:
    """Whether a call went through, rather than ending in an error half-way."""
    operation = getattr(node, "operation", None)
    known = getattr(operation, "_inbound_nodes", ())
    return hasattr(node, "is_input") and any(node is each for each in known)


@contextmanager
def watched(
    *,
    on_call: Callable[[Any, Any], None],
    on_operation: Callable[[Any], None],
    on_model: Callable[[Any], None],
) -> Iterator[None]:
    """Have Keras report every call it records, every layer and every graph that is made.

    `on_call` hears of (record, operation). Tracing or profiling would see the same without putting
    anything in place of Keras's own constructors, and would double the time a model takes.
    """
    import keras
    from keras.src.ops.node import Node

    record, make, connect = Node.__init__, keras.Operation.__init__, keras.Function.__init__

    def record_watched(
        self: Any,
        operation: Any,
        call_args: Any = None,
        call_kwargs: Any = None,
        outputs: Any = None,
    ) -> None:
        on_call(self, operation)
        record(self, operation, call_args=call_args, call_kwargs=call_kwargs, outputs=outputs)

    # Keras inspects these signatures, so they repeat its own.
    def make_watched(self: Any, name: Any = None) -> None:
        on_operation(self)
        make(self, name=name)

    def connect_watched(self: Any, inputs: Any, outputs: Any, name: Any = None) -> None:
        on_model(self)
        connect(self, inputs, outputs, name=name)

    Node.__init__, keras.Operation.__init__ = record_watched, make_watched
    keras.Function.__init__ = connect_watched
    try:
        yield
    finally:
        Node.__init__, keras.Operation.__init__ = record, make
        keras.Function.__init__ = connect


def uses_of(model: Any) -> list[Use]:
    """Return the calls of a built functional or Sequential model, numbered as its config does."""
    found = {id(node): node for node in _nodes(model.inputs, model.outputs)}
    operations = {id(node.operation): node.operation for node in found.values()}
    uses: list[Use] = []
    for operation in operations.values():
        nodes = operation._inbound_nodes  # noqa: SLF001 - as above
        inside = [node for node in nodes if id(node) in found]
        uses += [Use(operation, number, node) for number, node in enumerate(inside)]
    return uses


def _nodes(inputs: Iterable[Any], outputs: Iterable[Any]) -> Iterator[Any]:
    ends = {id(tensor) for tensor in inputs}
    waiting = [*inputs, *outputs]
    seen: set[int] = set()
    while waiting:
        tensor = waiting.pop()
        source = source_of(tensor)
        if source is None or id(source.node) in seen:
            continue
        seen.add(id(source.node))
        yield source.node
        if id(tensor) not in ends:
            waiting.extend(source.node.input_tensors)
