"""The changes of a diff in groups that can be made alone: an added call with its edges, say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.diagnosis.case import Case
from autograder.topology.change import (
    AddCall,
    Change,
    ChangeInputs,
    ChangeOutputs,
    Regroup,
    RemoveCall,
    Renest,
    ReplaceOp,
    Rewire,
)
from autograder.topology.model import Call


@dataclass(frozen=True, kw_only=True, slots=True)
class Cluster:
    """Changes that belong together, because one makes no sense without the others."""

    changes: tuple[Change, ...]

    @property
    def added(self) -> tuple[Call, ...]:
        """The expected calls that are missing."""
        return tuple(c.expected for c in self.changes if isinstance(c, AddCall))

    @property
    def removed(self) -> tuple[str, ...]:
        """The learner's calls that are too many."""
        return tuple(c.call for c in self.changes if isinstance(c, RemoveCall))

    @property
    def rewires(self) -> tuple[Rewire, ...]:
        """The edges to change."""
        return tuple(c for c in self.changes if isinstance(c, Rewire))

    @property
    def replaced(self) -> tuple[ReplaceOp, ...]:
        """The calls of a wrong class."""
        return tuple(c for c in self.changes if isinstance(c, ReplaceOp))

    @property
    def outputs(self) -> ChangeOutputs | None:
        """The change of the model's outputs, if it belongs here."""
        return next((c for c in self.changes if isinstance(c, ChangeOutputs)), None)

    @property
    def inputs(self) -> ChangeInputs | None:
        """The change of the model's inputs, if it belongs here."""
        return next((c for c in self.changes if isinstance(c, ChangeInputs)), None)


def clusters_of(case: Case) -> tuple[Cluster, ...]:
    """Return the diff's changes in clusters, in the order of their first changes."""
    changes = case.diff.changes
    leader = list(range(len(changes)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    first_of: dict[str, int] = {}
    for index, change in enumerate(changes):
        for key in _bonds(case, change):
            one, other = sorted((find(index), find(first_of.setdefault(key, index))))
            leader[other] = one
    groups: dict[int, list[Change]] = {}
    for index, change in enumerate(changes):
        groups.setdefault(find(index), []).append(change)
    return tuple(Cluster(changes=tuple(group)) for group in groups.values())


def _bonds(case: Case, change: Change) -> Iterator[str]:
    """Yield keys that tie changes together: two changes with a key in common are one cluster."""
    match change:
        case AddCall():
            yield f"+{change.expected.id}"
        case RemoveCall():
            yield change.call
            sources = case.seen.get(change.call, {}).values()
            yield from (tensor.call for tensor in sources if tensor.call in case.removed)
        case ReplaceOp():
            yield change.call
        case Rewire():
            ends = [change.call]
            ends += [tensor.call for tensor in (change.seen, change.wanted) if tensor is not None]
            yield from (end for end in ends if end in case.added or end in case.removed)
            if change.call in case.replaced:
                yield change.call
            # A call that loses its only reader here needs the edge that gives it a new one.
            yield from (f"read {end}" for end in ends[1:] if end in case.abandoned)
        case Regroup():
            yield from (ref for ref in (change.call, *change.wanted) if ref in case.added)
        case Renest() if change.call in case.added:
            yield change.call
        case ChangeInputs() | ChangeOutputs():
            ends = [end.tensor.call for end in (*change.seen, *change.wanted)]
            yield from (end for end in ends if end in case.added or end in case.removed)
            if isinstance(change, ChangeOutputs):
                yield from (f"read {end}" for end in ends if end in case.abandoned)
        case _:
            pass
