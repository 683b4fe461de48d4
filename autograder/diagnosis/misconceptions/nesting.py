"""Calls inside another nested model than drawn, where the exercise asks for the nesting."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.phrases import listing
from autograder.topology.change import Renest


def _elsewhere(scene: Scene) -> Iterator[Match]:
    places = scene.places
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Renest]] = {}
    for change in scene.of(Renest):
        assert isinstance(change, Renest)
        if not change.call.startswith("+"):
            groups.setdefault((change.seen, change.wanted), []).append(change)
    for (seen, wanted), changes in groups.items():
        yield Match(
            key="wrong-nesting",
            gaps={
                "place": places.where(changes[0].call),
                "what": listing([places.source(change.call) for change in changes]),
                "seen": _said(seen),
                "wanted": _said(wanted),
            },
            changes=tuple(changes),
            at=changes[0].call,
            marks=tuple(change.call for change in changes),
        )


def _said(path: tuple[str, ...]) -> str:
    if not path:
        return "in no inner model"
    if path[-1].startswith("+"):
        return "in an inner model of its own"
    return f"inside `{path[-1]}`"


WRONG_NESTING = Misconception(code="wrong-nesting", look=_elsewhere)
