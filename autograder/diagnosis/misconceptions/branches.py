"""Branches: chained where they should stand side by side, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder.diagnosis.chains import is_chain
from autograder.diagnosis.kinds import is_activation, is_attention, is_merge, label
from autograder.diagnosis.misconceptions.leftovers import unused_like
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.phrases import listing, with_article
from autograder.topology.change import Rewire
from autograder.topology.model import Tensor


def edge_gaps(scene: Scene, edge: Rewire) -> dict[str, object]:
    """Return the gaps that every sentence about one wrong edge has."""
    places, line = scene.places, scene.places.line(edge.call)
    return {
        "place": places.where(edge.call),
        "what": places.source(edge.call),
        "seen": places.tensor(edge.seen) if edge.seen else "nothing",
        "wanted": places.tensor(edge.wanted) if edge.wanted else "nothing",
        "brackets": "the last brackets of that layer"
        if line is None
        else f"the last brackets of line {line}",
    }


def _ordinary(scene: Scene) -> Iterator[tuple[Rewire, Tensor, Tensor]]:
    """Yield the exchanged edges into calls that read one tensor."""
    for edge in scene.exchanged:
        call = scene.case.call(edge.call)
        if edge.seen and edge.wanted and not is_merge(call) and not is_attention(call):
            yield edge, edge.seen, edge.wanted


def _chained(scene: Scene) -> Iterator[Match]:
    case = scene.case
    for edge, seen, wanted in _ordinary(scene):
        if case.call(seen.call).op == "Input" or seen.call in case.above(edge.call, wanted=True):
            continue
        above = case.above(seen.call, wanted=True)
        same_start = wanted.call in above
        if edge.call in above or _is_answer(scene, seen):
            continue
        key = "chained-not-parallel" + ("" if same_start else ":own-start")
        yield Match(
            key=key,
            gaps=edge_gaps(scene, edge),
            changes=(edge,),
            at=edge.call,
            marks=(seen.call,),
        )


def _stacked(scene: Scene) -> Iterator[Match]:
    """All layers stand in one row where the drawing has branches that meet."""
    case, places = scene.case, scene.places
    if not is_chain(case.learner):
        return
    for cluster in scene.clusters:
        merge = next((call for call in cluster.added if is_merge(call)), None)
        edges = [edge for edge in scene.exchanged if edge in cluster.rewires and edge.wanted]
        starts = {edge.wanted.call for edge in edges if edge.wanted}
        if merge is None or not edges or len(starts) != 1:
            continue
        start = next(iter(starts))
        first = [ref for ref, ports in case.wanted.items() if _starts_at(ports.values(), start)]
        firsts = [ref for ref in first if not ref.startswith("+")]
        yield Match(
            key="chained-not-parallel:stack",
            gaps={
                "place": places.where(edges[0].call),
                "names": listing([places.source(ref) for ref in firsts]),
                "all": "both" if len(firsts) == 2 else "all",
                "wanted": places.source(start),
                "merge": with_article(label(merge)),
            },
            changes=cluster.changes,
            at=edges[0].call,
            marks=tuple(firsts),
        )


def _starts_at(tensors: Iterable[Tensor], start: str) -> bool:
    return [tensor.call for tensor in tensors] == [start]


def _heads(scene: Scene) -> Iterator[Match]:
    case = scene.case
    for edge, seen, _ in _ordinary(scene):
        below = seen.call in case.above(edge.call, wanted=True)
        if _is_answer(scene, seen) and not below and _leads_to_output(scene, edge.call):
            yield Match(
                key="head-chained-on-head",
                gaps=edge_gaps(scene, edge),
                changes=(edge,),
                at=edge.call,
                marks=(seen.call,),
            )


def _is_answer(scene: Scene, tensor: Tensor) -> bool:
    """Say whether the tensor, or the activation right after it, is an output of the drawing."""
    case = scene.case
    if len(case.wanted_outputs) < 2:
        return False
    ends = {end.call for end in case.wanted_outputs}
    sources = {source.call for end in ends for source in case.wanted.get(end, {}).values()}
    same_layer = {ref for ref in ends | sources if _same_written(scene, ref, tensor.call)}
    return tensor.call in ends or bool(same_layer & ends)


def _same_written(scene: Scene, ref: str, other: str) -> bool:
    if ref.startswith("+") or other.startswith("+"):
        return False
    return scene.places.written(ref).id == scene.places.written(other).id


def _leads_to_output(scene: Scene, ref: str) -> bool:
    ends = [end.call for end in scene.case.wanted_outputs]
    return any(ref == end or ref in scene.case.above(end, wanted=True) for end in ends)


def _unchained(scene: Scene) -> Iterator[Match]:
    case = scene.case
    for edge, seen, wanted in _ordinary(scene):
        if seen.call in case.above(wanted.call, wanted=True):
            yield Match(
                key="parallel-not-chained",
                gaps=edge_gaps(scene, edge),
                changes=(edge,),
                at=edge.call,
                marks=(seen.call,),
            )


def _unchained_unused(scene: Scene) -> Iterator[Match]:
    """The layer before is built but not read: its follower starts where it starts."""
    case, places = scene.case, scene.places
    for cluster in scene.clusters:
        layers = [call for call in cluster.added if not is_activation(call)]
        if len(layers) != 1 or cluster.removed or cluster.outputs:
            continue
        above = [t.call for t in case.wanted[f"+{layers[0].id}"].values()]
        ref = next((r for r in _layers_of(scene, above) if _reads_one(scene, r)), None)
        if ref is None or label(case.call(ref)) != label(layers[0]):
            continue
        start = next(iter(case.seen[ref].values()))
        twins = [
            call
            for call in unused_like(scene, [case.expected_of[ref]])
            if places.written(start.call).id in {a.tensor.call for a in call.arguments}
        ]
        if twins:
            gaps = edge_gaps(scene, Rewire(call=ref, port="0", seen=start, wanted=None))
            yield Match(
                key="parallel-not-chained",
                gaps=gaps | {"wanted": places.name_written(twins[0])},
                changes=cluster.changes,
                at=ref,
                marks=(start.call,),
            )


def _layers_of(scene: Scene, refs: list[str]) -> Iterator[str]:
    """Yield learner's calls, the layer in place of an activation that was written inside it."""
    for ref in refs:
        if ref.startswith("+"):
            continue
        sources = [t.call for t in scene.case.seen[ref].values()]
        inside = [source for source in sources if _same_written(scene, ref, source)]
        yield from inside or [ref]


def _reads_one(scene: Scene, ref: str) -> bool:
    return len(scene.case.seen[ref]) == 1


HEAD_CHAINED_ON_HEAD = Misconception(code="head-chained-on-head", look=_heads)
STACKED = Misconception(code="chained-not-parallel", look=_stacked)
CHAINED_NOT_PARALLEL = Misconception(code="chained-not-parallel", look=_chained)
PARALLEL_NOT_CHAINED = Misconception(code="parallel-not-chained", look=_unchained)
PARALLEL_WITH_UNUSED = Misconception(code="parallel-not-chained", look=_unchained_unused)
