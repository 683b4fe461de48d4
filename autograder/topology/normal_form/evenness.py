"""The pass that turns a difference with a constant one way round where its sign does not matter."""

from __future__ import annotations

from dataclasses import replace

from autograder.topology.model import Argument, Topology
from autograder.topology.normal_form.operators import CONSTANT
from autograder.topology.normal_form.rewriting import each_call
from autograder.topology.symmetry import under_even_functions


def tensor_minus_constant(topology: Topology) -> Topology:
    """Make `abs(1 - x)` the absolute value of `x - 1`."""
    turned = [
        call
        for call in topology.calls
        if call.op == "Subtract" and len(call.arguments) == 1 and call.arguments[0].port == "1"
    ]
    if not turned:
        return topology
    even = under_even_functions(topology)
    return each_call(
        topology,
        {
            call.id: replace(
                call,
                arguments=(Argument(port="0", tensor=call.arguments[0].tensor),),
                settings=tuple(
                    (f"{CONSTANT}1" if name == f"{CONSTANT}0" else name, value)
                    for name, value in call.settings
                ),
            )
            for call in turned
            if call.id in even
        },
    )
