"""First pairings of calls: the longest common runs of two graphs written out in one order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from autograder.topology.alignment.anchors import anchored
from autograder.topology.alignment.numbered import Comparands, Numbered, Pairs
from autograder.topology.symmetry import MAYBE_ANY_ORDER

_MOST_EDITS = 150
"""Beyond so many differences two sequences are no longer aligned but by the runs found so far."""


def seeds(both: Comparands) -> Iterator[Pairs]:
    """Yield first pairings: along the ports, along branches, as written, by surroundings."""
    seen: set[tuple[int, ...]] = set()
    for guess in (*map(_along, (by_ports, by_branches, _as_written)), anchored):
        pairs = guess(both)
        key = tuple(pairs.learner_of)
        if key not in seen:
            seen.add(key)
            yield pairs


def _along(order: Callable[[Numbered], list[int]]) -> Callable[[Comparands], Pairs]:
    return lambda both: _common(both, order(both.expected), order(both.learner))


def _as_written(side: Numbered) -> list[int]:
    return list(range(len(side.calls)))


def by_ports(side: Numbered) -> list[int]:
    """Return the calls in an order of evaluation, along the ports from the outputs back."""
    return _from_the_outputs(side, lambda _, sources: sources)


def by_branches(side: Numbered) -> list[int]:
    """Take the branches of a merge by length and label, so that their order does not matter."""
    depth = [0] * len(side.calls)
    for at, edges in enumerate(side.edges):
        depth[at] = 1 + max((depth[edge.source] for edge in edges), default=-1)

    def ordered(at: int, sources: list[int]) -> list[int]:
        if side.calls[at].op not in MAYBE_ANY_ORDER:
            return sources
        return sorted(sources, key=lambda source: (depth[source], repr(side.labels[source])))

    return _from_the_outputs(side, ordered)


def _from_the_outputs(side: Numbered, ordered: Callable[[int, list[int]], list[int]]) -> list[int]:
    """Return the calls so that each stands after all it reads, output by output."""
    done: dict[int, None] = dict.fromkeys(side.inputs)
    waiting = [(source, False) for source, _ in reversed(side.outputs)]
    while waiting:
        at, ready = waiting.pop()
        if at in done:
            continue
        if ready:
            done[at] = None
            continue
        waiting.append((at, True))
        sources = ordered(at, [edge.source for edge in side.edges[at]])
        waiting += [(source, False) for source in reversed(sources) if source not in done]
    rest = (at for at in range(len(side.calls)) if at not in done)
    return [*done, *rest]


def _common(both: Comparands, mine: Sequence[int], theirs: Sequence[int]) -> Pairs:
    """Pair calls with equal labels along the longest common subsequence of two orders."""
    pairs = Pairs(len(mine), len(theirs))
    one = [both.kinds[0][at] for at in mine]
    other = [both.kinds[1][at] for at in theirs]
    for left, right in common_subsequence(one, other):
        pairs.pair(mine[left], theirs[right])
    return pairs


def common_subsequence(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence, by Myers's greedy O(ND) algorithm."""
    size = len(one) + len(other)
    furthest = {1: 0}
    history: list[dict[int, int]] = []
    for edits in range(min(size, _MOST_EDITS) + 1):
        history.append(dict(furthest))
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (
                diagonal != edits
                and furthest.get(diagonal - 1, -1) < furthest.get(diagonal + 1, -1)
            )
            x = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            y = x - diagonal
            while x < len(one) and y < len(other) and one[x] == other[y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if x >= len(one) and y >= len(other):
                return _walked_back(history, len(one), len(other))
    best = max(furthest, key=lambda diagonal: 2 * furthest[diagonal] - diagonal)
    return _walked_back(history, furthest[best], furthest[best] - best)


def _walked_back(history: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for edits in range(len(history) - 1, -1, -1):
        furthest, diagonal = history[edits], x - y
        down = diagonal == -edits or (
            diagonal != edits and furthest.get(diagonal - 1, -1) < furthest.get(diagonal + 1, -1)
        )
        before = diagonal + 1 if down else diagonal - 1
        start = furthest.get(before, 0)
        stop = (start if down else start + 1) if edits else 0
        while x > stop and y > stop - diagonal:
            x, y = x - 1, y - 1
            found.append((x, y))
        x, y = (start, start - before) if edits else (0, 0)
    return found[::-1]
