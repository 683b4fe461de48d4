"""Outputs: a head forgotten, missing, too many, twice the same, in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.diagnosis.clusters import Cluster
from autograder.diagnosis.kinds import full_label, is_activation, label
from autograder.diagnosis.misconceptions.inputs import names_of
from autograder.diagnosis.misconceptions.leftovers import drawn_labels, unused_like
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.phrases import counted, listing, with_article
from autograder.topology.change import ChangeOutputs
from autograder.topology.model import Call, Endpoint, Tensor
from autograder.topology.shapes import infer_shapes

_WHERE = "the outputs of Model(...)"


def _heads_forgotten(scene: Scene) -> Iterator[Match]:
    """As many outputs as drawn, but one ends before the calls that are missing."""
    case = scene.case
    for cluster in scene.clusters:
        change = cluster.outputs
        if change is None or not cluster.added or len(change.seen) != len(change.wanted):
            continue
        for seen, wanted in zip(change.seen, change.wanted, strict=True):
            if seen.tensor == wanted.tensor or not wanted.tensor.call.startswith("+"):
                continue
            lost = list(_between(scene, wanted.tensor))
            if all(is_activation(call) for call in lost) and not unused_like(scene, lost):
                continue
            if case.call(seen.tensor.call).op == "Input":
                yield _ends_at_input(scene, cluster, seen, lost)
            elif not case.roots(wanted.tensor) & case.heads(seen.tensor):
                continue
            else:
                yield _forgotten(scene, cluster, (seen.tensor, wanted.tensor), lost)
            break


def _between(scene: Scene, wanted: Tensor) -> Iterator[Call]:
    """Yield the missing calls between the model's end and the drawing's, in order."""
    above = {wanted.call, *scene.case.above(wanted.call, wanted=True)}
    for call in scene.case.expected.calls:
        if f"+{call.id}" in above & scene.case.added:
            yield call


def _ends_at_input(scene: Scene, cluster: Cluster, seen: Endpoint, lost: list[Call]) -> Match:
    return Match(
        key="output-is-input",
        gaps={
            "seen": scene.places.tensor(seen.tensor),
            "wanted": f"what the last {label(lost[-1])} gives" if lost else "the last layer",
        },
        changes=cluster.changes,
        at=seen.tensor.call,
        where=_WHERE,
    )


def _forgotten(
    scene: Scene, cluster: Cluster, ends: tuple[Tensor, Tensor], lost: list[Call]
) -> Match:
    places = scene.places
    seen, wanted = ends
    end = places.tensor(seen)
    built = unused_like(scene, lost)
    if not built or not unused_like(scene, lost[-1:]):
        parts = [with_article(part) for part in drawn_labels(scene, lost)]
        straight = _is_straight(scene, seen, lost)
        return Match(
            key="head-forgotten:not-built" if straight else "head-forgotten:unfinished",
            gaps={"seen": end, "missing": listing(parts), "first": parts[0]},
            changes=cluster.changes,
            at=seen.call,
        )
    widths = _width(scene, seen), _width(scene, wanted)
    last = built[-1]
    gaps = {
        "built": places.of_written(last),
        "name": places.name_written(last),
        "seen": end,
        "seen_size": counted(widths[0] or 0, "number"),
        "wanted_size": str(widths[1]),
    }
    known = all(width is not None for width in widths) and widths[0] != widths[1]
    return Match(
        key="head-forgotten" if known else "head-forgotten:no-size",
        gaps=gaps,
        changes=cluster.changes,
        at=seen.call,
        where=places.of_written(last),
    )


def _is_straight(scene: Scene, start: Tensor, lost: list[Call]) -> bool:
    """Say whether the missing calls follow the model's end one after the other."""
    last = start
    for call in lost:
        ref = f"+{call.id}"
        if list(scene.case.wanted[ref].values()) != [last]:
            return False
        last = Tensor(call=ref)
    return True


def _width(scene: Scene, tensor: Tensor) -> int | None:
    case = scene.case
    if tensor.call.startswith("+"):
        shape = infer_shapes(case.expected).get(Tensor(call=tensor.call[1:], result=tensor.result))
    else:
        shape = infer_shapes(case.learner).get(tensor)
    return shape[1] if shape is not None and len(shape) == 2 else None


