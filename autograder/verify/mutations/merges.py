"""Near-misses in a merge: another kind, an operand left out, operands in another order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from autograder.diagnosis.kinds import COMMUTATIVE, is_merge
from autograder.topology.model import Call, Tensor, Topology
from autograder.verify.edits import bypassed, operands, with_calls, with_operands
from autograder.verify.mutant import Mutant, Operator
from autograder.verify.subject import Subject

_KINDS = ("Add", "Concatenate", "Multiply", "Average", "Maximum", "Subtract")
_EVEN = frozenset({"Absolute", "Square"})


def _other_kind(subject: Subject) -> Iterator[Mutant]:
    base = subject.solution
    for call in base.calls:
        if call.op not in _KINDS or len(operands(call)) != len(call.arguments):
            continue
        for op in _KINDS:
            if op == call.op or (op == "Subtract" and len(call.arguments) != 2):
                continue
            settings = (("axis", -1),) if op == "Concatenate" else ()
            yield Mutant(
                topology=with_calls(base, replace(call, op=op, settings=settings)),
                key=f"merge {call.id}",
                change=op,
                words=f"`{call.id}` is made by {op}, not {call.op}",
                at=(call.id,),
            )


def _left_out(subject: Subject) -> Iterator[Mutant]:
    base = subject.solution
    for call in base.calls:
        tensors = operands(call)
        if not is_merge(call) or len(tensors) < 2 or len(tensors) != len(call.arguments):
            continue
        for at, tensor in enumerate(tensors):
            rest = tensors[:at] + tensors[at + 1 :]
            yield Mutant(
                topology=_without(base, call, rest),
                key=f"edge {tensor.call} -> {call.id}",
                change="left out",
                words=f"`{call.id}` ({call.op}) does not get `{tensor.call}`",
                at=(call.id, *(each.call for each in tensors)),
                ends=any(end.tensor.call == call.id for end in base.outputs),
            )


def _without(base: Topology, call: Call, rest: tuple[Tensor, ...]) -> Topology:
    if len(rest) == 1:
        return bypassed(base, call.id, rest[0])
    return with_calls(base, with_operands(call, rest))


def _other_order(subject: Subject) -> Iterator[Mutant]:
    base = subject.solution
    for call in base.calls:
        tensors = operands(call)
        if not is_merge(call) or len(tensors) != len(call.arguments):
            continue
        for one, other in combinations(range(len(tensors)), 2):
            if tensors[one] == tensors[other]:
                continue
            turned = list(tensors)
            turned[one], turned[other] = turned[other], turned[one]
            yield Mutant(
                topology=with_calls(base, with_operands(call, turned)),
                key=f"order of {call.id}",
                change=f"{tensors[one].call} and {tensors[other].call}",
                words=(
                    f"`{tensors[one].call}` and `{tensors[other].call}` change places in"
                    f" `{call.id}` ({call.op})"
                ),
                at=(call.id, *(each.call for each in tensors)),
                meaning="perhaps-equal" if _may_be_free(base, call) else "other",
            )


def _may_be_free(base: Topology, call: Call) -> bool:
    """Whether the order of operands may not matter: by the merge itself, or by what reads it."""
    readers = {
        id
        for tensor in base.consumers
        if tensor.call == call.id
        for id, _ in base.consumers[tensor]
    }
    even = bool(readers) and all(base.by_id[id].op in _EVEN for id in readers)
    return call.op in COMMUTATIVE or call.op in {"Concatenate", "Dot"} or even


OTHER_MERGE = Operator(name="another merge", mutants=_other_kind)
OPERAND_LEFT_OUT = Operator(name="an operand left out", mutants=_left_out)
OPERANDS_TURNED = Operator(name="operands in another order", mutants=_other_order)
