"""Calls that are all there but stand in another place along the way."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.kinds import is_activation, is_merge, label
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.topology.change import Change, Rewire
from autograder.topology.model import Call, Tensor


def _moved_by_edges(scene: Scene) -> Iterator[Match]:
    """A call was moved: it reads the wrong tensor, and so do those that read it or should."""
    case = scene.case
    candidates = [e for e in scene.edges if len(case.seen.get(e.call, {})) == 1]
    candidates.sort(key=lambda e: (not is_activation(case.call(e.call)), _has_weights(scene, e)))
    for edge in candidates:
        if edge.seen is None or edge.wanted is None:
            continue
        leaving = [e for e in scene.edges if e.seen and e.seen.call == edge.call]
        arriving = [e for e in scene.edges if e.wanted and e.wanted.call == edge.call]
        outputs = _output_change(scene, edge.call)
        if not (leaving or outputs) or not (arriving or outputs) or not (leaving or arriving):
            continue
        if not _one_way(scene, edge, leaving, arriving):
            continue
        if scene.places.source(edge.seen.call) == scene.places.source(edge.wanted.call):
            continue  # Both would be told by the same name.
        yield _match(
            scene,
            edge.call,
            seen=edge.seen,
            wanted=edge.wanted,
            changes=(edge, *leaving, *arriving, *outputs),
        )


def _has_weights(scene: Scene, edge: Rewire) -> bool:
    return scene.case.call(edge.call).weights is not None


def _one_way(scene: Scene, edge: Rewire, leaving: list[Rewire], arriving: list[Rewire]) -> bool:
    """Say whether taking the call out here and putting it in there explains all these edges."""
    assert edge.seen is not None
    closes = all(e.wanted in {edge.seen, *_new_sources(scene, leaving)} for e in leaving)
    opens = all(e.seen == edge.wanted or e.seen in _now(scene, edge) for e in arriving)
    return closes or opens


def _new_sources(scene: Scene, leaving: list[Rewire]) -> set[Tensor]:
    return {t for e in leaving for t in scene.case.seen.get(e.call, {}).values()}


def _now(scene: Scene, edge: Rewire) -> set[Tensor]:
    return set(scene.case.seen.get(edge.call, {}).values())


def _output_change(scene: Scene, ref: str) -> tuple[Change, ...]:
    for cluster in scene.clusters:
        change = cluster.outputs
        if change is None or cluster.added or cluster.removed:
            continue
        seen, wanted = ({e.tensor.call for e in side} for side in (change.seen, change.wanted))
        if ref in seen ^ wanted:
            return (change,)
    return ()


def _moved_by_removal(scene: Scene) -> Iterator[Match]:
    """The same call is too many here and missing there."""
    case = scene.case
    for cluster in scene.clusters:
        for removed in cluster.removed:
            call = case.call(removed)
            for other in scene.clusters:
                twin = next((c for c in other.added if _same_work(c, call)), None)
                if twin is None:
                    continue
                seen = next(iter(case.seen[removed].values()), None)
                wanted = next(iter(case.wanted[f"+{twin.id}"].values()), None)
                if seen is None or wanted is None:
                    continue
                both = (cluster,) if other is cluster else (cluster, other)
                changes = tuple(change for each in both for change in each.changes)
                before = case.seen.get(seen.call, {})
                if is_activation(case.call(seen.call)) and wanted in before.values():
                    # Two neighbours changed places: learners speak of the activation.
                    yield _match(
                        scene,
                        seen.call,
                        seen=wanted,
                        wanted=Tensor(call=removed),
                        changes=changes,
                    )
                    return
                yield _match(
                    scene,
                    removed,
                    seen=seen,
                    wanted=wanted,
                    changes=changes,
                )
                return


def _same_work(one: Call, other: Call) -> bool:
    return one.op == other.op and one.op != "Input" and label(one) == label(other)


def _match(
    scene: Scene, ref: str, *, seen: Tensor, wanted: Tensor, changes: tuple[Change, ...]
) -> Match:
    places, call = scene.places, scene.case.call(ref)
    name = label(call)
    own = is_activation(call)
    return Match(
        key="misplaced-activation" if own else "misplaced-call",
        gaps={
            "activation": name,
            "layer": name,
            "seen_place": _place(scene, seen, moved=ref),
            "wanted_place": _place(scene, wanted),
            "wanted": places.source(wanted.call),
        },
        changes=tuple(dict.fromkeys(changes)),
        at=ref,
        marks=(seen.call,),
    )


def _place(scene: Scene, source: Tensor, *, moved: str | None = None) -> str:
    own_place = moved is not None
    call, places = scene.case.call(source.call), scene.places
    if source.call.startswith("+"):
        return f"after {places.a(source.call)}"
    name = places.where(source.call) if own_place else places.source(source.call)
    if (
        own_place
        and moved is not None
        and places.written(moved).id == places.written(source.call).id
    ):
        return f"with {name}"
    merge = f", where {call.op} joins the branches" if is_merge(call) and not own_place else ""
    return f"right after {name}{merge}"


MISPLACED = Misconception(code="misplaced-call", look=_moved_by_edges)
MISPLACED_BY_REMOVAL = Misconception(code="misplaced-call", look=_moved_by_removal)
