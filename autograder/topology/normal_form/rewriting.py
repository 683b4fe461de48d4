"""How a pass hands back its changes: calls replaced or dropped, and who reads what instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from autograder.topology.model import Argument, Call, Endpoint, Tensor, Topology, Value


def rewrite(
    topology: Topology,
    *,
    calls: Iterable[Call] | None = None,
    instead: Mapping[Tensor, Tensor] | None = None,
) -> Topology:
    """Return the topology with `calls`, every reader of a key of `instead` reading its value.

    `instead` may lead over several steps; it is followed to its end.
    """
    kept = topology.calls if calls is None else tuple(calls)
    if not instead:
        return replace(topology, calls=kept)
    return replace(
        topology,
        calls=tuple(_redirected(call, instead) for call in kept),
        inputs=tuple(_moved(endpoint, instead) for endpoint in topology.inputs),
        outputs=tuple(_moved(endpoint, instead) for endpoint in topology.outputs),
    )


def _redirected(call: Call, instead: Mapping[Tensor, Tensor]) -> Call:
    if not any(argument.tensor in instead for argument in call.arguments):
        return call
    return replace(
        call,
        arguments=tuple(
            Argument(port=argument.port, tensor=end_of(argument.tensor, instead))
            for argument in call.arguments
        ),
    )


def _moved(endpoint: Endpoint, instead: Mapping[Tensor, Tensor]) -> Endpoint:
    if endpoint.tensor not in instead:
        return endpoint
    return replace(endpoint, tensor=end_of(endpoint.tensor, instead))


def end_of(tensor: Tensor, instead: Mapping[Tensor, Tensor]) -> Tensor:
    """Return the tensor that `instead` finally puts in the place of `tensor`."""
    while tensor in instead:
        tensor = instead[tensor]
    return tensor


def with_settings(call: Call, settings: Mapping[str, Value]) -> Call:
    """Return the call with exactly these settings; the same object where they are its own."""
    ordered = tuple(sorted(settings.items()))
    return call if ordered == call.settings else replace(call, settings=ordered)


def each_call(topology: Topology, change: Mapping[str, Call]) -> Topology:
    """Return the topology with the calls of those ids replaced; the same object without any."""
    if not change:
        return topology
    return replace(topology, calls=tuple(change.get(call.id, call) for call in topology.calls))


def readers(topology: Topology) -> dict[Tensor, int]:
    """Return how often each tensor is read, by calls and as an output of the model."""
    found: dict[Tensor, int] = {}
    for call in topology.calls:
        for argument in call.arguments:
            found[argument.tensor] = found.get(argument.tensor, 0) + 1
    for endpoint in topology.outputs:
        found[endpoint.tensor] = found.get(endpoint.tensor, 0) + 1
    return found


def free_id(wanted: str, taken: AbstractSet[str]) -> str:
    """Return `wanted`, or the first `wanted~2`, `wanted~3`, ... that is not taken."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}~{number}" in taken:
        number += 1
    return f"{wanted}~{number}"


def in_reading_order(calls: Iterable[Call]) -> tuple[Call, ...]:
    """Sort calls so that each follows those it reads, otherwise as they stand.

    Raises ValueError where one would read its own result.
    """
    by_id = {call.id: call for call in calls}
    done: dict[str, Call] = {}
    for start in by_id:
        waiting = [start]
        while waiting:
            id = waiting[-1]
            sources = [argument.tensor.call for argument in by_id[id].arguments]
            open_sources = [source for source in sources if source not in done]
            if id in done or not open_sources:
                done.setdefault(id, by_id[id])
                waiting.pop()
            elif open_sources[0] in waiting:
                raise ValueError(f"{id} would read its own result")
            else:
                waiting.append(open_sources[0])
    return tuple(done.values())
