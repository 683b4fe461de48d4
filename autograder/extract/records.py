"""The calls made while a learner's function ran: where they stand, and which lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.extract.configs import arguments_of, entry_of, is_readable, plain_json
from autograder.extract.evidence import spots
from autograder.extract.history import is_complete, source_of, uses_of

MAX_UNUSED = 50
"""Unused calls that are reported; a learner needs to hear of the first few."""


@dataclass(kw_only=True, slots=True)
class Record:
    """One call as it was made. `direct` ones were written by the learner, not made by Keras.

    `lines` holds the line in each of the learner's frames at that moment, outermost first;
    `variable` is the name of its result in the frame `depth`.
    """

    node: Any
    direct: bool
    lines: tuple[int, ...]
    variable: str | None = None
    depth: int | None = None

    @property
    def line(self) -> int | None:
        """The line in the frame whose variable names the result, else the innermost."""
        if not self.lines:
            return None
        return self.lines[-1 if self.depth is None else min(self.depth, len(self.lines) - 1)]


def places_of(
    model: Any, records: Sequence[Record], made: Mapping[int, tuple[Any, int]]
) -> dict[str, dict[str, Any]]:
    """Return the variable and line of each call of the model, by its path.

    A call that Keras made itself, as for the layers of a Sequential, stands where its layer was
    made; one that Keras copied, as for a model between inner tensors, where the original stands.
    """
    by_node = {id(record.node): record for record in records}
    originals = {id(record.node.operation): record for record in records if _counts(record)}
    places: dict[str, dict[str, Any]] = {}
    for spot, node in spots(model):
        record = by_node.get(id(node))
        if record is None or not record.direct:
            record = originals.get(id(node.operation))
        if record is not None:
            places[spot] = {"variable": record.variable, "line": record.line}
        elif id(node.operation) in made:
            places[spot] = {"variable": None, "line": made[id(node.operation)][1]}
    return places


def unused_of(model: Any, records: Sequence[Record], models: Iterable[Any]) -> list[dict[str, Any]]:
    """Describe the calls written in this run that are part of no model made in it."""
    used, copied = _used([model, *models], records)
    unused = [
        record
        for record in records
        if _counts(record)
        and id(record.node) not in used
        and id(record.node.operation) not in copied
    ][:MAX_UNUSED]
    names = {id(use.node): (use.operation.name, use.number) for use in uses_of(model)}
    counts: dict[str, int] = {}
    for name, number in names.values():
        counts[name] = max(counts.get(name, 0), number + 1)
    for record in unused:
        name = record.node.operation.name
        names[id(record.node)] = (name, counts.get(name, 0))
        counts[name] = counts.get(name, 0) + 1
    return [plain_json(_describe(record, names)) for record in unused]


def _counts(record: Record) -> bool:
    return record.direct and is_complete(record.node)


def _used(models: Iterable[Any], records: Sequence[Record]) -> tuple[set[int], set[int]]:
    """Return the calls of models, and the operations of which Keras copied calls into one."""
    written = {id(record.node): record.direct for record in records}
    used: set[int] = set()
    copied: set[int] = set()
    for model in models:
        for node in _nodes(model):
            used.add(id(node))
            if not written.get(id(node), True):
                copied.add(id(node.operation))
    return used, copied


def _nodes(model: Any) -> Iterator[Any]:
    # A model whose construction failed half-way has no graph to walk.
    if is_readable(model) and getattr(model, "outputs", None):
        yield from (node for _, node in spots(model))


def _describe(record: Record, names: Mapping[int, tuple[str, int]]) -> dict[str, Any]:
    def name_source(tensor: Any) -> list[Any] | None:
        source = source_of(tensor)
        known = None if source is None else names.get(id(source.node))
        return None if source is None or known is None else [*known, source.result]

    operation = record.node.operation
    name, number = names[id(record.node)]
    layer = entry_of(operation)
    if is_readable(operation):
        layer["config"] = {"name": name}
    return {
        "name": name,
        "use": number,
        "layer": layer,
        **arguments_of(record.node, name_source),
        "shapes": [list(tensor.shape) for tensor in record.node.outputs],
        "variable": record.variable,
        "line": record.line,
    }
