"""The shortest models that somebody tries who does not want to understand the drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from autograder.diagnosis.answers import builder_verdict
from autograder.diagnosis.chains import edges_beyond_a_chain
from autograder.diagnosis.kinds import is_merge
from autograder.diagnosis.verdict import Verdict
from autograder.topology.model import Argument, Call, Tensor, Topology
from autograder.topology.normal_form import normalise
from autograder.verify.edits import rebuilt
from autograder.verify.graphs import Case
from autograder.verify.report import Shortcut

HALF = 0.5
NOT_ALL = 0.99


def shortcuts(cases: Sequence[Case]) -> Iterator[Shortcut]:
    """Yield what the shortest answers earn: nothing, the input itself, the start, a plain stack."""
    base, policy = cases[0].subject.drawing, cases[0].subject.policy
    yield _earned(cases, "a function that returns nothing", lambda _: None, 0.0)
    yield _earned(cases, "a model that ends at its input", _identity, 0.0)
    if cases[0].start is not None:
        yield _earned(cases, "the graph that one starts from", lambda case: case.start, 0.0)
    if edges_beyond_a_chain(normalise(base, policy)):
        yield _earned(cases, "a plain stack of the right layers", _stack, HALF)
    if policy.style == "functional":
        yield _earned(cases, "the right graph, written as a Sequential", _sequential, NOT_ALL)


def hard_coded(
    cases: Sequence[Case], drawing: Callable[[Mapping[str, Any]], Topology]
) -> Iterator[Shortcut]:
    """Yield what builders earn that do not follow a size, or take one for another."""
    if not all(case.judged(drawing(case.sizes)).passed for case in cases):
        return  # The drawing leaves something open, so it is no answer to begin with.
    published = cases[0].sizes
    for name in published:
        words = f"{name}={published[name]} written into the function"
        yield _earned(cases, words, _fixed(drawing, {name: published[name]}), NOT_ALL)
    yield _earned(cases, "the model for the first sizes alone", _fixed(drawing, published), NOT_ALL)
    for one, other in combinations(published, 2):
        yield _earned(cases, f"{one} taken for {other}", _mixed(drawing, one, other), NOT_ALL)


def _fixed(
    drawing: Callable[[Mapping[str, Any]], Topology], sizes: Mapping[str, Any]
) -> Callable[[Case], Topology]:
    return lambda case: drawing({**case.sizes, **sizes})


def _mixed(
    drawing: Callable[[Mapping[str, Any]], Topology], one: str, other: str
) -> Callable[[Case], Topology]:
    return lambda case: drawing({**case.sizes, one: case.sizes[other], other: case.sizes[one]})


def _earned(
    cases: Sequence[Case], words: str, answer: Callable[[Case], Topology | None], limit: float
) -> Shortcut:
    verdicts = [(case.sizes, case.judged(answer(case))) for case in cases]
    return Shortcut(words=words, score=_summed(verdicts), limit=limit)


def _summed(verdicts: list[tuple[Mapping[str, Any], Verdict]]) -> float:
    return verdicts[0][1].score if len(verdicts) == 1 else builder_verdict(verdicts).score


def _identity(case: Case) -> Topology:
    base = case.subject.solution
    ends = tuple(replace(end, tensor=base.inputs[0].tensor) for end in base.outputs)
    return rebuilt(base, base.calls, outputs=ends)


def _stack(case: Case) -> Topology:
    """Every layer once, each on the one before, as Sequential would; merges do not fit in."""
    base = case.subject.solution
    first = base.by_id[base.inputs[0].tensor.call]
    calls, last = [first], Tensor(call=first.id)
    for call in base.calls:
        if call.op != "Input" and not is_merge(call):
            calls.append(_on(call, last))
            last = Tensor(call=call.id)
    ends = tuple(replace(end, tensor=last) for end in base.outputs)
    return rebuilt(base, calls, inputs=base.inputs[:1], outputs=ends[:1])


def _on(call: Call, tensor: Tensor) -> Call:
    return replace(call, arguments=(Argument(port="0", tensor=tensor),), shapes=())


def _sequential(case: Case) -> Topology:
    return replace(case.subject.solution, style="sequential")
