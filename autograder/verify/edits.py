"""Editing a topology so that it stays one: in order, without calls that nothing reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from autograder.topology.model import Argument, Call, Endpoint, Tensor, Topology, Value
from autograder.topology.normal_form.reachability import drop_unused
from autograder.topology.normal_form.weights import has_weights


def rebuilt(
    base: Topology,
    calls: Iterable[Call],
    *,
    inputs: tuple[Endpoint, ...] | None = None,
    outputs: tuple[Endpoint, ...] | None = None,
) -> Topology:
    """Return `base` with other calls and ends.

    Calls are put in order, those that no output needs are set aside as unused, and what Keras
    recorded of shapes is forgotten from the first change downwards.
    """
    changed = replace(
        base,
        calls=tuple(_without_stale_shapes(base, _ordered(calls))),
        inputs=base.inputs if inputs is None else inputs,
        outputs=base.outputs if outputs is None else outputs,
    )
    return drop_unused(changed)


def with_calls(base: Topology, *changed: Call) -> Topology:
    """Return `base` with some of its calls replaced, by their ids."""
    by_id = {call.id: call for call in changed}
    return rebuilt(base, (by_id.get(call.id, call) for call in base.calls))


def with_setting(call: Call, name: str, value: Value) -> Call:
    """Return a call with a setting of another value."""
    settings = {**dict(call.settings), name: value}
    return replace(call, settings=tuple(sorted(settings.items())))


def with_source(call: Call, port: str, tensor: Tensor) -> Call:
    """Return a call that reads another tensor at one of its ports."""
    arguments = (
        Argument(port=port, tensor=tensor) if each.port == port else each for each in call.arguments
    )
    return replace(call, arguments=tuple(arguments))


def with_operands(call: Call, tensors: Iterable[Tensor]) -> Call:
    """Return a merge that reads these tensors, in this order."""
    arguments = (Argument(port=str(at), tensor=tensor) for at, tensor in enumerate(tensors))
    return replace(call, arguments=tuple(arguments))


def operands(call: Call) -> tuple[Tensor, ...]:
    """Return the tensors that a call reads by position, in the order of their ports."""
    found = [each for each in call.arguments if each.port.isdigit()]
    return tuple(each.tensor for each in sorted(found, key=lambda each: int(each.port)))


def bypassed(base: Topology, id: str, instead: Tensor) -> Topology:
    """Return `base` without one call; what read it reads `instead`."""

    def moved(tensor: Tensor) -> Tensor:
        return instead if tensor.call == id else tensor

    calls = (
        replace(
            call,
            arguments=tuple(
                Argument(port=each.port, tensor=moved(each.tensor)) for each in call.arguments
            ),
        )
        for call in base.calls
        if call.id != id
    )
    ends = tuple(replace(end, tensor=moved(end.tensor)) for end in base.outputs)
    return rebuilt(base, calls, outputs=ends)


def inserted(base: Topology, new: Call, after: Tensor, readers: Iterable[str]) -> Topology:
    """Return `base` with a call that reads `after`; the `readers` of that read the new one."""
    reading, result = set(readers), Tensor(call=new.id)
    made = replace(
        new,
        arguments=(Argument(port="0", tensor=after),),
        weights=new.id if has_weights(new.op) else None,
        variable=new.id,
    )
    calls = [
        replace(
            call,
            arguments=tuple(
                Argument(port=each.port, tensor=result) if each.tensor == after else each
                for each in call.arguments
            ),
        )
        if call.id in reading
        else call
        for call in base.calls
    ]
    ends = tuple(
        replace(end, tensor=result) if end.tensor == after and OUTPUT in reading else end
        for end in base.outputs
    )
    return rebuilt(base, [*calls, made], outputs=ends)


OUTPUT = "(output)"
"""Stands for the model's outputs among the readers of a tensor."""


def readers_of(base: Topology, tensor: Tensor) -> tuple[str, ...]:
    """Return the calls that read a tensor, and `OUTPUT` where the model ends at it."""
    found = [call for call, _ in base.consumers.get(tensor, ())]
    ends = any(end.tensor == tensor for end in base.outputs)
    return (*dict.fromkeys(found), OUTPUT) if ends else tuple(dict.fromkeys(found))


def below(base: Topology, id: str) -> frozenset[str]:
    """Return a call and everything that depends on it."""
    found = {id}
    for call in base.calls:
        if any(each.tensor.call in found for each in call.arguments):
            found.add(call.id)
    return frozenset(found)


def _ordered(calls: Iterable[Call]) -> list[Call]:
    waiting, done, order = list(calls), set[str](), list[Call]()
    known = {call.id for call in waiting}
    while waiting:
        ready = [
            call
            for call in waiting
            if all(
                each.tensor.call in done or each.tensor.call not in known for each in call.arguments
            )
        ]
        assert ready, "a mutation made a circle"
        first = ready[0]
        waiting.remove(first)
        done.add(first.id)
        order.append(first)
    return order


def _without_stale_shapes(base: Topology, calls: list[Call]) -> Iterable[Call]:
    stale: set[str] = set()
    for call in calls:
        if call != base.by_id.get(call.id) or any(a.tensor.call in stale for a in call.arguments):
            stale.add(call.id)
            yield replace(call, shapes=())
        else:
            yield call
