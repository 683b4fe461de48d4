"""The pass that forgets the weights groups of calls that have no weights."""

from __future__ import annotations

from dataclasses import replace

from autograder.topology.keras_config.weights import can_have_weights
from autograder.topology.keras_config.weights import has_weights as has_with_settings
from autograder.topology.model import Topology
from autograder.topology.normal_form.defaults import is_known
from autograder.topology.normal_form.rewriting import each_call


def has_weights(op: str) -> bool:
    """Whether calls of this class can share weights; a learner's own class always might."""
    return can_have_weights(op) or not is_known(op)


def weightless(topology: Topology) -> Topology:
    """Forget the weights group of a call without weights, such as a ReLU used twice."""
    return each_call(
        topology,
        {
            call.id: replace(call, weights=None)
            for call in topology.calls
            if call.weights is not None
            and is_known(call.op)
            and not has_with_settings(call.op, dict(call.settings))
            and call.setting("opaque") is None
        },
    )
