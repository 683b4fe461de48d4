"""Near-misses in which a call is left out, made twice, or stands on the wrong side of the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from autograder.diagnosis.kinds import full_label, is_activation
from autograder.topology.model import Argument, Call, Tensor, Topology
from autograder.verify.edits import OUTPUT, bypassed, inserted, readers_of, rebuilt
from autograder.verify.mutant import Mutant, Operator
from autograder.verify.subject import Subject


def _left_out(subject: Subject) -> Iterator[Mutant]:
    base = subject.solution
    for call in base.calls:
        if len(call.arguments) != 1 or any(each.result for each in _results(base, call.id)):
            continue
        source = call.arguments[0].tensor
        readers = readers_of(base, Tensor(call=call.id))
        yield Mutant(
            topology=bypassed(base, call.id, source),
            key=f"use of {call.id}",
            change="left out",
            words=f"`{call.id}` ({full_label(call)}) is left out",
            at=(source.call, *readers),
            ends=OUTPUT in readers,
            meaning="admitted" if call.op in subject.policy.extras else "other",
        )


def _results(base: Topology, id: str) -> Iterator[Tensor]:
    yield from (tensor for tensor in base.consumers if tensor.call == id)
    yield from (end.tensor for end in base.outputs if end.tensor.call == id)


def _repeated(subject: Subject) -> Iterator[Mutant]:
    base = subject.solution
    for call in base.calls:
        if len(call.arguments) != 1 or call.op == "Input" or is_activation(call):
            continue
        tensor = Tensor(call=call.id)
        new = f"{call.id}_again"
        readers = readers_of(base, tensor)
        if not readers:
            continue  # Only a further result of it is used, such as a state.
        yield Mutant(
            topology=inserted(base, replace(call, id=new), tensor, readers),
            key=f"use of {call.id}",
            change="made twice",
            words=f"a second {full_label(call)} follows `{call.id}`",
            at=(call.id, new, *_alike(base, call)),
            # A second Flatten or pooling over one number does nothing.
            meaning="other" if call.weights is not None else "perhaps-equal",
        )


def _alike(base: Topology, call: Call) -> Iterator[str]:
    """Yield calls next to this one that are made like it: any of them is the one too many."""
    near = {each.tensor.call for each in call.arguments}
    near |= set(readers_of(base, Tensor(call=call.id))) - {OUTPUT}
    for id in sorted(near):
        if full_label(base.by_id[id]) == full_label(call):
            yield id


def _turned(subject: Subject) -> Iterator[Mutant]:
    """Two neighbours of a chain in the other order, such as an activation and a normalisation."""
    base = subject.solution
    for second in base.calls:
        if len(second.arguments) != 1 or second.arguments[0].tensor.result:
            continue
        first = base.by_id[second.arguments[0].tensor.call]
        tensor = Tensor(call=first.id)
        if len(first.arguments) != 1 or readers_of(base, tensor) != (second.id,):
            continue
        if (first.op, first.settings) == (second.op, second.settings):
            continue
        yield Mutant(
            topology=_in_other_order(base, first, second),
            key=f"order of {first.id} and {second.id}",
            change="turned round",
            words=f"`{second.id}` comes before `{first.id}`",
            at=(first.id, second.id),
            meaning="perhaps-equal" if _bends_only(first, second) else "other",
        )


def _bends_only(*calls: Call) -> bool:
    """Whether both work number by number or on the largest, where the order may not matter."""
    return all(call.weights is None for call in calls)


def _in_other_order(base: Topology, first: Call, second: Call) -> Topology:
    tensor = Tensor(call=second.id)
    ahead = replace(second, arguments=first.arguments)
    behind = replace(first, arguments=(Argument(port="0", tensor=tensor),))

    def moved(reading: Tensor) -> Tensor:
        return Tensor(call=first.id) if reading == tensor else reading

    calls = [
        replace(
            call,
            arguments=tuple(
                Argument(port=each.port, tensor=moved(each.tensor)) for each in call.arguments
            ),
        )
        for call in base.calls
        if call.id not in {first.id, second.id}
    ]
    ends = tuple(replace(end, tensor=moved(end.tensor)) for end in base.outputs)
    return rebuilt(base, [*calls, ahead, behind], outputs=ends)


def _added(subject: Subject) -> Iterator[Mutant]:
    """A layer that helps in many models, and that this drawing does not have."""
    base = subject.solution
    for call in base.calls:
        tensor = Tensor(call=call.id)
        readers = readers_of(base, tensor)
        if call.weights is None or OUTPUT in readers or not readers:
            continue
        new = Call(id=f"{call.id}_dropout", op="Dropout", settings=(("rate", 0.2),))
        yield Mutant(
            topology=inserted(base, new, tensor, readers),
            key=f"Dropout after {call.id}",
            change="added",
            words=f"a Dropout follows `{call.id}`",
            at=(call.id, new.id),
            meaning="admitted" if "Dropout" in subject.policy.extras else "other",
        )


LEFT_OUT = Operator(name="a call left out", mutants=_left_out)
MADE_TWICE = Operator(name="a call made twice", mutants=_repeated)
ADDED = Operator(name="a Dropout added", mutants=_added)
TURNED = Operator(name="two calls in the other order", mutants=_turned)
