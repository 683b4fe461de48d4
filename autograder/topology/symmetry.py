"""Which calls may read their tensors in any order."""

from __future__ import annotations

from autograder.topology.model import Call, Shape, Tensor, Topology
from autograder.topology.shapes import infer_shapes

COMMUTATIVE = frozenset({"Add", "Multiply", "Maximum", "Minimum"})
"""Merges whose operands may be swapped and regrouped."""

_ANY_ORDER = COMMUTATIVE | {
    "Average",
    "Equal",
    "Fmax",
    "Fmin",
    "Hypot",
    "Logaddexp",
    "LogicalAnd",
    "LogicalOr",
    "LogicalXor",
    "NotEqual",
}
_EVEN = frozenset({"Absolute", "Cos", "Square"})
VECTORS = 2
"""The rank of a batch of vectors."""

MAYBE_ANY_ORDER = _ANY_ORDER | {"Concatenate", "Dot", "Subtract"}
"""Classes whose calls read their tensors in any order under some condition, or always."""


def any_order(topology: Topology) -> frozenset[str]:
    """Return the ids of the calls whose result does not depend on the order of what they read.

    A difference counts where only even functions read it, a Dot where it is one of two vectors.
    """
    found = {call.id for call in topology.calls if call.op in _ANY_ORDER}
    if any(call.op == "Subtract" for call in topology.calls):
        found |= under_even_functions(topology)
    if any(call.op == "Dot" for call in topology.calls):
        shapes = infer_shapes(topology)
        found |= {call.id for call in topology.calls if call.op == "Dot" and _plain(call, shapes)}
    return frozenset(found)


def under_even_functions(topology: Topology) -> set[str]:
    """Return the ids of the differences that nothing reads but even functions."""
    shown = {endpoint.tensor.call for endpoint in topology.outputs}
    found = set()
    for call in topology.calls:
        if call.op != "Subtract" or call.id in shown:
            continue
        readers = topology.consumers.get(Tensor(call=call.id), ())
        if readers and all(_is_even(topology.by_id[reader]) for reader, _ in readers):
            found.add(call.id)
    return found


def _is_even(call: Call) -> bool:
    exponent = call.setting("constant.1")
    if call.op == "Power" and isinstance(exponent, int):
        return exponent % 2 == 0
    return call.op in _EVEN


def _plain(call: Call, shapes: dict[Tensor, Shape]) -> bool:
    ranks = {len(shapes.get(argument.tensor, ())) for argument in call.arguments}
    return ranks == {VECTORS}
