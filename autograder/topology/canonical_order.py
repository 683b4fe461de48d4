"""The calls of a graph in an order that depends on the graph alone, not on names."""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Mapping
from dataclasses import replace

from autograder.topology.model import Topology

_ROUNDS = 12
"""After so many rounds calls that still look alike are so far apart that either may come first."""


def canonically_ordered(topology: Topology) -> Topology:
    """Return the topology with its calls in an order that renaming and reordering do not change.

    Every call still follows those it reads. Where a search has to choose between equally good
    answers, this makes it choose the same one for the same graph.
    """
    colours = _colours(topology)
    waiting = {call.id: len({a.tensor.call for a in call.arguments}) for call in topology.calls}
    readers: dict[str, list[str]] = {call.id: [] for call in topology.calls}
    for call in topology.calls:
        for source in {argument.tensor.call for argument in call.arguments}:
            readers[source].append(call.id)
    position = {call.id: at for at, call in enumerate(topology.calls)}
    ready = [(colours[id], position[id], id) for id, count in waiting.items() if not count]
    heapq.heapify(ready)
    ordered = []
    while ready:
        _, _, id = heapq.heappop(ready)
        ordered.append(topology.by_id[id])
        for reader in readers[id]:
            waiting[reader] -= 1
            if not waiting[reader]:
                heapq.heappush(ready, (colours[reader], position[reader], reader))
    return replace(topology, calls=tuple(ordered))


def _colours(topology: Topology) -> dict[str, int]:
    """Return a number for each call by what it is and how it is wired, further each round."""
    ends: dict[str, list[str]] = {call.id: [] for call in topology.calls}
    for kind, endpoints in (("input", topology.inputs), ("output", topology.outputs)):
        for at, end in enumerate(endpoints):
            ends[end.tensor.call].append(f"{kind} {at} {end.tensor.result}")
    colours = _ranked(
        {
            call.id: repr((call.op, call.settings, call.options, len(call.inside), ends[call.id]))
            for call in topology.calls
        }
    )
    for _ in range(_ROUNDS):
        finer = _refined(topology, colours)
        if len(set(finer.values())) == len(set(colours.values())):
            break
        colours = finer
    return colours


def _refined(topology: Topology, colours: Mapping[str, int]) -> dict[str, int]:
    groups = {
        group: tuple(sorted(colours[id] for id in ids))
        for group, ids in topology.weights_groups.items()
    }
    below: dict[str, list[tuple[int, int, str]]] = {call.id: [] for call in topology.calls}
    for call in topology.calls:
        for argument in call.arguments:
            below[argument.tensor.call].append(
                (argument.tensor.result, colours[call.id], argument.port)
            )
    return _ranked(
        {
            call.id: (
                colours[call.id],
                tuple((a.port, colours[a.tensor.call], a.tensor.result) for a in call.arguments),
                tuple(sorted(below[call.id])),
                groups.get(call.weights or "", ()),
            )
            for call in topology.calls
        }
    )


def _ranked(signatures: Mapping[str, Hashable]) -> dict[str, int]:
    ranks = {each: at for at, each in enumerate(sorted(set(signatures.values())))}  # type: ignore[type-var] # all of one shape
    return {id: ranks[signature] for id, signature in signatures.items()}
