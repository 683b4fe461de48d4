"""Merges: the wrong kind, the wrong tensors, the wrong order, one tensor twice."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.catalogue.merges import WHY_MERGE
from autograder.diagnosis.kinds import (
    COMMUTATIVE,
    is_activation,
    is_attention,
    is_merge,
    label,
)
from autograder.diagnosis.misconceptions.branches import edge_gaps
from autograder.diagnosis.misconceptions.leftovers import drawn_labels, unused_like
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.phrases import counted, times, with_article
from autograder.topology.change import Change, ChangeSetting, Rewire


def _merge_edges(scene: Scene) -> Iterator[Rewire]:
    yield from (e for e in scene.edges if is_merge(scene.case.call(e.call)))


def _same_twice(scene: Scene) -> Iterator[Match]:
    """A merge has one tensor in its list more often than the drawing; another one never arrives."""
    case, places = scene.case, scene.places
    for cluster in scene.clusters:
        for edge in cluster.rewires:
            if edge.seen is None or edge.wanted is None or edge.call not in case.seen:
                continue
            seen = list(case.seen[edge.call].values())
            now, then = seen.count(edge.seen), list(case.wanted[edge.call].values())
            if now < 2 or then.count(edge.seen) > 1 or not is_merge(case.call(edge.call)):
                continue
            lost = [call for call in cluster.added if not is_activation(call)]
            built = unused_like(scene, lost)
            gaps = {**edge_gaps(scene, edge), "label": label(case.call(edge.call))}
            if built:
                gaps["wanted"] = places.name_written(built[-1])
            variant = ":not-made" if lost and not built else ""
            yield Match(
                key=f"merge-reads-same-tensor-twice{variant}",
                gaps=gaps | {"times": times(now), "layer": (drawn_labels(scene, lost) or [""])[-1]},
                changes=_all_of(scene, edge) if variant else cluster.changes,
                at=edge.call,
                marks=(edge.seen.call, edge.wanted.call),
            )
            break


def _all_of(scene: Scene, edge: Rewire) -> tuple[Change, ...]:
    """Return the changes that lead every surplus copy of a tensor in a merge elsewhere."""
    return tuple(
        change
        for cluster in scene.clusters
        if any((each.call, each.seen) == (edge.call, edge.seen) for each in cluster.rewires)
        for change in cluster.changes
    )


def _wrong_kind(scene: Scene) -> Iterator[Match]:
    case = scene.case
    for cluster in scene.clusters:
        for change in cluster.replaced:
            call = case.call(change.call)
            if not (is_merge(call) and is_merge(change.expected)):
                continue
            wanted = change.expected.op
            yield Match(
                key="wrong-merge",
                gaps={
                    "place": scene.places.where(change.call),
                    "seen": call.op,
                    "wanted": wanted,
                    "wanted_a": with_article(wanted),
                    "why": WHY_MERGE.get(wanted, ""),
                },
                changes=(change,),
                at=change.call,
            )


def _operands(scene: Scene) -> Iterator[Match]:
    case = scene.case
    for edge in _merge_edges(scene):
        gaps = edge_gaps(scene, edge)
        if edge.seen is None and edge.wanted is not None:
            tensors = len(case.seen[edge.call])
            yield Match(
                key="missing-operand",
                gaps={
                    **gaps,
                    "count": f"only {counted(tensors, 'tensor')}",
                    "label": label(case.call(edge.call)),
                },
                changes=(edge,),
                at=edge.call,
                marks=(edge.wanted.call,),
            )
        elif edge.wanted is None and edge.seen is not None:
            yield Match(
                key="extra-operand",
                gaps={**gaps, "label": label(case.call(edge.call))},
                changes=(edge,),
                at=edge.call,
                marks=(edge.seen.call,),
            )


def _swapped(scene: Scene) -> Iterator[Match]:
    case = scene.case
    for first in _merge_edges(scene):
        call = case.call(first.call)
        if call.op in COMMUTATIVE or is_attention(call):
            continue
        for second in _merge_edges(scene):
            if second.call != first.call or second.port <= first.port:
                continue
            if (first.seen, first.wanted) != (second.wanted, second.seen):
                continue
            why = (
                "the order of the columns counts here."
                if call.op == "Concatenate"
                else f"for {call.op} the order counts: the second is taken from the first."
                if call.op == "Subtract"
                else f"for {call.op} the order counts."
            )
            yield Match(
                key="operands-swapped",
                gaps={**edge_gaps(scene, first), "label": label(call), "why": why},
                changes=(first, second),
                at=first.call,
            )


def _axis(scene: Scene) -> Iterator[Match]:
    for change in scene.of(ChangeSetting):
        assert isinstance(change, ChangeSetting)
        call = scene.case.call(change.call)
        if call.op != "Concatenate" or change.name != "axis":
            continue
        yield Match(
            key="concatenate-axis",
            gaps={
                "place": scene.places.where(change.call),
                "seen": -1 if change.seen is None else change.seen,
                "wanted": -1 if change.wanted is None else change.wanted,
                "label": "Concatenate",
                "layer": "Concatenate",
            },
            changes=(change,),
            at=change.call,
        )


MERGE_READS_SAME_TENSOR_TWICE = Misconception(
    code="merge-reads-same-tensor-twice", look=_same_twice
)
OPERANDS_SWAPPED = Misconception(code="operands-swapped", look=_swapped)
OPERANDS = Misconception(code="missing-operand", look=_operands)
WRONG_MERGE = Misconception(code="wrong-merge", look=_wrong_kind)
CONCATENATE_AXIS = Misconception(code="concatenate-axis", look=_axis)
