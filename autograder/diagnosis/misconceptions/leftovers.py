"""Calls that the learner made and never used, where they explain what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.diagnosis.kinds import is_activation, label
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.phrases import with_article
from autograder.topology.model import Call


def unused_like(scene: Scene, missing: Sequence[Call]) -> list[Call]:
    """Return the learner's unused calls, as written, that could be the missing ones, in order."""
    drawing = scene.case.drawing.by_id
    wanted = []
    for call in missing:
        origin = drawing.get(call.origins[-1]) if call.origins else None
        if (origin or call) not in wanted:
            wanted.append(origin or call)
    found: list[Call] = []
    for call in wanted:
        twin = next(
            (c for c in scene.case.built.unused if c not in found and _alike(c, call)), None
        )
        if twin is not None:
            found.append(twin)
    return found


def _alike(one: Call, other: Call) -> bool:
    return one.op == other.op and (one.op == "Input" or label(one) == label(other))


def _branch(scene: Scene) -> Iterator[Match]:
    """A branch of the drawing is built, but nothing reads its end."""
    case, places = scene.case, scene.places
    for cluster in scene.clusters:
        added = [call for call in cluster.added if call.op != "Input"]
        built = [call for call in unused_like(scene, added) if not is_activation(call)]
        if not built or len(built) < len({c.op for c in added if not is_activation(c)}):
            continue
        if cluster.outputs is not None:
            continue  # A head left out of Model's outputs: the rules for outputs say so.
        last = built[-1]
        readers = [
            edge.call for edge in cluster.rewires if edge.wanted and edge.wanted.call in case.added
        ]
        target = next((ref for ref in readers if ref not in case.added), "")
        yield Match(
            key="unused-branch",
            gaps={
                "built": with_article(label(last)),
                "place": places.of_written(last),
                "what": places.name_written(last),
                "target": places.source(target) if target else "the rest of the graph",
            },
            changes=cluster.changes,
            at=target or f"+{added[-1].id}",
            where=places.of_written(last),
        )


UNUSED_BRANCH = Misconception(code="unused-branch", look=_branch)
