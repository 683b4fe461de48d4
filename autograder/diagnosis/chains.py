"""How far a graph is from a plain chain, in which each call reads the one before."""

from __future__ import annotations

from autograder.topology.model import Tensor, Topology


def is_chain(topology: Topology) -> bool:
    """Say whether every call reads one tensor and has one reader, whichever of its results."""
    readers = [tensor.call for tensor, _ in _edges(topology)]
    one_each = len(set(readers)) == len(readers)
    return one_each and all(len(call.arguments) <= 1 for call in topology.calls)


def edges_beyond_a_chain(topology: Topology) -> int:
    """Return how many edges, outputs included, cannot lie on plain chains through the graph.

    That is their number less a maximum matching of tensors to readers (the graph's path cover).
    """
    edges = _edges(topology)
    readers: dict[str, list[str]] = {}
    for tensor, reader in edges:
        readers.setdefault(tensor.call, []).append(reader)
    return len(edges) - _matching(readers)


def _edges(topology: Topology) -> list[tuple[Tensor, str]]:
    inner = [(arg.tensor, call.id) for call in topology.calls for arg in call.arguments]
    ends = [(end.tensor, f" output {index}") for index, end in enumerate(topology.outputs)]
    return inner + ends


def _matching(readers: dict[str, list[str]]) -> int:
    """Return the size of a maximum matching, by augmenting paths without recursion."""
    matched: dict[str, str] = {}
    for start in readers:
        _augment(start, readers, matched)
    return len(matched)


def _augment(start: str, readers: dict[str, list[str]], matched: dict[str, str]) -> None:
    came_from: dict[str, str] = {}
    open_sources: list[str] = [start]
    while open_sources:
        source = open_sources.pop()
        for reader in readers[source]:
            if reader in came_from:
                continue
            came_from[reader] = source
            if reader not in matched:
                _turn(reader, came_from, matched)
                return
            open_sources.append(matched[reader])


def _turn(reader: str, came_from: dict[str, str], matched: dict[str, str]) -> None:
    """Match the reader to the source it was reached from, and so on back to the path's start."""
    sources: dict[str, str] = {source: taken for taken, source in matched.items()}
    current: str | None = reader
    while current is not None:
        source = came_from[current]
        following = sources.get(source)
        matched[current] = source
        current = following
