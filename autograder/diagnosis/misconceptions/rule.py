"""The form of a rule: what it looks at, and what it says when it recognises a mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from autograder.diagnosis.case import Case, touched
from autograder.diagnosis.clusters import Cluster
from autograder.diagnosis.places import Places
from autograder.topology.change import Change, Rewire


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A case as a rule sees it: with names for its calls, and the clusters not yet explained."""

    case: Case
    places: Places
    clusters: tuple[Cluster, ...]

    @cached_property
    def edges(self) -> tuple[Rewire, ...]:
        """Wrong edges between calls that are all there, and not wrong for calls along them."""
        gone = self.case.added | self.case.removed
        return tuple(
            change
            for cluster in self.clusters
            for change in cluster.rewires
            if gone.isdisjoint(touched(change)) and not self.case.follows_from_calls(change)
        )

    @cached_property
    def exchanged(self) -> tuple[Rewire, ...]:
        """The edges that lead from one call to another one than they should."""
        return tuple(e for e in self.edges if e.seen is not None and e.wanted is not None)

    def of(self, kind: type[Change]) -> Iterator[Change]:
        """Yield the changes of one kind that are not yet explained."""
        for cluster in self.clusters:
            yield from (change for change in cluster.changes if isinstance(change, kind))


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """A mistake recognised: which sentence, its gaps, the changes it stands for.

    `at` is the reference that `where` names, `marks` further ones that a drawing should mark.
    """

    key: str
    gaps: Mapping[str, object]
    changes: tuple[Change, ...]
    at: str
    marks: tuple[str, ...] = ()
    where: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Misconception:
    """One mistake that learners make: its code, and how it shows in a diff."""

    code: str
    look: Callable[[Scene], Iterator[Match]]
