"""Weights: two layers where one is shared, one where two are asked for, the wrong uses sharing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.diagnosis.kinds import label
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.parameters import parameters
from autograder.diagnosis.phrases import listing, times
from autograder.topology.change import Regroup


def _regroups(scene: Scene) -> list[Regroup]:
    return [change for change in scene.of(Regroup) if isinstance(change, Regroup)]


def _partners(scene: Scene, change: Regroup) -> list[str]:
    """Return the other calls that share the learner's weights group of this one."""
    groups = scene.case.learner.weights_groups
    return [id for id in groups.get(change.seen or "", ()) if id != change.call]


def _wrong_calls(scene: Scene) -> Iterator[Match]:
    """A use shares weights, but with the wrong other use."""
    changes = _regroups(scene)
    joining = {ref for change in changes if change.wanted for ref in (change.call, *change.wanted)}
    for change in changes:
        partners = [ref for ref in _partners(scene, change) if ref not in change.wanted]
        misled = change.wanted or (change.seen and any(p in joining for p in partners))
        if not partners or not misled or (not change.wanted and len(changes) == 1):
            continue
        places = scene.places
        yield Match(
            key="wrong-calls-share" if change.wanted else "wrong-calls-share:alone",
            gaps={
                "place": places.where(change.call),
                "what": places.source(change.call),
                "seen": listing([places.source(ref) for ref in partners]),
                "wanted": listing([places.source(ref) for ref in change.wanted]),
                "layer": label(scene.case.call(change.call)),
            },
            changes=_alike(changes),
            at=change.call,
            marks=tuple(partners),
        )
        return


def _alike(changes: Sequence[Regroup]) -> tuple[Regroup, ...]:
    """Return all changes of sharing among existing calls: they are one mistake."""
    return tuple(c for c in changes if not c.call.startswith("+"))


def _two_layers(scene: Scene) -> Iterator[Match]:
    changes = [c for c in _regroups(scene) if c.wanted and not c.call.startswith("+")]
    if not changes:
        return
    case, places = scene.case, scene.places
    first = changes[0]
    uses = sorted({first.call, *first.wanted}, key=lambda ref: case.position.get(ref, 0))
    together = [c for c in changes if c.call in uses or not _elsewhere(scene, c, uses)]
    lines = {places.line(ref) for ref in uses}
    one_line = len(lines) == 1 and None not in lines
    yield Match(
        key="not-shared:one-line" if one_line else "not-shared",
        gaps={
            "lines": _lines(scene, uses),
            "layer": label(case.call(first.call)),
            "numbers": _numbers(scene, together),
            "times": times(len(uses)),
            "names": listing([places.source(ref) for ref in uses]),
            "line": next(iter(lines)),
        },
        changes=tuple(together),
        at=first.call,
        marks=tuple(uses),
        where=f"line {next(iter(lines))}" if one_line else listing([places.where(r) for r in uses]),
    )


def _elsewhere(scene: Scene, change: Regroup, uses: Sequence[str]) -> bool:
    """Say whether the change is about layers that are not further along the same roads."""
    case = scene.case
    pair = {change.call, *change.wanted}
    return not all(
        any(use in case.above(ref) or ref in case.above(use) for use in uses) for ref in pair
    )


def _lines(scene: Scene, uses: Sequence[str]) -> str:
    lines = [scene.places.line(ref) for ref in uses]
    if None in lines or len(set(lines)) < len(lines):
        return listing([scene.places.source(ref) for ref in uses])
    return "Lines " + listing([str(line) for line in sorted(x for x in lines if x is not None)])


def _numbers(scene: Scene, changes: Sequence[Regroup]) -> str:
    """Return "3,985 numbers to learn; the drawing has 2,001." where only the sharing is wrong."""
    case = scene.case
    if any(not isinstance(change, Regroup) for change in case.diff.changes):
        return ""
    mine, drawn = parameters(case.learner), parameters(case.expected)
    if mine is None or drawn is None or len(changes) != len(case.diff.changes):
        return ""
    made, asked = sum(mine.values()), sum(drawn.values())
    return f" That makes {made:,} numbers to learn; the drawing has {asked:,}."


def _one_layer(scene: Scene) -> Iterator[Match]:
    changes = [c for c in _regroups(scene) if not c.wanted and not c.call.startswith("+")]
    if not changes:
        return
    case, places = scene.case, scene.places
    group = changes[0].seen or ""
    uses = list(case.learner.weights_groups.get(group, (changes[0].call,)))
    together = [c for c in changes if c.seen == group or not _elsewhere(scene, c, uses)]
    yield Match(
        key="shared-not-separate",
        gaps={
            "names": listing([places.source(ref) for ref in uses]),
            "layer": label(case.call(uses[0])),
            "times": times(len(uses)),
            "numbers": _numbers(scene, together),
        },
        changes=tuple(together),
        at=changes[0].call,
        marks=tuple(uses),
        where=listing([places.where(ref) for ref in uses]),
    )


def _called_once(scene: Scene) -> Iterator[Match]:
    """A shared layer is called once, and its result stands in for that of a second call."""
    case, places = scene.case, scene.places
    for cluster in scene.clusters:
        for call in cluster.added:
            group = case.expected.weights_groups.get(call.weights or "", ())
            made = [case.learner_of[id] for id in group if case.learner_of[id] not in case.added]
            if len(group) < 2 or not made:
                continue
            reused = [
                e for e in cluster.rewires if e.seen and _comes_from(scene, e.seen.call, made)
            ]
            sources = [t for t in case.wanted[f"+{call.id}"].values() if t.call not in case.added]
            again = [e for e in reused if e.call not in case.added and e.wanted is not None]
            if not again or not sources:
                continue
            stand_in = again[0].seen.call if again[0].seen else made[0]
            yield Match(
                key="called-once-and-reused",
                gaps={
                    "place": places.where(stand_in),
                    "times": times(len(again) + 1),
                    "drawn": times(len(group)),
                    "other": places.tensor(sources[0]),
                },
                changes=cluster.changes,
                at=stand_in,
                marks=(made[0], *(e.call for e in again)),
            )
            break


def _comes_from(scene: Scene, ref: str, made: Sequence[str]) -> bool:
    return ref in made or any(each in scene.case.above(ref) for each in made)


CALLED_ONCE_AND_REUSED = Misconception(code="called-once-and-reused", look=_called_once)
WRONG_CALLS_SHARE = Misconception(code="wrong-calls-share", look=_wrong_calls)
NOT_SHARED = Misconception(code="not-shared", look=_two_layers)
SHARED_NOT_SEPARATE = Misconception(code="shared-not-separate", look=_one_layer)
