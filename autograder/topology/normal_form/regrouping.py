"""Merges of many operands, some of which another merge joins already: one way to write them.

Where `s = x + y` stands and is read, `x + y + z` may be read as a sum of three, and as `s + z` with
s written twice. Both are the same topology; here they become `s + z`. No pass of the normal form
does this, so that mistakes are told in the terms of what was drawn and built.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TypeAlias

from autograder.topology.model import Argument, Call, Tensor, Topology
from autograder.topology.normal_form.duplicates import merge_duplicates
from autograder.topology.normal_form.merges import NESTING, flatten_merges
from autograder.topology.normal_form.rewriting import in_reading_order
from autograder.topology.symmetry import COMMUTATIVE

_Operands: TypeAlias = tuple[Tensor, ...]

_MOST_OPERANDS = 64
"""Merges of more operands are left as they are."""
_MOST_MERGES = 300
"""So are those of a model that has more of them; each is held against all others."""


def regrouped(topology: Topology) -> Topology:
    """Return the normal form with every merge made of those others that join its operands anyway.

    The same object where there is nothing to do.
    """
    topology = flatten_merges(topology, repeated=True)
    merges = [call for call in topology.calls if call.op in NESTING and _is_plain(call)]
    if not 1 < len(merges) <= _MOST_MERGES:
        return topology
    leaves = _leaves(topology, merges)
    starting: dict[Tensor, list[Call]] = {}
    for call in merges:
        starting.setdefault(leaves[call.id][0], []).append(call)
    changed = {}
    for call in merges:
        near = (each for leaf in dict.fromkeys(leaves[call.id]) for each in starting.get(leaf, ()))
        parts = [each for each in near if _is_part(each, call, leaves)]
        operands = _made_of(call, parts, leaves)
        if not _same_operands(operands, call):
            arguments = (Argument(port=str(at), tensor=each) for at, each in enumerate(operands))
            changed[call.id] = replace(call, arguments=tuple(arguments))
    if not changed:
        return topology
    calls = in_reading_order(changed.get(call.id, call) for call in topology.calls)
    return flatten_merges(merge_duplicates(replace(topology, calls=calls)), repeated=True)


def _is_plain(call: Call) -> bool:
    """Whether nothing but tensors is merged, and more than one of them."""
    return len(call.arguments) > 1 and all(name == "axis" for name, _ in call.settings)


def _leaves(topology: Topology, merges: list[Call]) -> dict[str, _Operands]:
    """Return what each merge joins in the end, merges inside it written out."""
    known = {call.id: call for call in merges}
    found: dict[str, _Operands] = {}
    for call in topology.calls:
        if call.id not in known:
            continue
        operands: list[Tensor] = []
        for argument in call.arguments:
            inner = known.get(argument.tensor.call)
            if inner is not None and _alike(inner, call):
                operands += found[inner.id]
            else:
                operands.append(argument.tensor)
            if len(operands) > _MOST_OPERANDS:
                operands = [Tensor(call=call.id)]
                break
        found[call.id] = tuple(operands)
    return found


def _same_operands(operands: _Operands, call: Call) -> bool:
    own = tuple(argument.tensor for argument in call.arguments)
    return operands == own or (call.op in COMMUTATIVE and Counter(operands) == Counter(own))


def _alike(one: Call, other: Call) -> bool:
    return (one.op, one.settings, one.inside) == (other.op, other.settings, other.inside)


def _is_part(part: Call, whole: Call, leaves: dict[str, _Operands]) -> bool:
    if not _alike(part, whole):
        return False
    mine, theirs = leaves[part.id], leaves[whole.id]
    return 1 < len(mine) < len(theirs) and _place(mine, theirs, part.op) is not None


def _place(part: _Operands, whole: _Operands, op: str) -> int | None:
    """Return where a part starts in the whole, 0 if its order is free; None if it is no part."""
    if op in COMMUTATIVE:
        return 0 if Counter(part) <= Counter(whole) else None
    starts = range(len(whole) - len(part) + 1)
    return next((at for at in starts if whole[at : at + len(part)] == part), None)


def _made_of(call: Call, parts: list[Call], leaves: dict[str, _Operands]) -> _Operands:
    """Return the operands of the call made of the largest parts that fit; its own without any."""
    rest = leaves[call.id]
    taken = False
    parts = sorted(parts, key=lambda part: len(leaves[part.id]), reverse=True)
    for part in parts:
        mine = leaves[part.id]
        while (at := _place(mine, rest, call.op)) is not None:
            taken = True
            if call.op in COMMUTATIVE:
                left = list((Counter(rest) - Counter(mine)).elements())
                rest = (Tensor(call=part.id), *left)
            else:
                rest = (*rest[:at], Tensor(call=part.id), *rest[at + len(mine) :])
    return rest if taken else tuple(argument.tensor for argument in call.arguments)
