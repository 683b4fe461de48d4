"""Calls that the learner made and never used, where they explain what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.diagnosis.clusters import Cluster
from autograder.diagnosis.kinds import full_label, is_activation, is_merge, label
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.phrases import listing, with_article
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
    # `ops.exp` and the drawing's Exp are one to a learner, and `label` tells no prefix.
    same = one.op.removeprefix("ops.") == other.op.removeprefix("ops.")
    return same and (one.op == "Input" or label(one) == label(other))


def drawn_labels(scene: Scene, calls: Sequence[Call]) -> list[str]:
    """Return the labels of calls as drawn, in which a Dense and its activation are one node."""
    drawing = scene.case.drawing.by_id
    nodes: dict[str, Call] = {}
    for call in calls:
        origin = (call.origins or (call.id,))[-1]
        nodes.setdefault(origin, drawing.get(origin, call))
    made = {(call.origins or (call.id,))[-1] for call in calls if not is_activation(call)}
    return [
        full_label(node)
        if id in made or is_activation(node) or node.setting("activation") is None
        else str(node.setting("activation"))
        for id, node in nodes.items()
    ]


def _branch(scene: Scene) -> Iterator[Match]:
    """A branch of the drawing is built, but nothing reads its end."""
    case, places = scene.case, scene.places
    for cluster in scene.clusters:
        if cluster.outputs is not None:
            continue  # A head left out of Model's outputs: the rules for outputs say so.
        added = [call for call in cluster.added if call.op != "Input"]
        branch = [call for call in added if not is_merge(call)]
        whole = _all_built(scene, added)
        built = whole or _all_built(scene, branch)
        if not built:
            continue
        last = built[-1]
        merge = None if whole else next((call for call in added if is_merge(call)), None)
        gaps = {
            "built": with_article(label(last)),
            "place": places.of_written(last),
            "what": places.name_written(last),
            "target": _target(scene, cluster),
        }
        if merge is not None:
            wanted = case.wanted[f"+{merge.id}"].values()
            others = [places.tensor(t) for t in wanted if t.call not in case.added]
            gaps |= {"merge": with_article(label(merge)), "others": listing(others)}
        yield Match(
            key="unused-branch:merge" if merge is not None else "unused-branch",
            gaps=gaps,
            changes=cluster.changes,
            at=f"+{(added if whole else branch)[-1].id}",
            where=places.of_written(last),
        )


def _all_built(scene: Scene, missing: Sequence[Call]) -> list[Call]:
    """Return the unused calls that stand for the missing ones; none unless all are built."""
    built = unused_like(scene, missing)
    return built if len(built) == len({(c.origins or (c.id,))[-1] for c in missing}) else []


def _target(scene: Scene, cluster: Cluster) -> str:
    """Return the name of what should read the branch."""
    added = scene.case.added
    readers = [
        edge.call
        for edge in cluster.rewires
        if edge.call not in added and edge.wanted is not None and edge.wanted.call in added
    ]
    return scene.places.source(readers[0]) if readers else "the rest of the graph"


UNUSED_BRANCH = Misconception(code="unused-branch", look=_branch)