def _number(scene: Scene) -> Iterator[Match]:
    """Another number of outputs than drawn."""
    case, places = scene.case, scene.places
    for cluster in scene.clusters:
        change = cluster.outputs
        if change is None or len(change.seen) == len(change.wanted):
            continue
        gaps: dict[str, object] = {
            "wanted_count": counted(len(change.wanted), "output"),
            "seen_count": str(len(change.seen)),
        }
        if len(change.seen) < len(change.wanted):
            lost = _without(change.wanted, change.seen)
            missing = [_end(scene, end) for end in lost]
            gaps |= {"missing": listing(missing), "all": listing(missing)}
            built = unused_like(scene, [case.call(end.tensor.call) for end in lost])
            where = places.of_written(built[-1]) if built else _WHERE
            yield Match(
                key="missing-output",
                gaps=gaps,
                changes=cluster.changes,
                at=lost[0].tensor.call if lost else "",
                where=where,
            )
        else:
            surplus = _without(change.seen, change.wanted)
            gaps["surplus"] = listing([places.tensor(end.tensor) for end in surplus])
            yield Match(
                key="extra-output",
                gaps=gaps,
                changes=cluster.changes,
                at=surplus[0].tensor.call if surplus else "",
                where=_WHERE,
            )


def _without(some: Sequence[Endpoint], others: Sequence[Endpoint]) -> list[Endpoint]:
    left = [end.tensor for end in others]
    kept = []
    for end in some:
        if end.tensor in left:
            left.remove(end.tensor)
        else:
            kept.append(end)
    return kept


def _end(scene: Scene, end: Endpoint) -> str:
    """Return the name of an output that may be a missing call: with its layer, and as called."""
    ref = end.tensor.call
    if not ref.startswith("+"):
        return scene.places.tensor(end.tensor)
    call = scene.case.call(ref)
    drawn = scene.case.drawing.by_id.get(call.origins[-1]) if call.origins else None
    built = unused_like(scene, [call])
    if built:
        return scene.places.name_written(built[0])
    what = with_article(full_label(drawn or call))
    return f"{what} called `{end.name}`" if end.name else what


def _repeated(scene: Scene) -> Iterator[Match]:
    for cluster in scene.clusters:
        change = cluster.outputs
        if change is None or len(change.seen) != len(change.wanted):
            continue
        seen, wanted = ([e.tensor for e in side] for side in (change.seen, change.wanted))
        twice = next(
            (t for t in seen if seen.count(t) > wanted.count(t) and seen.count(t) > 1), None
        )
        missing = _without(change.wanted, change.seen)
        if twice is None or not missing:
            continue
        yield Match(
            key="same-output-twice",
            gaps={
                "seen": scene.places.tensor(twice),
                "wanted": _end(scene, missing[0]),
                "all": listing([_end(scene, end) for end in change.wanted]),
            },
            changes=cluster.changes,
            at=twice.call,
            where=_WHERE,
        )


def _order(scene: Scene) -> Iterator[Match]:
    for cluster in scene.clusters:
        change = cluster.outputs
        if change is None or cluster.added or cluster.removed:
            continue
        seen, wanted = ([e.tensor for e in side] for side in (change.seen, change.wanted))
        gaps: dict[str, object]
        if seen == wanted:
            gaps = {"seen": names_of(change.seen), "wanted": names_of(change.wanted)}
            key = "output-name"
        elif sorted(map(repr, seen)) == sorted(map(repr, wanted)):
            gaps = {
                "seen": ", ".join(map(scene.places.tensor, seen)),
                "wanted": ", ".join(map(scene.places.tensor, wanted)),
                "first": scene.places.tensor(wanted[0]),
            }
            key = "swapped-heads"
        else:
            continue
        yield Match(key=key, gaps=gaps, changes=(change,), at=wanted[0].call, where=_WHERE)


def _elsewhere(scene: Scene) -> Iterator[Match]:
    for change in scene.of(ChangeOutputs):
        assert isinstance(change, ChangeOutputs)
        lost = _without(change.wanted, change.seen)
        surplus = _without(change.seen, change.wanted)
        yield Match(
            key="wrong-output",
            gaps={
                "seen": listing([scene.places.tensor(end.tensor) for end in surplus]),
                "wanted": listing([_end(scene, end) for end in lost]),
            },
            changes=(change,),
            at=surplus[0].tensor.call if surplus else "",
            where=_WHERE,
        )


HEAD_FORGOTTEN = Misconception(code="head-forgotten", look=_heads_forgotten)
OUTPUT_COUNT = Misconception(code="missing-output", look=_number)
SAME_OUTPUT_TWICE = Misconception(code="same-output-twice", look=_repeated)
SWAPPED_HEADS = Misconception(code="swapped-heads", look=_order)
WRONG_OUTPUT = Misconception(code="wrong-output", look=_elsewhere)
