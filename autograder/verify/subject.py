"""The graph that is mutated: the author's own solution, its calls named as in the drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from autograder.topology.matching import same
from autograder.topology.model import Argument, Call, Endpoint, Tensor, Topology
from autograder.topology.normal_form import normalise
from autograder.topology.normal_form.activations import one_activation
from autograder.topology.normal_form.identities import drop_identities
from autograder.topology.normal_form.operators import one_name
from autograder.topology.policy import Policy

AGAIN = "_"
"""Stands behind the name of a further call for one of the drawing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """A right answer and the drawing that it is right for."""

    solution: Topology
    drawing: Topology

    @property
    def policy(self) -> Policy:
        """What the drawing demands beyond itself."""
        return self.drawing.policy or Policy()

    def drawn(self, id: str) -> Call | None:
        """Return the drawing's call for a call of the solution, None where it has none."""
        return self.drawing.by_id.get(id)


def subject_of(solution: Topology, drawing: Topology) -> Subject:
    """Name a solution's calls as the drawing does, so that what is said of them can be read.

    A further call for one of the drawing (an activation apart) gets an underscore behind the name;
    calls that do nothing are left out.
    """
    solution = drop_identities(one_activation(one_name(solution)))
    return Subject(solution=_renamed(solution, _names(solution, drawing)), drawing=drawing)


def _names(solution: Topology, drawing: Topology) -> dict[str, str]:
    policy = drawing.policy or Policy()
    wanted, seen = normalise(drawing, policy), normalise(solution, policy)
    pairing = same(wanted, seen, policy)
    found: dict[str, str] = {}
    for one, other in () if pairing is None else pairing.pairs:
        drawn, made = wanted.by_id[one].origins or (one,), seen.by_id[other].origins or (other,)
        if len(drawn) != len(made):
            drawn = (drawn[-1],) * len(made)  # Written in fewer calls, or in more, than drawn.
        for source, name in zip(made, drawn, strict=True):
            found.setdefault(source, name)
    return dict(_unique(solution, found))


def _unique(solution: Topology, found: dict[str, str]) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for call in solution.calls:
        name = found.get(call.id) or call.variable or call.id
        while name in taken:
            name += AGAIN
        taken.add(name)
        yield call.id, name


def _renamed(topology: Topology, names: dict[str, str]) -> Topology:
    def moved(tensor: Tensor) -> Tensor:
        return replace(tensor, call=names[tensor.call])

    def ends(found: tuple[Endpoint, ...]) -> tuple[Endpoint, ...]:
        return tuple(replace(end, tensor=moved(end.tensor)) for end in found)

    calls = tuple(
        replace(
            call,
            id=names[call.id],
            arguments=tuple(
                Argument(port=each.port, tensor=moved(each.tensor)) for each in call.arguments
            ),
            variable=names[call.id],
            line=None,
            origins=(),
        )
        for call in topology.calls
    )
    return replace(
        topology,
        calls=calls,
        inputs=ends(topology.inputs),
        outputs=ends(topology.outputs),
        unused=(),
    )
