"""Reads back a model that a wrapper layer holds, as its config was frozen into one value."""

from __future__ import annotations

from autograder.probe.refusal import Refused
from autograder.topology.model import Argument, Call, Endpoint, Tensor, Topology, Value


def read_frozen(value: Value) -> Topology:
    """Return the topology of a value that `freeze_graph` made; calls are named by position."""
    if not isinstance(value, tuple) or len(value) < 2 or value[0] != "Model":
        raise Refused("a wrapper holds something that the probe does not know")
    *entries, ends = value[1:]
    calls = tuple(_call(at, entry) for at, entry in enumerate(entries))
    if not isinstance(ends, tuple) or ends[0] != "outputs" or not isinstance(ends[1], tuple):
        raise Refused("a wrapper holds a model without outputs")
    return Topology(
        calls=calls,
        inputs=tuple(Endpoint(tensor=Tensor(call=call.id)) for call in calls if call.op == "Input"),
        outputs=tuple(Endpoint(tensor=_tensor(end)) for end in ends[1]),
    )


def _call(at: int, entry: Value) -> Call:
    if not isinstance(entry, tuple):
        raise Refused("a wrapper holds something that the probe does not know")
    settings: dict[str, Value] = {}
    options: dict[str, Value] = {}
    arguments: list[Argument] = []
    weights: str | None = None
    for part in entry[1:]:
        if not isinstance(part, tuple):
            raise Refused("a wrapper holds something that the probe does not know")
        if len(part) == len(("call", "name", "value")):
            options[str(part[1])] = part[2]
        elif part[0] == "reads" and isinstance(part[1], tuple):
            arguments = [_argument(read) for read in part[1]]
        elif part[0] == "weights" and isinstance(part[1], int):
            weights = str(part[1])
        else:
            settings[str(part[0])] = part[1]
    return Call(
        id=str(at),
        op=str(entry[0]),
        settings=tuple(sorted(settings.items())),
        options=tuple(sorted(options.items())),
        arguments=tuple(arguments),
        weights=weights,
    )


def _argument(read: Value) -> Argument:
    if not isinstance(read, tuple) or len(read) != len(("port", "call", "result")):
        raise Refused("a wrapper holds something that the probe does not know")
    return Argument(port=str(read[0]), tensor=_tensor(read[1:]))


def _tensor(spot: Value) -> Tensor:
    if not isinstance(spot, tuple):
        raise Refused("a wrapper holds something that the probe does not know")
    call, result = spot
    return Tensor(call=str(call), result=int(result) if isinstance(result, int) else 0)
