"""The pass that recognises relu where it is written as a choice between a tensor and 0."""

from __future__ import annotations

from dataclasses import replace

from autograder.topology.model import Argument, Call, Tensor, Topology
from autograder.topology.normal_form.operators import CONSTANT
from autograder.topology.normal_form.rewriting import each_call

_KEEPS_FIRST = {
    ("Greater", f"{CONSTANT}1"): True,
    ("GreaterEqual", f"{CONSTANT}1"): True,
    ("Less", f"{CONSTANT}0"): True,
    ("LessEqual", f"{CONSTANT}0"): True,
    ("Less", f"{CONSTANT}1"): False,
    ("LessEqual", f"{CONSTANT}1"): False,
    ("Greater", f"{CONSTANT}0"): False,
    ("GreaterEqual", f"{CONSTANT}0"): False,
}
"""For a comparison with 0, and the side of the 0: whether it holds where the tensor is positive."""


def one_rectifier(topology: Topology) -> Topology:
    """Make `maximum(x, 0)` and `where(x > 0, x, 0)` calls of relu."""
    by_id = topology.by_id
    changes = {}
    for call in topology.calls:
        kept = _kept(call, by_id)
        if kept is not None:
            changes[call.id] = replace(
                call,
                op="Activation",
                settings=(("activation", "relu"),),
                arguments=(Argument(port="0", tensor=kept),),
            )
    return each_call(topology, changes)


def _kept(call: Call, by_id: dict[str, Call]) -> Tensor | None:
    """Return the tensor of which `call` lets the positive numbers through; None if it does not."""
    if call.op == "Maximum" and call.settings == ((f"{CONSTANT}1", 0),):
        return call.arguments[0].tensor
    if call.op != "Where":
        return None
    ports = {argument.port: argument.tensor for argument in call.arguments}
    compared = by_id[ports["0"].call] if "0" in ports else None
    if compared is None or len(compared.arguments) != 1 or len(compared.settings) != 1:
        return None
    (side, bound), tensor = compared.settings[0], compared.arguments[0].tensor
    first = _KEEPS_FIRST.get((compared.op, side))
    if first is None or bound != 0:
        return None
    kept, dropped = ("1", "2") if first else ("2", "1")
    zero = call.setting(f"{CONSTANT}{dropped}") == 0 or _is_zero(ports.get(dropped), by_id)
    return tensor if ports.get(kept) == tensor and zero else None


def _is_zero(tensor: Tensor | None, by_id: dict[str, Call]) -> bool:
    if tensor is None:
        return False
    call = by_id[tensor.call]
    return call.op == "ZerosLike" or (
        call.op == "Multiply" and call.settings == ((f"{CONSTANT}1", 0),)
    )
