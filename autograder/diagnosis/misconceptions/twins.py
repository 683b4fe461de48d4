"""Two calls without weights that do the same: one of them was to differ."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.clusters import Cluster
from autograder.diagnosis.kinds import label
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.topology.change import Rewire
from autograder.topology.model import Call


def _twins(scene: Scene) -> Iterator[Match]:
    """A call is missing, and what reads it reads the copy of another call on the same tensor."""
    case, places = scene.case, scene.places
    for cluster in scene.clusters:
        if len(cluster.added) != 1 or cluster.removed or cluster.added[0].weights is not None:
            continue
        missing = f"+{cluster.added[0].id}"
        for edge in _into_readers(cluster, missing):
            copy = _copy_read(scene, edge)
            if copy is None or edge.seen is None:
                continue
            origins = case.call(edge.seen.call).origins
            other = next((o for o in origins if o != copy.id and o in case.built.by_id), None)
            if other is None or list(case.wanted[missing].values()) != list(
                case.seen[edge.seen.call].values()
            ):
                continue
            yield Match(
                key="wrong-setting:same-twice",
                gaps={
                    "place": places.of_written(copy),
                    "what": places.name_written(copy),
                    "twin": places.of_written(case.built.by_id[other]),
                    "layer": label(copy),
                },
                changes=cluster.changes,
                at=edge.seen.call,
                where=places.of_written(copy),
            )
            break


def _into_readers(cluster: Cluster, missing: str) -> Iterator[Rewire]:
    for edge in cluster.rewires:
        if edge.wanted is not None and edge.wanted.call == missing:
            yield edge


def _copy_read(scene: Scene, edge: Rewire) -> Call | None:
    """Return the call as written that an edge starts from, if it is one of several alike."""
    case = scene.case
    reader = None if edge.call in case.added else scene.places.written(edge.call)
    if reader is None or edge.seen is None or edge.seen.call not in case.learner.by_id:
        return None
    copies = case.call(edge.seen.call).origins
    for argument in reader.arguments:
        call = case.built.by_id.get(argument.tensor.call)
        if call is not None and call.id in copies and len(copies) > 1:
            alike = [each for each in copies if case.built.by_id.get(each, call).op == call.op]
            return call if len(alike) == len(copies) else None
    return None


SAME_TWICE = Misconception(code="wrong-setting", look=_twins)
