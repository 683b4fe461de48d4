"""Near-misses in one edge: a call reads another tensor, or the edge has a layer in it."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.kinds import COMMUTATIVE, full_label, is_merge
from autograder.topology.model import Argument, Call, Tensor, Topology
from autograder.verify.edits import below, inserted, readers_of, with_calls, with_source
from autograder.verify.mutant import Mutant, Operator
from autograder.verify.subject import Subject

NEAREST = 8
"""So many other tensors are tried for an edge; in a large graph those far away are no near-miss."""


def _other_source(subject: Subject) -> Iterator[Mutant]:
    base = subject.solution
    for call in base.calls:
        for argument in call.arguments:
            for tensor in _nearby(base, call, argument):
                yield Mutant(
                    topology=with_calls(base, with_source(call, argument.port, tensor)),
                    key=f"edge {argument.tensor.call} -> {call.id}",
                    change=f"from {_named(tensor)}",
                    words=(
                        f"`{call.id}` ({full_label(call)}) reads `{_named(tensor)}` in place of"
                        f" `{_named(argument.tensor)}`"
                    ),
                    at=(call.id, argument.tensor.call, tensor.call, *_twins(base, call)),
                    meaning="perhaps-equal" if _are_twins(base, tensor, argument) else "other",
                )


def _named(tensor: Tensor) -> str:
    return f"{tensor.call}[{tensor.result}]" if tensor.result else tensor.call


def _twins(base: Topology, call: Call) -> tuple[str, ...]:
    """Return the other calls of a shared layer: which of them is wrong is a matter of taste."""
    return () if call.weights is None else base.weights_groups[call.weights]


def _are_twins(base: Topology, tensor: Tensor, argument: Argument) -> bool:
    """Whether two tensors are the same for they are made alike, such as two `Flatten()(x)`."""
    return _made(base.by_id[tensor.call]) == _made(base.by_id[argument.tensor.call])


def _made(call: Call) -> tuple[object, ...]:
    sources = [(each.port, each.tensor.call, each.tensor.result) for each in call.arguments]
    if call.op in COMMUTATIVE:
        sources = sorted(("", id, result) for _, id, result in sources)
    return (call.op, call.settings, call.options, sources, call.weights)


def _nearby(base: Topology, call: Call, argument: Argument) -> list[Tensor]:
    """Return other tensors that the call could read, those of near-by calls first."""
    later = below(base, call.id)
    order = [each.id for each in base.calls]
    here = order.index(argument.tensor.call)
    tensors = {Tensor(call=each.id) for each in base.calls} | set(base.consumers)
    return sorted(
        (each for each in tensors if each.call not in later and each != argument.tensor),
        key=lambda each: (abs(order.index(each.call) - here), each.call, each.result),
    )[:NEAREST]


def _layer_between(subject: Subject) -> Iterator[Mutant]:
    """A layer where the drawing has only an arrow: two parallel branches in place of a skip."""
    base = subject.solution
    for call in base.calls:
        if not is_merge(call):
            continue
        for argument in call.arguments:
            source = base.by_id[argument.tensor.call]
            if len(readers_of(base, argument.tensor)) < 2 or not source.shapes:
                continue
            width = source.shapes[argument.tensor.result][-1]
            new = Call(
                id=f"{source.id}_layer",
                op="Dense",
                settings=(("activation", "linear"), ("units", width), ("use_bias", True)),
            )
            yield Mutant(
                topology=inserted(base, new, argument.tensor, (call.id,)),
                key=f"edge {source.id} -> {call.id}",
                change="through a layer",
                words=f"a Dense stands between `{source.id}` and `{call.id}`",
                at=(source.id, call.id, new.id),
            )


def _roles(subject: Subject) -> Iterator[Mutant]:
    """Tensors given to each other's roles: query and value, say."""
    base = subject.solution
    for call in base.calls:
        roles = [each for each in call.arguments if not each.port.isdigit()]
        for at, one in enumerate(roles):
            for other in roles[at + 1 :]:
                if one.tensor == other.tensor:
                    continue
                turned = with_source(
                    with_source(call, one.port, other.tensor), other.port, one.tensor
                )
                yield Mutant(
                    topology=with_calls(base, turned),
                    key=f"{one.port} and {other.port} of {call.id}",
                    change="exchanged",
                    words=f"{one.port} and {other.port} of `{call.id}` are exchanged",
                    at=(call.id, one.tensor.call, other.tensor.call),
                )


OTHER_SOURCE = Operator(name="another tensor read", mutants=_other_source)
LAYER_BETWEEN = Operator(name="a layer in a skip", mutants=_layer_between)
ROLES_EXCHANGED = Operator(name="roles exchanged", mutants=_roles)
