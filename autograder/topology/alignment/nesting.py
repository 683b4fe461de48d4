"""Which nested models of the learner answer the expected ones, and which calls stand in others."""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

from autograder.topology.alignment.numbered import MISSING, Comparands, Pairs
from autograder.topology.costs import RENEST

Path: TypeAlias = tuple[str, ...]


def wanted_paths(both: Comparands, pairs: Pairs) -> dict[int, Path]:
    """Return for each expected call by number the nested models its partner should stand in.

    Each expected nested model is answered by the one that holds most partners of its calls, or by a
    new one, `+` before its name.
    """
    inside = [call.inside for call in both.expected.calls]
    theirs = [call.inside for call in both.learner.calls]
    answer: dict[Path, Path] = {(): ()}
    taken: set[Path] = set()
    for scope in sorted({path[:to] for path in inside for to in range(1, len(path) + 1)}, key=len):
        depth = len(scope)
        votes = Counter(
            theirs[pairs.learner_of[at]][:depth]
            for at, path in enumerate(inside)
            if path[:depth] == scope and pairs.learner_of[at] != MISSING
        )
        parent = answer[scope[:-1]]
        known = [
            path
            for path, _ in votes.most_common()
            if len(path) == depth and path[:-1] == parent and path not in taken
        ]
        answer[scope] = known[0] if known else (*parent, f"+{scope[-1]}")
        taken.add(answer[scope])
    return {at: answer[path] for at, path in enumerate(inside)}


def cost(both: Comparands, pairs: Pairs) -> float:
    """Return what the calls in wrong nested models cost; nothing where nesting does not count."""
    if not both.nesting:
        return 0.0
    wanted = wanted_paths(both, pairs)
    return RENEST * sum(
        both.learner.calls[partner].inside != wanted[at]
        for at, partner in enumerate(pairs.learner_of)
        if partner != MISSING
    )
