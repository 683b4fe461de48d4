"""Near-misses in sharing: weights of its own for a call that shares, shared ones for two apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from autograder.diagnosis.kinds import full_label
from autograder.topology.model import Call
from autograder.verify.edits import with_calls
from autograder.verify.mutant import Mutant, Operator
from autograder.verify.subject import Subject


def _apart(subject: Subject) -> Iterator[Mutant]:
    base = subject.solution
    for group, ids in base.weights_groups.items():
        for id in ids if len(ids) > 1 else ():
            yield Mutant(
                topology=with_calls(base, replace(base.by_id[id], weights=f"{group} of {id}")),
                key=f"weights of {id}",
                change="of its own",
                words=f"`{id}` ({full_label(base.by_id[id])}) is a layer of its own",
                at=ids,
            )


def _shared(subject: Subject) -> Iterator[Mutant]:
    base = subject.solution
    weighted = [call for call in base.calls if call.weights is not None]
    for one, other in combinations(weighted, 2):
        if one.weights == other.weights or not _alike(one, other):
            continue
        # All calls of the second layer become calls of the first.
        moved = [
            replace(call, weights=one.weights) for call in weighted if call.weights == other.weights
        ]
        yield Mutant(
            topology=with_calls(base, *moved),
            key=f"weights of {other.id}",
            change=f"of {one.id}",
            words=f"`{one.id}` and `{other.id}` ({full_label(one)}) are one layer, called twice",
            at=(one.id, other.id, *(call.id for call in moved)),
        )


def _wrong_pair(subject: Subject) -> Iterator[Mutant]:
    """One call of a shared layer uses another layer's weights, which are made alike."""
    base = subject.solution
    weighted = [call for call in base.calls if call.weights is not None]
    for call in weighted:
        group = base.weights_groups[call.weights or ""]
        for other in weighted if len(group) > 1 else ():
            if other.weights == call.weights or not _alike(call, other):
                continue
            yield Mutant(
                topology=with_calls(base, replace(call, weights=other.weights)),
                key=f"weights of {call.id}",
                change=f"shared with {other.id}",
                words=f"`{call.id}` shares its weights with `{other.id}`, not with its own pair",
                at=(*group, *base.weights_groups[other.weights or ""]),
                # Which two of three are alike may be told by their places alone.
                meaning="perhaps-equal",
            )


def _alike(one: Call, other: Call) -> bool:
    return (one.op, one.settings) == (other.op, other.settings)


NOT_SHARED = Operator(name="a layer not shared", mutants=_apart)
SHARED = Operator(name="two layers that are one", mutants=_shared)
WRONG_PAIR = Operator(name="the wrong two share", mutants=_wrong_pair)
