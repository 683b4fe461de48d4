"""The pass that writes out an attention layer's key, which is its value where none is given."""

from __future__ import annotations

from dataclasses import replace

from autograder.topology.model import Argument, Topology
from autograder.topology.normal_form.rewriting import each_call

_ATTENTION = frozenset(
    {"AdditiveAttention", "Attention", "GroupedQueryAttention", "MultiHeadAttention"}
)


def explicit_key(topology: Topology) -> Topology:
    """Write `attention(query, value)` as `attention(query, value, key=value)`."""
    changes = {}
    for call in topology.calls:
        ports = {argument.port: argument.tensor for argument in call.arguments}
        if call.op in _ATTENTION and "value" in ports and "key" not in ports:
            key = Argument(port="key", tensor=ports["value"])
            changes[call.id] = replace(call, arguments=(*call.arguments, key))
    return each_call(topology, changes)
