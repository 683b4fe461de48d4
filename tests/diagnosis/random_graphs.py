"""Random small graphs and random mistakes in them, by a seed; shares no code with the checker."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from autograder.topology.model import Argument, Call, Endpoint, Tensor, Topology

# Many of them: two alike on one tensor would be one call, and then an edit is no single mistake.
_ACTIVATIONS = ("relu", "tanh", "sigmoid", "softplus", "selu", "gelu", "silu", "exponential")


def random_graph(seed: int, *, size: int = 7) -> Topology:
    """Return a graph of one or two inputs, a few layers, merges and shared layers."""
    random = Random(seed)
    calls = [_input(f"in{number}", 4) for number in range(random.choice([1, 1, 2]))]
    for number in range(random.randint(2, size)):
        calls.append(_layer(random, f"c{number}", calls))
    return finished(calls)


def finished(calls: list[Call]) -> Topology:
    """Return the graph of these calls, every tensor that nobody reads an output."""
    read = {argument.tensor.call for call in calls for argument in call.arguments}
    ends = [call.id for call in calls if call.id not in read]
    return Topology(
        calls=tuple(calls),
        inputs=tuple(_end(call.id) for call in calls if call.op == "Input"),
        outputs=tuple(_end(id) for id in ends),
    )


def _end(id: str) -> Endpoint:
    return Endpoint(tensor=Tensor(call=id))


def _input(id: str, width: int) -> Call:
    return Call(id=id, op="Input", settings=(("tensor", (width,)),))


def _layer(random: Random, id: str, before: list[Call]) -> Call:
    kind = random.choice(["Dense", "Dense", "Dense", "Dropout", "Activation", "Add", "Concatenate"])
    sources = [random.choice(before[-4:]).id]
    if kind in {"Add", "Concatenate"}:
        sources.append(random.choice(before).id)
    return Call(
        id=id,
        op=kind,
        settings=_settings(random, kind),
        arguments=tuple(
            Argument(port=str(at), tensor=Tensor(call=source)) for at, source in enumerate(sources)
        ),
        weights=random.choice([id, id, id, "shared"]) if kind == "Dense" else None,
    )


def _settings(random: Random, kind: str) -> tuple[tuple[str, int | float | str], ...]:
    if kind == "Dense":
        # Calls of one group must agree, so all layers have one width here.
        return (("units", 4),)
    if kind == "Dropout":
        return (("rate", random.choice([0.25, 0.5])),)
    if kind == "Activation":
        return (("activation", random.choice(_ACTIVATIONS)),)
    return ()


def mistaken(topology: Topology, seed: int, *, mistakes: int = 1) -> Topology:
    """Return the graph with some mistakes: an edge, a setting, a call, sharing, the outputs."""
    random = Random(seed)
    for _ in range(mistakes):
        topology = random.choice([_rewired, _reset, _dropped, _unshared, _swapped, _added])(
            topology, random
        )
    return topology


def _rewired(topology: Topology, random: Random) -> Topology:
    calls = list(topology.calls)
    at = random.randrange(len(calls))
    if not calls[at].arguments:
        return topology
    arguments = list(calls[at].arguments)
    port = random.randrange(len(arguments))
    source = random.choice(calls[:at]).id
    arguments[port] = replace(arguments[port], tensor=Tensor(call=source))
    calls[at] = replace(calls[at], arguments=tuple(arguments))
    return replace(topology, calls=tuple(calls))


def _reset(topology: Topology, random: Random) -> Topology:
    calls = list(topology.calls)
    at = random.randrange(len(calls))
    new = {"Dropout": (("rate", 0.75),), "Activation": (("activation", "elu"),)}
    if calls[at].op == "Dense" and calls[at].weights == calls[at].id:
        calls[at] = replace(calls[at], settings=(("units", 9),))
    elif calls[at].op in new:
        calls[at] = replace(calls[at], settings=new[calls[at].op])
    return replace(topology, calls=tuple(calls))


def _dropped(topology: Topology, random: Random) -> Topology:
    lost = random.choice(topology.calls)
    if len(lost.arguments) != 1:
        return topology
    source = lost.arguments[0].tensor
    moved = {Tensor(call=lost.id): source}
    calls = tuple(
        replace(
            call,
            arguments=tuple(
                replace(a, tensor=moved.get(a.tensor, a.tensor)) for a in call.arguments
            ),
        )
        for call in topology.calls
        if call.id != lost.id
    )
    outputs = tuple(
        replace(end, tensor=moved.get(end.tensor, end.tensor)) for end in topology.outputs
    )
    return replace(topology, calls=calls, outputs=outputs)


def _added(topology: Topology, random: Random) -> Topology:
    calls = list(topology.calls)
    at = random.randrange(len(calls))
    if not calls[at].arguments:
        return topology
    first = calls[at].arguments[0]
    id = f"more{random.randrange(10**9)}"
    extra = Call(
        id=id, op="Dropout", settings=(("rate", 0.5),), arguments=(replace(first, port="0"),)
    )
    arguments = (replace(first, tensor=Tensor(call=id)), *calls[at].arguments[1:])
    calls[at : at + 1] = [extra, replace(calls[at], arguments=arguments)]
    return replace(topology, calls=tuple(calls))


def _unshared(topology: Topology, random: Random) -> Topology:
    calls = list(topology.calls)
    dense = [at for at, call in enumerate(calls) if call.op == "Dense"]
    if dense:
        at = random.choice(dense)
        group = calls[at].id if calls[at].weights == "shared" else "shared"
        calls[at] = replace(calls[at], weights=group, settings=(("units", 4),))
    return replace(topology, calls=tuple(calls))


def _swapped(topology: Topology, random: Random) -> Topology:
    return replace(topology, outputs=topology.outputs[::-1])


def renamed(topology: Topology, seed: int) -> Topology:
    """Return the same graph with other ids, other group names, and calls in another order."""
    random = Random(seed)
    numbers = random.sample(range(1000), len(topology.calls))
    new = {call.id: f"n{number}" for call, number in zip(topology.calls, numbers, strict=True)}

    def tensor(old: Tensor) -> Tensor:
        return replace(old, call=new[old.call])

    def end(old: Endpoint) -> Endpoint:
        return replace(old, tensor=tensor(old.tensor))

    left = [
        replace(
            call,
            id=new[call.id],
            weights=None if call.weights is None else f"w{call.weights}",
            arguments=tuple(replace(a, tensor=tensor(a.tensor)) for a in call.arguments),
        )
        for call in topology.calls
    ]
    ordered: list[Call] = []
    while left:
        placed = {call.id for call in ordered}
        ready = [c for c in left if {a.tensor.call for a in c.arguments} <= placed]
        ordered.append(left.pop(left.index(random.choice(ready))))
    return replace(
        topology,
        calls=tuple(ordered),
        inputs=tuple(map(end, topology.inputs)),
        outputs=tuple(map(end, topology.outputs)),
    )
