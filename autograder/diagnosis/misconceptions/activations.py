"""Activations: missing, another one, one too many."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.catalogue.activations import (
    WHAT_ACTIVATION,
    WHY_ACTIVATION,
    WHY_NO_ACTIVATION,
)
from autograder.diagnosis.kinds import activation_name, is_activation
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.phrases import shown
from autograder.topology.change import ChangeSetting, ReplaceOp
from autograder.topology.model import Call
from autograder.topology.normal_form.activations import SPLIT
from autograder.topology.shapes import infer_shapes


def _missing(scene: Scene) -> Iterator[Match]:
    case, places = scene.case, scene.places
    for cluster in scene.clusters:
        if len(cluster.added) != 1 or cluster.removed or not is_activation(cluster.added[0]):
            continue
        ref = f"+{cluster.added[0].id}"
        source = next(iter(case.wanted[ref].values()), None)
        if source is None or source.call in case.added:
            continue
        name = shown(activation_name(cluster.added[0]))
        yield Match(
            key="missing-activation",
            gaps={
                "place": places.where(source.call),
                "what": places.source(source.call),
                "wanted": name,
                "why": WHY_ACTIVATION.get(name, ""),
                "how": _how(name, apart=case.call(source.call).op not in SPLIT),
            },
            changes=cluster.changes,
            at=source.call,
        )


def _how(name: str, *, apart: bool) -> str:
    """Return what to write for an activation, of several that would do the first."""
    first = name.split(" or ", maxsplit=1)[0]
    if apart:
        return f'Put `layers.Activation("{first}")` there.'
    return f'Write `activation="{first}"` in that layer.'


def _wrong(scene: Scene) -> Iterator[Match]:
    """Another activation: its name differs, a parameter, or the class that makes it."""
    case = scene.case
    for change in (*scene.of(ChangeSetting), *scene.of(ReplaceOp)):
        assert isinstance(change, ChangeSetting | ReplaceOp)
        call = case.call(change.call)
        wanted_call = case.expected_of.get(change.call)
        if not is_activation(call) or wanted_call is None or not is_activation(wanted_call):
            continue
        if isinstance(change, ChangeSetting) and change.name != "activation":
            continue
        yield _named(scene, change, call, wanted_call)


def _named(scene: Scene, change: ChangeSetting | ReplaceOp, call: Call, wanted: Call) -> Match:
    case, places = scene.case, scene.places
    seen_name, wanted_name = activation_name(call), shown(activation_name(wanted))
    above = next(iter(case.seen[change.call].values())).call
    apart = is_activation(places.written(change.call))
    what = above if apart else change.call
    shape = infer_shapes(case.learner).get(call.arguments[0].tensor)
    width = shape[-1] if shape else None
    one_of_many = (seen_name, wanted_name) == ("sigmoid", "softmax") and (width or 0) > 1
    same_call = [
        c
        for c in scene.of(ChangeSetting)
        if isinstance(c, ChangeSetting) and c.call == change.call and c != change
    ]
    return Match(
        key="wrong-activation:one-of-many" if one_of_many else "wrong-activation",
        gaps={
            "place": places.where(change.call),
            "what": places.source(what),
            "seen": seen_name,
            "wanted": wanted_name,
            "why": WHAT_ACTIVATION.get(wanted_name, ""),
            "how": _how(wanted_name, apart=apart),
            "count": width,
        },
        changes=(change, *same_call),
        at=change.call,
    )


def _extra(scene: Scene) -> Iterator[Match]:
    case, places = scene.case, scene.places
    for cluster in scene.clusters:
        if len(cluster.removed) != 1 or cluster.added:
            continue
        call = case.call(cluster.removed[0])
        if not is_activation(call) or not call.arguments:
            continue
        name = activation_name(call)
        apart = is_activation(places.written(call.id))
        source = call.arguments[0].tensor.call
        before = case.learner.by_id.get(source)
        twice = before is not None and is_activation(before) and activation_name(before) == name
        yield Match(
            key="extra-activation:twice" if twice else "extra-activation",
            gaps={
                "place": places.where(source if apart else call.id),
                "what": places.source(source),
                "seen": name,
                "why": WHY_NO_ACTIVATION.get(name, ""),
            },
            changes=cluster.changes,
            at=call.id,
            where=places.where(call.id),
        )


MISSING_ACTIVATION = Misconception(code="missing-activation", look=_missing)
WRONG_ACTIVATION = Misconception(code="wrong-activation", look=_wrong)
EXTRA_ACTIVATION = Misconception(code="extra-activation", look=_extra)
