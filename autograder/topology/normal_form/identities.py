"""The pass that takes out calls which hand their tensor on unchanged."""

from __future__ import annotations

from dataclasses import replace

from autograder.topology.model import Call, Tensor, Topology, Value
from autograder.topology.normal_form.defaults import default_of
from autograder.topology.normal_form.rewriting import rewrite
from autograder.topology.normal_form.values import canonical

_WHEN_ALL: dict[str, dict[str, tuple[Value, ...]]] = {
    "Identity": {},
    "Copy": {},
    "Activation": {"activation": ("linear",)},
    "Dropout": {"rate": (0,)},
    "AlphaDropout": {"rate": (0,)},
    "GaussianDropout": {"rate": (0,)},
    "GaussianNoise": {"stddev": (0,)},
    "SpatialDropout1D": {"rate": (0,)},
    "SpatialDropout2D": {"rate": (0,)},
    "SpatialDropout3D": {"rate": (0,)},
    "Rescaling": {"scale": (1,), "offset": (0, None)},
    "UpSampling1D": {"size": (1,)},
    "UpSampling2D": {"size": (1,)},
    "UpSampling3D": {"size": (1,)},
    "ZeroPadding1D": {"padding": (0,)},
    "ZeroPadding2D": {"padding": (0,)},
    "ZeroPadding3D": {"padding": (0,)},
    "Cropping1D": {"cropping": (0,)},
    "Cropping2D": {"cropping": (0,)},
    "Cropping3D": {"cropping": (0,)},
}
"""Layers that do nothing where each named setting has one of the values."""

_SINGLE = frozenset({"Add", "Multiply", "Maximum", "Minimum", "Average", "Concatenate"})
"""Merges that hand their operand on where it is the only one."""


def drop_identities(topology: Topology) -> Topology:
    """Take out Identity, linear activations, Dropout(0), a merge of one tensor, and their like."""
    instead = {
        Tensor(call=call.id): call.arguments[0].tensor
        for call in topology.calls
        if len(call.arguments) == 1 and _does_nothing(call)
    }
    if not instead:
        return topology
    gone = {tensor.call for tensor in instead}
    kept = (call for call in topology.calls if call.id not in gone)
    return rewrite(topology, calls=kept, instead=instead)


def _does_nothing(call: Call) -> bool:
    if call.op in _SINGLE:
        return not any(name != "axis" or call.op == "Average" for name, _ in call.settings)
    conditions = _WHEN_ALL.get(call.op)
    if conditions is None:
        return False
    return all(_is_one_of(call, name, values) for name, values in conditions.items())


def _is_one_of(call: Call, name: str, values: tuple[Value, ...]) -> bool:
    settings = dict(call.settings)
    # Cropping takes nothing away unless told to: what is not written may be what does nothing.
    value = settings.get(name, canonical(name, default_of(call.op, name, settings)))
    return value in values and not isinstance(value, bool)


def drop_extras(topology: Topology, extras: tuple[str, ...]) -> Topology:
    """Take out the layers that the exercise allows anywhere, where they read a single tensor."""
    instead = {
        Tensor(call=call.id): call.arguments[0].tensor
        for call in topology.calls
        if call.op in extras and len(call.arguments) == 1
    }
    if not instead:
        return topology
    gone = {tensor.call for tensor in instead}
    kept = (call for call in topology.calls if call.id not in gone)
    return rewrite(topology, calls=kept, instead=instead)


def flatten_nesting(topology: Topology) -> Topology:
    """Forget which nested model a call stands in."""
    if not any(call.inside for call in topology.calls):
        return topology
    return replace(
        topology,
        calls=tuple(replace(call, inside=()) if call.inside else call for call in topology.calls),
    )
