"""Merges of many operands, some of which another merge joins already: one way to write them.

Where `s = x + y` stands and is read, `x + y + z` may be read as a sum of three, and as `s + z` with
s written twice. Both are the same topology; here they become `s + z`, and a Concatenate of others
becomes one of all their operands. No pass of the normal form does this, so that mistakes are told
in the terms of what was drawn and built.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TypeAlias

from autograder.topology.model import Argument, Call, Tensor, Topology
from autograder.topology.normal_form.duplicates import merge_duplicates
from autograder.topology.normal_form.merges import NESTING, flatten_merges, without_constants
from autograder.topology.normal_form.operators import CONSTANT
from autograder.topology.normal_form.reachability import drop_unused
from autograder.topology.normal_form.rewriting import in_reading_order
from autograder.topology.symmetry import COMMUTATIVE

_Operands: TypeAlias = tuple[Tensor, ...]

_NUMBER = "\0"
"""Stands before a number among tensors; no call of a config has such a name."""
_MOST_OPERANDS = 64
"""Merges of more operands are left as they are."""
_MOST_MERGES = 300
"""So are those of a model that has more of them; each is held against all others."""


def regrouped(topology: Topology) -> Topology:
    """Return the normal form with every sum made of those others that join its operands anyway.

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
            changed[call.id] = _with_operands(call, operands)
    if not changed:
        return topology
    calls = in_reading_order(changed.get(call.id, call) for call in topology.calls)
    regrouped = merge_duplicates(drop_unused(replace(topology, calls=calls)))
    return flatten_merges(regrouped, repeated=True)


def _is_plain(call: Call) -> bool:
    """Whether tensors are merged, and numbers only where their place does not matter."""
    if len(_operands(call)) < 2:
        return False
    settings = without_constants(call.settings) if call.op in COMMUTATIVE else call.settings
    return all(name == "axis" for name, _ in settings)


def _operands(call: Call) -> _Operands:
    """Return what a call merges; a number stands as a tensor of a name that no call has."""
    numbers = (value for name, value in call.settings if name.startswith(CONSTANT))
    return (
        *(argument.tensor for argument in call.arguments),
        *(Tensor(call=f"{_NUMBER}{value!r}") for value in numbers),
    )


def _with_operands(call: Call, operands: _Operands) -> Call:
    """Return the call with these operands, its numbers again among the settings."""
    numbers = {
        f"{_NUMBER}{value!r}": value for name, value in call.settings if name.startswith(CONSTANT)
    }
    tensors = [each for each in operands if each.call not in numbers]
    left = [numbers[each.call] for each in operands if each.call in numbers]
    settings = dict(without_constants(call.settings)) | {
        f"{CONSTANT}{len(tensors) + at}": value for at, value in enumerate(left)
    }
    return replace(
        call,
        arguments=tuple(Argument(port=str(at), tensor=each) for at, each in enumerate(tensors)),
        settings=tuple(sorted(settings.items())),
    )


def _leaves(topology: Topology, merges: list[Call]) -> dict[str, _Operands]:
    """Return what each merge joins in the end, merges inside it written out."""
    known = {call.id: call for call in merges}
    found: dict[str, _Operands] = {}
    for call in topology.calls:
        if call.id not in known:
            continue
        operands: list[Tensor] = []
        for tensor in _operands(call):
            inner = known.get(tensor.call)
            if inner is not None and _alike(inner, call):
                operands += found[inner.id]
            else:
                operands.append(tensor)
            if len(operands) > _MOST_OPERANDS:
                operands = [Tensor(call=call.id)]
                break
        found[call.id] = tuple(operands)
    return found


def _same_operands(operands: _Operands, call: Call) -> bool:
    own = _operands(call)
    return operands == own or (call.op in COMMUTATIVE and Counter(operands) == Counter(own))


def _alike(one: Call, other: Call) -> bool:
    settings = without_constants(one.settings) == without_constants(other.settings)
    return settings and (one.op, one.inside) == (other.op, other.inside)


def _is_part(part: Call, whole: Call, leaves: dict[str, _Operands]) -> bool:
    if not _alike(part, whole):
        return False
    mine, theirs = leaves[part.id], leaves[whole.id]
    return 1 < len(mine) < len(theirs) and Counter(mine) <= Counter(theirs)


def _made_of(call: Call, parts: list[Call], leaves: dict[str, _Operands]) -> _Operands:
    """Return the operands of the call made of the largest parts that fit; its own without any.

    A Concatenate is written out instead: its order may be free, so that no other one need be a
    part of it as it stands.
    """
    rest = leaves[call.id]
    if call.op not in COMMUTATIVE:
        return _operands(call) if rest == (Tensor(call=call.id),) else rest
    taken = False
    for part in sorted(parts, key=lambda part: len(leaves[part.id]), reverse=True):
        mine = Counter(leaves[part.id])
        while mine <= Counter(rest):
            taken = True
            rest = (Tensor(call=part.id), *(Counter(rest) - mine).elements())
    return rest if taken else _operands(call)
