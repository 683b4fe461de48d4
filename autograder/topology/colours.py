"""Colours that equal calls of two topologies share: a first sieve, never a proof of equality."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeAlias

from autograder.topology.agreement import AXES
from autograder.topology.model import Call, Endpoint, Topology
from autograder.topology.normal_form.defaults import counts_where_set
from autograder.topology.open_values import is_open
from autograder.topology.symmetry import MAYBE_ANY_ORDER

Colours: TypeAlias = dict[str, int]
_ROUNDS = 12


def colour(
    expected: Topology,
    learner: Topology,
    interface: Sequence[tuple[Endpoint, Endpoint]],
    outputs: Sequence[tuple[Endpoint, Endpoint]],
    *,
    nesting: bool,
) -> tuple[Colours, Colours]:
    """Colour the calls of both so that calls which some pairing could pair have one colour.

    Colours grow from what a call is, from all it is computed from and all it is used for; settings
    that the expected topology leaves open, and the order of operands, do not enter.
    """
    ink = _Ink()
    kinds = kinds_of(expected, learner)
    sides = (
        _Side(expected, kinds[0], [pair[0] for pair in interface], [pair[0] for pair in outputs]),
        _Side(learner, kinds[1], [pair[1] for pair in interface], [pair[1] for pair in outputs]),
    )
    for side in sides:
        side.start(ink)
    known = 0
    for _ in range(_ROUNDS):
        for side in sides:
            side.refine(ink, nesting=nesting)
        found = len(set(sides[0].colours.values()))
        if found == known:
            break
        known = found
    return sides[0].colours, sides[1].colours


def kinds_of(expected: Topology, learner: Topology) -> tuple[list[Hashable], list[Hashable]]:
    """Return what each call is, apart from the settings that the expected topology leaves open."""
    soft = _soft_settings(expected)
    return (
        [_kind(call, soft.get(call.op, frozenset())) for call in expected.calls],
        [_kind(call, soft.get(call.op, frozenset())) for call in learner.calls],
    )


def _kind(call: Call, soft: frozenset[str]) -> Hashable:
    settings = tuple(
        pair
        for pair in call.settings
        if pair[0] not in soft and pair[0] not in AXES and not counts_where_set(call.op, pair[0])
    )
    options = tuple(pair for pair in call.options if pair[0] not in soft and pair[0] != "training")
    return call.op, settings, options, len(call.arguments)


def _soft_settings(expected: Topology) -> Mapping[str, frozenset[str]]:
    """Return for each class the settings in which two calls may differ and still agree."""
    found: dict[str, set[str]] = {}
    for call in expected.calls:
        found.setdefault(call.op, set()).update(
            name for name, value in (*call.settings, *call.options) if is_open(value)
        )
    return {op: frozenset(names) for op, names in found.items()}


class _Ink:
    """Numbers for colours, the same for the same description."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}

    def __call__(self, description: Hashable) -> int:
        return self._numbers.setdefault(description, len(self._numbers))


class _Side:
    """One of the two topologies while it is being coloured."""

    def __init__(
        self,
        topology: Topology,
        kinds: Sequence[Hashable],
        inputs: Sequence[Endpoint],
        outputs: Sequence[Endpoint],
    ) -> None:
        self.topology = topology
        self.colours: Colours = {}
        self._kinds = kinds
        self._inputs = inputs
        self._outputs = outputs
        self._shared = [ids for ids in topology.weights_groups.values() if len(ids) > 1]
        self._readers: dict[str, list[tuple[str, str, int]]] = {
            call.id: [] for call in topology.calls
        }
        for call in topology.calls:
            free = call.op in MAYBE_ANY_ORDER
            for argument in call.arguments:
                port = "" if free else argument.port
                self._readers[argument.tensor.call].append((call.id, port, argument.tensor.result))

    def start(self, ink: _Ink) -> None:
        places: dict[str, list[tuple[str, int, int]]] = {}
        for end, endpoints in (("input", self._inputs), ("output", self._outputs)):
            for at, endpoint in enumerate(endpoints):
                place = (end, at, endpoint.tensor.result)
                places.setdefault(endpoint.tensor.call, []).append(place)
        for call, kind in zip(self.topology.calls, self._kinds, strict=True):
            self.colours[call.id] = ink((kind, tuple(places.get(call.id, ()))))

    def refine(self, ink: _Ink, *, nesting: bool) -> None:
        """Let every call know what it comes from, then what it is used for, then who shares."""
        colours = self.colours
        for call in self.topology.calls:
            sources = [
                (argument.port, colours[argument.tensor.call], argument.tensor.result)
                for argument in call.arguments
            ]
            if call.op in MAYBE_ANY_ORDER:
                sources = sorted(("", *source[1:]) for source in sources)
            colours[call.id] = ink((colours[call.id], tuple(sources)))
        for call in reversed(self.topology.calls):
            readers = [
                (colours[reader], port, result) for reader, port, result in self._readers[call.id]
            ]
            readers.sort()
            colours[call.id] = ink((colours[call.id], tuple(readers)))
        for ids in self._shared:
            group = ink(tuple(sorted(colours[id] for id in ids)))
            for id in ids:
                colours[id] = ink((colours[id], group))
        if nesting:
            self._colour_scopes(ink)

    def _colour_scopes(self, ink: _Ink) -> None:
        scopes: dict[tuple[str, ...], list[int]] = {}
        for call in self.topology.calls:
            for depth in range(1, len(call.inside) + 1):
                scopes.setdefault(call.inside[:depth], []).append(self.colours[call.id])
        numbers = {scope: ink(tuple(sorted(members))) for scope, members in scopes.items()}
        for call in self.topology.calls:
            path = tuple(numbers[call.inside[:depth]] for depth in range(1, len(call.inside) + 1))
            self.colours[call.id] = ink((self.colours[call.id], path))
