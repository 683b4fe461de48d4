"""Any other wrong edge, and what no other rule has a name for."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.case import touched
from autograder.diagnosis.misconceptions.branches import edge_gaps
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.topology.change import Rewire


def _edge(scene: Scene) -> Iterator[Match]:
    for edge in scene.edges:
        yield Match(
            key=_variant(scene, edge),
            gaps={**edge_gaps(scene, edge), "port": _port(edge), "why": ""},
            changes=(edge,),
            at=edge.call,
            marks=tuple(t.call for t in (edge.seen, edge.wanted) if t is not None),
        )


def _variant(scene: Scene, edge: Rewire) -> str:
    if edge.seen is None:
        return "wrong-wiring:missing"
    if edge.wanted is None:
        return "wrong-wiring:surplus"
    ops = {scene.case.call(end.call).op for end in (edge.seen, edge.wanted)}
    return "wrong-wiring:other-input" if ops == {"Input"} else "wrong-wiring"


def _port(edge: Rewire) -> str:
    return (
        edge.port.replace("_", " ") if not edge.port.isdigit() else f"tensor {int(edge.port) + 1}"
    )


def _rest(scene: Scene) -> Iterator[Match]:
    for cluster in scene.clusters:
        ref = touched(cluster.changes[0])[0]
        yield Match(
            key="other-difference",
            gaps={"place": scene.places.where(ref)},
            changes=cluster.changes,
            at=ref,
        )


WRONG_WIRING = Misconception(code="wrong-wiring", look=_edge)
OTHER_DIFFERENCE = Misconception(code="other-difference", look=_rest)
