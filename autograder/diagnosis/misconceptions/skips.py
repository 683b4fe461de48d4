"""Skip connections: a second branch in their place, from the wrong tensor, or not there."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.catalogue.wiring import WHY_SKIP
from autograder.diagnosis.kinds import is_merge, label
from autograder.diagnosis.misconceptions.branches import edge_gaps
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.phrases import listing
from autograder.topology.change import Change, Rewire
from autograder.topology.model import Tensor


def _partner(scene: Scene, merge: str, port: str) -> Tensor | None:
    """Return the merge's other tensor, if the one wanted at `port` is carried round it."""
    wanted = scene.case.wanted.get(merge, {})
    skip = wanted.get(port)
    if skip is None or not is_merge(scene.case.call(merge)):
        return None
    for other, tensor in wanted.items():
        if other != port and skip.call in scene.case.above(tensor.call, wanted=True):
            return tensor
    return None


def _seen_partner(scene: Scene, edge: Rewire) -> Tensor | None:
    seen = scene.case.seen.get(edge.call, {})
    return next((tensor for port, tensor in seen.items() if port != edge.port), None)


def _two_roads(scene: Scene) -> Iterator[Match]:
    """The skip's place is taken by a layer that stands beside the block, none above the other."""
    case = scene.case
    for cluster in scene.clusters:
        for edge in cluster.rewires:
            partner = _partner(scene, edge.call, edge.port)
            other = _seen_partner(scene, edge)
            if partner is None or other is None or edge.seen is None or edge.wanted is None:
                continue
            seen = edge.seen
            beside = (
                seen.call != other.call
                and seen.call not in case.above(other.call)
                and other.call not in case.above(seen.call)
            )
            has_input = edge.wanted.call in case.above(seen.call)
            if not beside or not has_input or cluster.added:
                continue
            inner = tuple(_into_block(scene, seen))
            yield Match(
                key="parallel-not-skip",
                gaps={
                    **edge_gaps(scene, edge),
                    "other": scene.places.tensor(other),
                    "label": label(case.call(edge.call)),
                },
                changes=(edge, *inner),
                at=edge.call,
                marks=(seen.call, other.call),
            )


def _into_block(scene: Scene, seen: Tensor) -> Iterator[Change]:
    """Yield the edges that should have led from the stray branch on through the block."""
    for edge in scene.exchanged:
        if edge.wanted == seen:
            yield edge


def _wrong_start(scene: Scene) -> Iterator[Match]:
    case = scene.case
    for edge in scene.exchanged:
        partner, other = _partner(scene, edge.call, edge.port), _seen_partner(scene, edge)
        if partner is None or other is None or edge.seen is None or edge.wanted is None:
            continue
        on_the_way = edge.seen.call in case.above(other.call)
        before = edge.seen.call in case.above(edge.wanted.call, wanted=True)
        if edge.seen != other and (on_the_way or before):
            yield Match(
                key="skip-from-wrong-tensor",
                gaps={**edge_gaps(scene, edge), "label": label(case.call(edge.call))},
                changes=(edge,),
                at=edge.call,
                marks=(edge.seen.call,),
            )


def _missing(scene: Scene) -> Iterator[Match]:
    case, places = scene.case, scene.places
    for cluster in scene.clusters:
        merges = [call for call in cluster.added if is_merge(call)]
        if len(merges) != 1 or any(call.op == "Input" for call in cluster.added):
            continue
        ref = f"+{merges[0].id}"
        carried = [port for port in case.wanted[ref] if _partner(scene, ref, port) is not None]
        if len(carried) != 1:
            continue
        skip = case.wanted[ref][carried[0]]
        others = [t for port, t in case.wanted[ref].items() if port != carried[0]]
        yield Match(
            key="missing-skip",
            gaps={
                "place": places.where(ref),
                "label": label(merges[0]),
                "wanted": places.tensor(skip),
                "other": listing([places.tensor(tensor) for tensor in others]),
                "why": WHY_SKIP.get(merges[0].op, WHY_SKIP["Concatenate"]).format(
                    wanted=places.tensor(skip)
                ),
            },
            changes=cluster.changes,
            at=ref,
            marks=tuple(t.call for t in (skip, *others)),
        )


PARALLEL_NOT_SKIP = Misconception(code="parallel-not-skip", look=_two_roads)
SKIP_FROM_WRONG_TENSOR = Misconception(code="skip-from-wrong-tensor", look=_wrong_start)
MISSING_SKIP = Misconception(code="missing-skip", look=_missing)
