"""The pass that sets aside calls which reach no output."""

from __future__ import annotations

from dataclasses import replace

from autograder.topology.model import Topology


def drop_unused(topology: Topology) -> Topology:
    """Move calls that reach no output to `unused`; the model's own inputs stay."""
    by_id = topology.by_id
    waiting = [endpoint.tensor.call for endpoint in topology.outputs]
    reached = {endpoint.tensor.call for endpoint in topology.inputs}
    while waiting:
        call = by_id[waiting.pop()]
        if call.id not in reached or call.op == "Input":
            reached.add(call.id)
            waiting += [
                argument.tensor.call
                for argument in call.arguments
                if argument.tensor.call not in reached
            ]
    if len(reached) == len(by_id):
        return topology
    return replace(
        topology,
        calls=tuple(call for call in topology.calls if call.id in reached),
        unused=(
            *topology.unused,
            *(call for call in topology.calls if call.id not in reached),
        ),
    )
