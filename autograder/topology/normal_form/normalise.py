"""The order of the passes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from autograder.topology.model import Topology
from autograder.topology.normal_form.activations import (
    canonical_inner_activations,
    one_activation,
    split_activations,
)
from autograder.topology.normal_form.attention import explicit_key
from autograder.topology.normal_form.duplicates import merge_duplicates
from autograder.topology.normal_form.evenness import tensor_minus_constant
from autograder.topology.normal_form.identities import (
    drop_extras,
    drop_identities,
    flatten_nesting,
)
from autograder.topology.normal_form.merges import flatten_merges
from autograder.topology.normal_form.operators import (
    absolute_difference,
    one_name,
    ordered_ports,
    squares,
)
from autograder.topology.normal_form.pooling import one_pooling
from autograder.topology.normal_form.reachability import drop_unused
from autograder.topology.normal_form.rectifiers import one_rectifier
from autograder.topology.normal_form.reshaping import drop_flat_flatten, one_axis, one_flatten
from autograder.topology.normal_form.settings import drop_defaults, plain_values
from autograder.topology.normal_form.weights import weightless
from autograder.topology.normal_form.wrapped import unwrap_dense, write_out_inner_layers
from autograder.topology.policy import Policy

Pass: TypeAlias = Callable[[Topology], Topology]

PASSES: tuple[Pass, ...] = (
    drop_unused,
    one_name,
    one_pooling,
    write_out_inner_layers,
    unwrap_dense,
    plain_values,
    one_activation,
    split_activations,
    canonical_inner_activations,
    weightless,
    one_axis,
    drop_defaults,
    one_flatten,
    drop_flat_flatten,
    explicit_key,
    ordered_ports,
    one_rectifier,
    drop_identities,
    flatten_merges,
    # Only now, for `maximum(maximum(x, -x), y)` is a merge of three.
    absolute_difference,
    squares,
    merge_duplicates,
    # Last, for a difference written twice may be read by other functions as well.
    tensor_minus_constant,
)
"""The passes in order; each is idempotent and leaves what the others did in peace."""

_ROUNDS = 20


def normalise(topology: Topology, policy: Policy | None = None) -> Topology:
    """Return the normal form of a topology under the exercise's policy.

    Calls keep their ids, and `origins` names the calls of `topology` that each came from; an
    activation taken out of a Dense has the Dense as its origin.
    """
    policy = policy or topology.policy or Policy()
    current = replace(
        topology,
        calls=tuple(
            call if call.origins else replace(call, origins=(call.id,)) for call in topology.calls
        ),
    )
    if policy.nesting == "flatten":
        current = flatten_nesting(current)
    for _ in range(_ROUNDS):
        before = current
        for step in PASSES:
            current = step(current)
        current = drop_extras(current, policy.extras)
        if current is before:
            break
    return current
