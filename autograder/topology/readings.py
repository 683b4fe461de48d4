"""What an expected topology may stand for where an open value lets a call do nothing.

`Dense(16, activation="relu|linear")` asks for an activation or for none: two graphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from autograder.topology.model import Call, Tensor, Topology, Value
from autograder.topology.normal_form.rewriting import rewrite
from autograder.topology.open_values import admits, is_open

_NOTHING: dict[str, tuple[str, Value]] = {
    "Activation": ("activation", "linear"),
    "AlphaDropout": ("rate", 0),
    "Dropout": ("rate", 0),
    "GaussianDropout": ("rate", 0),
    "GaussianNoise": ("stddev", 0),
    "SpatialDropout1D": ("rate", 0),
    "SpatialDropout2D": ("rate", 0),
    "SpatialDropout3D": ("rate", 0),
}
"""The setting of a class, and its value, with which a call hands its tensor on unchanged."""

_AT_MOST = 4
"""So many calls that may be left out give every combination; more give all or none."""


def readings(expected: Topology) -> Iterator[Topology]:
    """Yield the topology as it is, then without those of its calls that need not be there."""
    yield expected
    optional = [call for call in expected.calls if _is_optional(call)]
    sizes = range(1, len(optional) + 1)
    for size in sizes if len(optional) <= _AT_MOST else (len(optional),):
        for left_out in combinations(optional, size):
            yield _without(expected, left_out)


def _is_optional(call: Call) -> bool:
    if call.op not in _NOTHING or len(call.arguments) != 1:
        return False
    name, nothing = _NOTHING[call.op]
    value = call.setting(name)
    return is_open(value) and admits(value, nothing)


def _without(topology: Topology, left_out: tuple[Call, ...]) -> Topology:
    gone = {call.id for call in left_out}
    return rewrite(
        topology,
        calls=(call for call in topology.calls if call.id not in gone),
        instead={Tensor(call=call.id): call.arguments[0].tensor for call in left_out},
    )
