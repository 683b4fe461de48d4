"""Layers: missing, too many, of another class; whatever no rule before these took."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from autograder.diagnosis.clusters import Cluster
from autograder.diagnosis.kinds import is_activation, is_merge, label
from autograder.diagnosis.misconceptions.leftovers import drawn_labels
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.phrases import listing, with_article
from autograder.diagnosis.places import original
from autograder.topology.model import Call, Tensor


def _wrong_class(scene: Scene) -> Iterator[Match]:
    case, places = scene.case, scene.places
    for cluster in scene.clusters:
        for change in cluster.replaced:
            call = original(case.call(change.call), case.built)
            wanted = original(change.expected, case.drawing)
            source = next(iter(case.seen[change.call].values()), None)
            yield Match(
                key="wrong-layer" if places.is_named(change.call) else "wrong-layer:unnamed",
                gaps={
                    "place": places.where(change.call),
                    "seen": _of_class(call),
                    "seen_a": with_article(_of_class(call)),
                    "wanted": _of_class(wanted),
                    "wanted_a": with_article(_of_class(wanted)),
                    "before": places.source(source.call) if source else "the start",
                },
                changes=cluster.changes if not (cluster.added or cluster.removed) else (change,),
                at=change.call,
            )


def _of_class(call: Call) -> str:
    return f"{label(call)} activation" if is_activation(call) else label(call)


def _missing(scene: Scene) -> Iterator[Match]:
    places = scene.places
    for cluster in scene.clusters:
        if not cluster.added:
            continue
        added = [f"+{call.id}" for call in cluster.added]
        parts = drawn_labels(scene, cluster.added)
        before, after = _before(scene, added), _after(scene, cluster)
        merge = is_merge(cluster.added[0]) and len(parts) == 1
        variant = ":instead" if cluster.removed else ":merge" if merge else ""
        if not variant and len(parts) > 1:
            variant = ":several" if _in_a_row(scene, added) else ":part"
        sources = [places.tensor(t) for t in scene.case.wanted[added[0]].values()]
        yield Match(
            key=f"missing-call{variant}",
            gaps={
                "missing": f"the {parts[0]}",
                "missing_a": with_article(parts[0]),
                "missing_list": listing([with_article(part) for part in parts]),
                "extra_list": listing([places.a(ref) for ref in cluster.removed]),
                "place": places.where(added[0]),
                "before": before,
                "after": after,
                "sources": listing(sources),
            },
            changes=cluster.changes,
            at=added[0],
            marks=_neighbours(scene, cluster),
        )


def _in_a_row(scene: Scene, added: list[str]) -> bool:
    """Say whether each of the missing calls reads just the one before."""
    for last, ref in pairwise(added):
        if [tensor.call for tensor in scene.case.wanted[ref].values()] != [last]:
            return False
    return True


def _before(scene: Scene, added: list[str]) -> str:
    for ref in added:
        for tensor in scene.case.wanted[ref].values():
            if tensor.call not in added:
                return scene.places.tensor(tensor)
    return "the start"


def _after(scene: Scene, cluster: Cluster) -> str:
    for edge in cluster.rewires:
        if edge.call not in scene.case.added:
            return scene.places.part(edge.call)
    return "the model's output"


def _neighbours(scene: Scene, cluster: Cluster) -> tuple[str, ...]:
    refs = [edge.call for edge in cluster.rewires]
    refs += [t.call for e in cluster.rewires for t in (e.seen, e.wanted) if t is not None]
    return tuple(dict.fromkeys(ref for ref in refs if ref in scene.case.learner.by_id))


def _surplus(scene: Scene) -> Iterator[Match]:
    case, places = scene.case, scene.places
    for cluster in scene.clusters:
        if not cluster.removed:
            continue
        first = cluster.removed[0]
        source = _instead(cluster) or next(iter(case.seen[first].values()), None)
        names = _of_removed(scene, cluster.removed)
        yield Match(
            key="extra-call" if len(names) == 1 else "extra-call:several",
            gaps={
                "place": places.where(first),
                "extra": f": {places.a(first)} too many" if places.is_named(first) else "",
                "extra_list": listing(names),
                "before": places.tensor(source) if source else "the start",
                "after": _after(scene, cluster),
            },
            changes=cluster.changes,
            at=first,
            marks=cluster.removed,
        )


def _instead(cluster: Cluster) -> Tensor | None:
    """Return what is to be read where a call too many is read now."""
    for edge in cluster.rewires:
        if edge.seen is not None and edge.seen.call in cluster.removed and edge.wanted is not None:
            return edge.wanted
    if cluster.outputs is None:
        return None
    for seen, wanted in zip(cluster.outputs.seen, cluster.outputs.wanted, strict=False):
        if seen.tensor.call in cluster.removed:
            return wanted.tensor
    return None


def _of_removed(scene: Scene, removed: tuple[str, ...]) -> list[str]:
    """Return the places of calls too many, a layer and its activation in one."""
    places = scene.places
    layers = {places.written(ref).id for ref in removed if not is_activation(scene.case.call(ref))}
    names: list[str] = []
    for ref in removed:
        written = places.written(ref)
        if is_activation(scene.case.call(ref)) and not is_activation(written):
            if written.id not in layers:
                names.append(places.part(ref))
        else:
            names.append(places.where(ref))
    return names


WRONG_LAYER = Misconception(code="wrong-layer", look=_wrong_class)
MISSING_CALL = Misconception(code="missing-call", look=_missing)
EXTRA_CALL = Misconception(code="extra-call", look=_surplus)
