"""Roles in attention, masks, the causal flag, and states handed to recurrent layers."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.kinds import is_attention, roles
from autograder.diagnosis.misconceptions.branches import edge_gaps
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.phrases import listing
from autograder.topology.change import ChangeOption, Rewire
from autograder.topology.model import Tensor


def _by_call(scene: Scene) -> dict[str, list[Rewire]]:
    """Return the wrong role edges of each attention call."""
    found: dict[str, list[Rewire]] = {}
    for edge in scene.exchanged:
        if edge.port in roles() and is_attention(scene.case.call(edge.call)):
            found.setdefault(edge.call, []).append(edge)
    return found


def _ports(scene: Scene, ref: str, *, wanted: bool) -> dict[str, Tensor]:
    wiring = (scene.case.wanted if wanted else scene.case.seen)[ref]
    return {role: wiring[role] for role in roles() if role in wiring}


def _self_for_cross(scene: Scene) -> Iterator[Match]:
    for ref, edges in _by_call(scene).items():
        seen, wanted = (_ports(scene, ref, wanted=side) for side in (False, True))
        if len(set(seen.values())) == 1 and len(set(wanted.values())) > 1:
            yield _of_edges(scene, "self-for-cross", edges)
        elif len(set(seen.values())) > 1 and len(set(wanted.values())) == 1:
            yield _of_edges(scene, "cross-for-self", edges)


def _of_edges(scene: Scene, key: str, edges: list[Rewire]) -> Match:
    gaps = edge_gaps(scene, edges[0])
    return Match(
        key=key,
        gaps={**gaps, "roles": listing([edge.port for edge in edges])},
        changes=tuple(edges),
        at=edges[0].call,
        marks=tuple(edge.seen.call for edge in edges if edge.seen),
    )


def _swapped(scene: Scene) -> Iterator[Match]:
    for ref, edges in _by_call(scene).items():
        seen, wanted = (_ports(scene, ref, wanted=side) for side in (False, True))
        if set(seen.values()) != set(wanted.values()) or len(edges) < 2:
            continue
        yield Match(
            key="attention-roles-swapped",
            gaps={
                **edge_gaps(scene, edges[0]),
                "seen_roles": _said(scene, seen),
                "wanted_roles": _said(scene, wanted),
            },
            changes=tuple(edges),
            at=ref,
        )


def _said(scene: Scene, ports: dict[str, Tensor]) -> str:
    shown = {
        role: tensor
        for role, tensor in ports.items()
        if role != "key" or tensor != ports.get("value")
    }
    return listing(
        [f"{scene.places.tensor(tensor)} is the {role}" for role, tensor in shown.items()]
    )


def _mask(scene: Scene) -> Iterator[Match]:
    for edge in scene.edges:
        if "mask" not in edge.port or edge.seen is not None or edge.wanted is None:
            continue
        yield Match(
            key="missing-mask",
            gaps={
                **edge_gaps(scene, edge),
                "role": edge.port,
                "name": scene.places.tensor(edge.wanted).strip("`"),
            },
            changes=(edge,),
            at=edge.call,
            marks=(edge.wanted.call,),
        )


def _causal(scene: Scene) -> Iterator[Match]:
    for change in scene.of(ChangeOption):
        assert isinstance(change, ChangeOption)
        if change.name == "use_causal_mask":
            yield Match(
                key="missing-causal-flag" if change.wanted else "surplus-causal-flag",
                gaps={
                    "place": scene.places.where(change.call),
                    "what": scene.places.source(change.call),
                },
                changes=(change,),
                at=change.call,
            )


def _state(scene: Scene) -> Iterator[Match]:
    for edge in scene.edges:
        if not edge.port.startswith("initial_state") or edge.seen is not None:
            continue
        if edge.wanted is None:
            continue
        states = tuple(
            each
            for each in scene.edges
            if each.call == edge.call and each.port.startswith("initial")
        )
        if states[0] != edge:
            continue
        yield Match(
            key="missing-initial-state",
            gaps={
                **edge_gaps(scene, edge),
                "name": scene.places.tensor(edge.wanted).strip("`"),
            },
            changes=states,
            at=edge.call,
            marks=(edge.wanted.call,),
        )


SELF_FOR_CROSS = Misconception(code="self-for-cross", look=_self_for_cross)
ATTENTION_ROLES_SWAPPED = Misconception(code="attention-roles-swapped", look=_swapped)
MISSING_MASK = Misconception(code="missing-mask", look=_mask)
MISSING_CAUSAL_FLAG = Misconception(code="missing-causal-flag", look=_causal)
MISSING_INITIAL_STATE = Misconception(code="missing-initial-state", look=_state)
