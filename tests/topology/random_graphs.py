"""Random topologies and random edits of them, from a seed: the raw material of property tests."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from autograder.topology.model import Argument, Call, Endpoint, Tensor, Topology
from tests.topology.build import call, graph, inp

WIDTHS = (4, 6)
BENDS = ("relu", "tanh")


def random_graph(seed: int | Random, size: int = 8, *, sharing: bool = True) -> Topology:
    """Return a valid topology of about `size` calls: branches, merges, shared layers, two ends."""
    random = seed if isinstance(seed, Random) else Random(seed)
    widths: dict[str, int] = {}
    calls: dict[str, Call] = {}
    groups: list[tuple[str, int, int]] = []
    for at in range(random.choice([1, 1, 2])):
        widths[f"x{at}"] = random.choice(WIDTHS)
        calls[f"x{at}"] = inp(widths[f"x{at}"])
    while len(calls) < size:
        id = f"c{len(calls)}"
        source = random.choice(list(widths))
        kind = random.choice(["dense", "dense", "bend", "merge", "join", "shared", "drop"])
        calls[id], widths[id] = _one(random, kind, source, widths, groups, id, sharing=sharing)
    read = {each.tensor.call for one in calls.values() for each in one.arguments}
    ends = [id for id, one in calls.items() if id not in read and one.op != "Input"]
    # Ends beyond two are joined, so that every call reaches an output.
    while len(ends) > 2:
        one, other = ends.pop(0), ends.pop(0)
        id = f"j{len(calls)}"
        calls[id] = call("Concatenate", one, other)
        ends.append(id)
    inputs = [id for id, one in calls.items() if one.op == "Input"]
    return graph(**calls, inputs=inputs, outputs=ends or ["x0"])


def _one(
    random: Random,
    kind: str,
    source: str,
    widths: dict[str, int],
    groups: list[tuple[str, int, int]],
    id: str,
    *,
    sharing: bool,
) -> tuple[Call, int]:
    width = widths[source]
    if kind == "bend":
        return call("Activation", source, activation=random.choice(BENDS)), width
    if kind == "drop":
        return call("Dropout", source, rate=0.5), width
    if kind in {"merge", "join"}:
        others = [each for each in widths if kind == "join" or widths[each] == width]
        other = random.choice(others)
        if kind == "join":
            return call("Concatenate", source, other), width + widths[other]
        return call(random.choice(["Add", "Add", "Subtract", "Multiply"]), source, other), width
    fitting = [each for each in groups if each[1] == width]
    if kind == "shared" and sharing and fitting:
        group, _, units = random.choice(fitting)
        return call("Dense", source, units=units, layer=group), units
    units = random.choice(WIDTHS)
    groups.append((id, width, units))
    return call("Dense", source, units=units, layer=id), units


def respelt(topology: Topology, seed: int | Random) -> Topology:
    """Return the topology with other names, another order of calls, merges turned round."""
    random = seed if isinstance(seed, Random) else Random(seed)
    names = [f"n{at}" for at in range(len(topology.calls))]
    random.shuffle(names)
    name = dict(zip((each.id for each in topology.calls), names, strict=True))

    def moved(tensor: Tensor) -> Tensor:
        return replace(tensor, call=name[tensor.call])

    calls = []
    for each in topology.calls:
        tensors = [moved(argument.tensor) for argument in each.arguments]
        if each.op in {"Add", "Multiply", "Average"}:
            random.shuffle(tensors)
        calls.append(
            replace(
                each,
                id=name[each.id],
                arguments=tuple(
                    Argument(port=argument.port, tensor=tensor)
                    for argument, tensor in zip(each.arguments, tensors, strict=True)
                ),
                weights=None if each.weights is None else f"w-{each.weights}",
                origins=(),
            )
        )
    return replace(
        topology,
        calls=_shuffled(calls, random),
        inputs=tuple(Endpoint(tensor=moved(end.tensor), name=end.name) for end in topology.inputs),
        outputs=tuple(
            Endpoint(tensor=moved(end.tensor), name=end.name) for end in topology.outputs
        ),
    )


def _shuffled(calls: list[Call], random: Random) -> tuple[Call, ...]:
    """Return the calls in a random order of evaluation."""
    waiting, done, order = list(calls), set(), []
    while waiting:
        ready = [
            each
            for each in waiting
            if all(argument.tensor.call in done for argument in each.arguments)
        ]
        each = random.choice(ready)
        waiting.remove(each)
        done.add(each.id)
        order.append(each)
    return tuple(order)


def edited(topology: Topology, seed: int | Random) -> Topology:
    """Return the topology with one mistake in it: an edge, a setting, a call, sharing, the ends."""
    random = seed if isinstance(seed, Random) else Random(seed)
    for _ in range(20):
        edit = random.choice([_rewired, _resized, _bent, _dropped, _inserted, _unshared, _ended])
        changed = edit(topology, random)
        if changed is not None:
            return changed
    return topology


def _with(topology: Topology, changed: Call) -> Topology:
    return replace(
        topology,
        calls=tuple(changed if each.id == changed.id else each for each in topology.calls),
    )


def _rewired(topology: Topology, random: Random) -> Topology | None:
    at = random.randrange(len(topology.calls))
    each = topology.calls[at]
    if not each.arguments:
        return None
    port = random.randrange(len(each.arguments))
    source = random.choice(topology.calls[:at])
    arguments = list(each.arguments)
    arguments[port] = Argument(port=arguments[port].port, tensor=Tensor(call=source.id))
    return _with(topology, replace(each, arguments=tuple(arguments)))


def _resized(topology: Topology, random: Random) -> Topology | None:
    dense = [each for each in topology.calls if each.op == "Dense"]
    if not dense:
        return None
    each = random.choice(dense)
    return _with(topology, replace(each, settings=(("units", 9),)))


def _bent(topology: Topology, random: Random) -> Topology | None:
    merges = [each for each in topology.calls if each.op in {"Add", "Subtract", "Multiply"}]
    if not merges:
        return None
    each = random.choice(merges)
    return _with(topology, replace(each, op=random.choice(["Add", "Multiply", "Maximum"])))


def _dropped(topology: Topology, random: Random) -> Topology | None:
    single = [each for each in topology.calls if len(each.arguments) == 1]
    if not single:
        return None
    gone = random.choice(single)
    into = gone.arguments[0].tensor

    def moved(tensor: Tensor) -> Tensor:
        return into if tensor.call == gone.id else tensor

    return replace(
        topology,
        calls=tuple(
            replace(
                each,
                arguments=tuple(
                    Argument(port=argument.port, tensor=moved(argument.tensor))
                    for argument in each.arguments
                ),
            )
            for each in topology.calls
            if each.id != gone.id
        ),
        outputs=tuple(replace(end, tensor=moved(end.tensor)) for end in topology.outputs),
    )


def _inserted(topology: Topology, random: Random) -> Topology | None:
    at = random.randrange(len(topology.calls))
    each = topology.calls[at]
    if not each.arguments:
        return None
    port = random.randrange(len(each.arguments))
    extra = Call(
        id=f"extra{random.randrange(10**9)}",
        op="Activation",
        settings=(("activation", "elu"),),
        arguments=(Argument(port="0", tensor=each.arguments[port].tensor),),
    )
    arguments = list(each.arguments)
    arguments[port] = Argument(port=arguments[port].port, tensor=Tensor(call=extra.id))
    calls = list(topology.calls)
    calls[at : at + 1] = [extra, replace(each, arguments=tuple(arguments))]
    return replace(topology, calls=tuple(calls))


def _unshared(topology: Topology, random: Random) -> Topology | None:
    weighted = [each for each in topology.calls if each.weights is not None]
    if not weighted:
        return None
    each = random.choice(weighted)
    groups = sorted({other.weights for other in weighted if other.op == each.op} - {each.weights})
    group = random.choice([*groups, f"own-{each.id}"])
    return _with(topology, replace(each, weights=group))


def _ended(topology: Topology, random: Random) -> Topology | None:
    ends = list(topology.outputs)
    change = random.choice(["swap", "move", "drop", "more"])
    if change == "swap" and len(ends) > 1:
        ends.reverse()
    elif change == "drop" and len(ends) > 1:
        ends.pop(random.randrange(len(ends)))
    elif change == "more":
        ends.append(Endpoint(tensor=Tensor(call=random.choice(topology.calls).id)))
    else:
        ends[0] = Endpoint(tensor=Tensor(call=random.choice(topology.calls).id))
    return replace(topology, outputs=tuple(ends))
