"""Near-misses at the ends of a model: outputs and inputs left out, twice, exchanged, renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from autograder.topology.model import Endpoint, Tensor, Topology
from autograder.verify.edits import bypassed, rebuilt
from autograder.verify.mutant import Mutant, Operator
from autograder.verify.subject import Subject

_Ends = tuple[Endpoint, ...]


def _outputs(subject: Subject) -> Iterator[Mutant]:
    base, ends = subject.solution, subject.solution.outputs
    for at, end in enumerate(ends):
        id = end.tensor.call
        earlier = base.by_id[id].arguments
        if len(earlier) == 1:
            moved = replace(end, tensor=earlier[0].tensor)
            yield _ending(
                base, id, "a call too early", _with(ends, at, moved), "the model ends before"
            )
        if len(ends) < 2:
            continue
        rest = (*ends[:at], *ends[at + 1 :])
        yield _ending(base, id, "left out", rest, "Model(...) is not given the output")
        twin = ends[at - 1]
        if twin.tensor != end.tensor:
            words = f"Model(...) gives `{twin.tensor.call}` twice, in place of"
            yield _ending(
                base,
                id,
                f"{twin.tensor.call} instead",
                _with(ends, at, replace(end, tensor=twin.tensor)),
                words,
            )


def _with(ends: _Ends, at: int, end: Endpoint) -> _Ends:
    return (*ends[:at], end, *ends[at + 1 :])


def _ending(base: Topology, id: str, change: str, ends: _Ends, words: str) -> Mutant:
    return Mutant(
        topology=rebuilt(base, base.calls, outputs=ends),
        key=f"output {id}",
        change=change,
        words=f"{words} `{id}`",
        at=(id, *(end.tensor.call for end in ends)),
        ends=True,
    )


def _exchanged(subject: Subject) -> Iterator[Mutant]:
    base = subject.solution
    for word, ends in (("inputs", base.inputs), ("outputs", base.outputs)):
        for one, other in combinations(range(len(ends)), 2):
            # Each name stays in its place: it is the tensors that are mixed up.
            turned = _with(ends, one, replace(ends[one], tensor=ends[other].tensor))
            turned = _with(turned, other, replace(ends[other], tensor=ends[one].tensor))
            ids = (ends[one].tensor.call, ends[other].tensor.call)
            yield Mutant(
                topology=rebuilt(base, base.calls, **{word: turned}),
                key=f"order of {word}",
                change=f"{ids[0]} and {ids[1]}",
                words=f"the {word} `{ids[0]}` and `{ids[1]}` are exchanged",
                at=(*ids, *_users(base, ids)),
                ends=True,
                # A graph that treats two inputs alike gives the same either way.
                meaning="perhaps-equal" if word == "inputs" else "other",
            )


def _users(base: Topology, ids: Iterable[str]) -> Iterator[str]:
    """Yield what reads one of the calls, and what shares its weights: it may be wrong instead."""
    for id in ids:
        for reader in _readers(base, Tensor(call=id)):
            weights = base.by_id[reader].weights
            yield from (reader,) if weights is None else base.weights_groups[weights]


def _one_for_both(subject: Subject) -> Iterator[Mutant]:
    """Everything reads one input, and the other one is forgotten."""
    base = subject.solution
    for kept, lost in combinations(base.inputs, 2):
        ends = tuple(end for end in base.inputs if end != lost)
        merged = bypassed(base, lost.tensor.call, kept.tensor)
        yield Mutant(
            topology=replace(merged, inputs=ends),
            key=f"input {lost.tensor.call}",
            change=f"{kept.tensor.call} instead",
            words=f"everything reads `{kept.tensor.call}`, and `{lost.tensor.call}` is no input",
            at=(kept.tensor.call, lost.tensor.call, *_readers(base, lost.tensor)),
            ends=True,
        )


def _readers(base: Topology, tensor: Tensor) -> Iterator[str]:
    yield from (id for id, _ in base.consumers.get(tensor, ()))


def _renamed(subject: Subject) -> Iterator[Mutant]:
    base, drawing = subject.solution, subject.drawing
    if subject.policy.names == "ignore":
        return
    for word in ("inputs", "outputs"):
        wanted = {end.name for end in getattr(drawing, word) if end.name}
        ends: _Ends = getattr(base, word)
        for at, end in enumerate(ends):
            if end.name in wanted:
                yield Mutant(
                    topology=rebuilt(
                        base, base.calls, **{word: _with(ends, at, replace(end, name="other"))}
                    ),
                    key=f"name of {end.name}",
                    change="another",
                    words=f"`{end.name}` has another name",
                    at=(end.tensor.call,),
                    ends=True,
                )


OTHER_OUTPUT = Operator(name="another output", mutants=_outputs)
ENDS_EXCHANGED = Operator(name="ends exchanged", mutants=_exchanged)
ONE_INPUT_FOR_BOTH = Operator(name="one input for both", mutants=_one_for_both)
ENDS_RENAMED = Operator(name="an end renamed", mutants=_renamed)
