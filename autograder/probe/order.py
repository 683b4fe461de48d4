"""Puts what a learner joined in a free order into the drawing's order, before numbers are compared.

The weights behind a Concatenate stand in the order of its operands; where one relabelling for each
set of weights explains another order, both orders are one function, and either may be computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from autograder.topology.layouts import orders_agree
from autograder.topology.model import Argument, Call, Tensor, Topology


def in_order_of(expected: Topology, learner: Topology, pairs: Mapping[str, str]) -> Topology | None:
    """Return the learner's normal form with its joins in the order of those they are paired with.

    None where all are in order, or where the order is not free. `pairs` leads from the expected
    calls to the learner's.
    """
    turned = {}
    for mine, theirs in pairs.items():
        call, other = expected.by_id.get(mine), learner.by_id.get(theirs)
        if call is None or other is None or not _join_channels(call, other):
            continue
        changed = _turned(call, other, pairs)
        if changed != other:
            turned[theirs] = changed
    if not turned:
        return None
    result = replace(learner, calls=tuple(turned.get(call.id, call) for call in learner.calls))
    same = {call.id: call.id for call in learner.calls}
    return result if orders_agree(result, learner, same) else None


def _join_channels(*calls: Call) -> bool:
    """Whether all are joins along the last axis; along any other, no weights follow the order."""
    return all(call.op == "Concatenate" and call.setting("axis", -1) == -1 for call in calls)


def _turned(call: Call, other: Call, pairs: Mapping[str, str]) -> Call:
    """Return the learner's join with its operands as far as they are known in the wanted order."""
    if len(call.arguments) != len(other.arguments):
        return other
    left = [argument.tensor for argument in other.arguments]
    wanted: list[Tensor | None] = []
    for argument in call.arguments:
        answer = Tensor(call=pairs.get(argument.tensor.call, ""), result=argument.tensor.result)
        wanted.append(answer if answer in left else None)
        if answer in left:
            left.remove(answer)
    rest = iter(left)
    tensors = [next(rest) if tensor is None else tensor for tensor in wanted]
    return replace(
        other,
        arguments=tuple(
            Argument(port=argument.port, tensor=tensor)
            for argument, tensor in zip(other.arguments, tensors, strict=True)
        ),
    )
