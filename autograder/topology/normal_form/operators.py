"""Passes that give operations of `keras.ops` and Python operators the layers' names."""

from __future__ import annotations

from dataclasses import replace

from autograder.topology.model import Argument, Call, Tensor, Topology, Value
from autograder.topology.normal_form.rewriting import each_call, with_settings
from autograder.topology.symmetry import COMMUTATIVE

OPERATION = "ops."
"""Stands before the name of an operation where a config was read."""

_NAMES = {
    "TrueDivide": "Divide",
    "Abs": "Absolute",
    "Fabs": "Absolute",
    "Amax": "Max",
    "Amin": "Min",
    "Conj": "Conjugate",
    "InputLayer": "Input",
    "GroupQueryAttention": "GroupedQueryAttention",
}
_STACKS = {"Vstack": 0, "Hstack": 1}
"""NumPy's names for concatenating along an axis."""

_NEUTRAL: dict[str, Value] = {"Add": 0, "Multiply": 1}
CONSTANT = "constant."


def one_name(topology: Topology) -> Topology:
    """Name an operation as its layer: `ops.add` is Add, `ops.divide` and `a / b` are Divide."""
    return each_call(
        topology,
        {call.id: changed for call in topology.calls if (changed := _named(call)) is not call},
    )


def _named(call: Call) -> Call:
    op, settings = call.op.removeprefix(OPERATION), dict(call.settings)
    op = _NAMES.get(op, op)
    if call.op.startswith(OPERATION):
        if op == "Dot":
            # NumPy's product of arrays, not the layer that takes two batches.
            return call
        if op == "Concatenate":
            settings.setdefault("axis", 0)
        if op in _STACKS:
            op, settings = "Concatenate", {"axis": _STACKS[op]}
    if op == "Average" and len(call.arguments) == 1 and "axis" in settings:
        op = "Mean"
    if op == call.op and len(settings) == len(call.settings):
        return call
    return replace(with_settings(call, settings), op=op)


def ordered_ports(topology: Topology) -> Topology:
    """Sort a call's arguments by port, and number a commutative merge's tensors from 0."""
    changes = {}
    for call in topology.calls:
        arguments = tuple(sorted(call.arguments, key=_port_order))
        settings = call.settings
        if call.op in COMMUTATIVE:
            arguments = tuple(
                Argument(port=str(at), tensor=argument.tensor)
                for at, argument in enumerate(arguments)
            )
            settings = _constants_last(call.op, settings, len(arguments))
        if arguments != call.arguments or settings != call.settings:
            changes[call.id] = replace(call, arguments=arguments, settings=settings)
    return each_call(topology, changes)


def _port_order(argument: Argument) -> tuple[bool, int, str]:
    port = argument.port
    return (False, int(port), "") if port.isdigit() else (True, 0, port)


def _constants_last(
    op: str, settings: tuple[tuple[str, Value], ...], tensors: int
) -> tuple[tuple[str, Value], ...]:
    constants = [value for name, value in settings if name.startswith(CONSTANT)]
    if not constants:
        return settings
    rest = [(name, value) for name, value in settings if not name.startswith(CONSTANT)]
    kept = [
        value
        for value in sorted(constants, key=repr)
        if isinstance(value, bool) or value != _NEUTRAL.get(op, "none")
    ]
    rest += [(f"{CONSTANT}{tensors + at}", value) for at, value in enumerate(kept)]
    return tuple(sorted(rest))


def absolute_difference(topology: Topology) -> Topology:
    """Make `maximum(a - b, b - a)` and `maximum(d, -d)` the absolute value of the difference."""
    by_id = topology.by_id
    changes = {}
    for call in topology.calls:
        if call.op != "Maximum" or len(call.arguments) != 2 or call.settings:
            continue
        first, second = (argument.tensor for argument in call.arguments)
        kept = _opposite(by_id[first.call], by_id[second.call])
        if kept is not None:
            changes[call.id] = replace(
                call, op="Absolute", arguments=(Argument(port="0", tensor=kept),)
            )
    return each_call(topology, changes)


def _opposite(one: Call, other: Call) -> Tensor | None:
    """Return the tensor of which the two calls give plus and minus; None where they do not."""
    if one.op == other.op == "Subtract" and len(one.arguments) == len(other.arguments) == 2:
        forward = [argument.tensor for argument in one.arguments]
        backward = [argument.tensor for argument in other.arguments]
        if forward == backward[::-1] and not one.settings and not other.settings:
            return Tensor(call=one.id)
    for plus, minus in ((one, other), (other, one)):
        if minus.op == "Negative" and minus.arguments[0].tensor == Tensor(call=plus.id):
            return Tensor(call=plus.id)
    return None


def squares(topology: Topology) -> Topology:
    """Make `d ** 2` and, for a difference d, `d * d` calls of Square."""
    by_id = topology.by_id
    changes = {}
    for call in topology.calls:
        if call.op == "Power" and call.settings == ((f"{CONSTANT}1", 2),):
            changes[call.id] = replace(call, op="Square", settings=())
        if call.op == "Multiply" and len(call.arguments) == 2 and not call.settings:
            first, second = (argument.tensor for argument in call.arguments)
            if first == second and by_id[first.call].op == "Subtract":
                changes[call.id] = replace(
                    call, op="Square", arguments=(Argument(port="0", tensor=first),)
                )
    return each_call(topology, changes)
