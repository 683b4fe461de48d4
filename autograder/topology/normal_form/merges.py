"""The pass that makes one merge of a merge inside a merge."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from autograder.topology.model import Argument, Call, Tensor, Topology, Value
from autograder.topology.normal_form.operators import CONSTANT
from autograder.topology.normal_form.rewriting import readers
from autograder.topology.symmetry import COMMUTATIVE

NESTING = COMMUTATIVE | {"Concatenate"}
"""Merges that one merge of all their operands can stand for."""


def flatten_merges(topology: Topology, *, repeated: bool = False) -> Topology:
    """Make `Add(Add(a, b), c)` the merge of a, b and c; likewise Concatenate on one axis.

    Only where nobody else reads the inner merge, for else its result is a tensor of its own; also
    where one merge reads it several times, as in `s + s`, if `repeated` asks for it.
    """
    if not any(call.op in NESTING for call in topology.calls):
        return topology
    read = readers(topology)
    done: dict[str, Call] = {}
    gone: set[str] = set()
    for call in topology.calls:
        done[call.id] = call
        if call.op not in NESTING:
            continue
        own = Counter(argument.tensor for argument in call.arguments)
        inner = {
            argument.port: source
            for argument in call.arguments
            if read[argument.tensor] == (own[argument.tensor] if repeated else 1)
            and joins(source := done[argument.tensor.call], call)
        }
        if inner:
            done[call.id] = _joined(call, inner)
            gone.update(source.id for source in inner.values())
    if not gone:
        return topology
    return replace(topology, calls=tuple(call for id, call in done.items() if id not in gone))


def joins(inner: Call, outer: Call) -> bool:
    """Whether the operands of `inner` can be operands of `outer`, if nobody else reads it."""
    if inner.op != outer.op or inner.inside != outer.inside or len(inner.arguments) < 2:
        return False
    return without_constants(inner.settings) == without_constants(outer.settings)


def without_constants(settings: tuple[tuple[str, Value], ...]) -> tuple[tuple[str, Value], ...]:
    """Return the settings of a merge but for the numbers among its operands."""
    return tuple(pair for pair in settings if not pair[0].startswith(CONSTANT))


def _joined(outer: Call, inner: dict[str, Call]) -> Call:
    tensors: list[Tensor] = []
    constants = [value for name, value in outer.settings if name.startswith(CONSTANT)]
    origins = list(outer.origins or (outer.id,))
    for argument in outer.arguments:
        source = inner.get(argument.port)
        if source is None:
            tensors.append(argument.tensor)
            continue
        tensors += [each.tensor for each in source.arguments]
        constants += [value for name, value in source.settings if name.startswith(CONSTANT)]
        origins = [*(source.origins or (source.id,)), *origins]
    settings = dict(without_constants(outer.settings)) | {
        f"{CONSTANT}{len(tensors) + at}": value for at, value in enumerate(constants)
    }
    return replace(
        outer,
        arguments=tuple(Argument(port=str(at), tensor=each) for at, each in enumerate(tensors)),
        settings=tuple(sorted(settings.items())),
        origins=tuple(dict.fromkeys(origins)),
    )
