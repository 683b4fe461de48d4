"""Roles in attention, masks, the causal flag, and states handed to recurrent layers."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.clusters import Cluster
from autograder.diagnosis.kinds import is_attention, roles
from autograder.diagnosis.misconceptions.branches import edge_gaps
from autograder.diagnosis.misconceptions.leftovers import unused_like
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


def _exchanged_call(scene: Scene) -> Iterator[Match]:
    """The same attention, taken out and put in with its roles the other way round."""
    case = scene.case
    for cluster in scene.clusters:
        if len(cluster.added) != 1 or len(cluster.removed) != 1:
            continue
        ref, call = cluster.removed[0], cluster.added[0]
        if case.call(ref).op != call.op or not is_attention(call):
            continue
        seen = {r: t for r, t in case.seen[ref].items() if r in roles()}
        wanted = {r: t for r, t in case.wanted[f"+{call.id}"].items() if r in roles()}
        if set(seen.values()) != set(wanted.values()):
            continue
        yield Match(
            key="attention-roles-swapped",
            gaps={
                "place": scene.places.where(ref),
                "what": scene.places.source(ref),
                "seen_roles": _said(scene, seen),
                "wanted_roles": _said(scene, wanted),
            },
            changes=cluster.changes,
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
        name = scene.places.tensor(edge.wanted)
        yield Match(
            key="missing-mask",
            gaps={
                **edge_gaps(scene, edge),
                "role": edge.port,
                "name": name.strip("`") if name.startswith("`") else "...",
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
    for cluster in scene.clusters:
        states = [
            edge
            for edge in cluster.rewires
            if edge.port.startswith("initial_state")
            and edge.seen is None
            and edge.call not in scene.case.added
        ]
        if not states or states[0].wanted is None or cluster.removed:
            continue
        call, wanted = states[0].call, states[0].wanted
        others = [e for e in scene.edges if e.call == call and e.port.startswith("initial_state")]
        yield Match(
            key="missing-initial-state",
            gaps={**edge_gaps(scene, states[0]), "wanted": _said_state(scene, cluster, wanted)},
            changes=(*cluster.changes, *others),
            at=call,
            marks=(wanted.call,),
        )


def _said_state(scene: Scene, cluster: Cluster, wanted: Tensor) -> str:
    """Return the name of a state, of the unused layer that gives it where it is not connected."""
    built = unused_like(scene, [c for c in cluster.added if f"+{c.id}" == wanted.call])
    if built:
        return f"the state of {scene.places.name_written(built[0])}"
    return scene.places.tensor(wanted)


SELF_FOR_CROSS = Misconception(code="self-for-cross", look=_self_for_cross)
ATTENTION_ROLES_SWAPPED = Misconception(code="attention-roles-swapped", look=_swapped)
ATTENTION_TURNED = Misconception(code="attention-roles-swapped", look=_exchanged_call)
MISSING_MASK = Misconception(code="missing-mask", look=_mask)
MISSING_CAUSAL_FLAG = Misconception(code="missing-causal-flag", look=_causal)
MISSING_INITIAL_STATE = Misconception(code="missing-initial-state", look=_state)
