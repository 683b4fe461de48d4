"""Requests and answers as JSON, for a probe in a process of its own; reading trusts nothing."""

from __future__ import annotations

import json
from typing import Any

from autograder.diagnosis.same_function import ProbeAnswer
from autograder.errors import AutograderError
from autograder.probe.request import Request
from autograder.topology.model import Argument, Call, Endpoint, Tensor, Topology, Value

MAX_LINE = 64_000_000
_MAX_DEPTH = 60


def request_line(request: Request) -> bytes:
    """Return a request as one line of JSON."""
    data = {
        "expected": _topology(request.expected),
        "learner": _topology(request.learner),
        "groups": request.groups,
    }
    return json.dumps(data).encode() + b"\n"


def read_request(line: bytes) -> Request:
    """Read a request back; names of variables, lines and shapes are not sent."""
    try:
        data = json.loads(line)
        return Request(
            expected=_read_topology(data["expected"]),
            learner=_read_topology(data["learner"]),
            groups=tuple((str(one), str(other)) for one, other in data["groups"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise AutograderError(
            "A request to the same-function probe cannot be read.",
            next_step="Grade the submission again with this version of the kit.",
        ) from error


def answer_line(answer: ProbeAnswer) -> bytes:
    """Return an answer as one line of JSON."""
    return json.dumps({"same": answer.same, "reason": answer.reason}).encode() + b"\n"


def read_answer(line: bytes) -> ProbeAnswer:
    """Read an answer back; anything that is none is a no."""
    try:
        data = json.loads(line)
        same, reason = data["same"], data["reason"]
    except (ValueError, KeyError, TypeError, RecursionError):
        same, reason = None, None
    if not isinstance(same, bool) or not isinstance(reason, str):
        return ProbeAnswer(same=False, reason="the probe's process gave no answer")
    return ProbeAnswer(same=same, reason=reason[:400])


def _topology(topology: Topology) -> dict[str, Any]:
    return {
        "calls": [_call(call) for call in topology.calls],
        "inputs": [_end(end) for end in topology.inputs],
        "outputs": [_end(end) for end in topology.outputs],
    }


def _call(call: Call) -> list[Any]:
    arguments = [(each.port, each.tensor.call, each.tensor.result) for each in call.arguments]
    return [call.id, call.op, call.settings, call.options, arguments, call.weights]


def _end(end: Endpoint) -> list[Any]:
    return [end.tensor.call, end.tensor.result]


def _read_topology(data: dict[str, Any]) -> Topology:
    return Topology(
        calls=tuple(_read_call(*each) for each in data["calls"]),
        inputs=tuple(Endpoint(tensor=_read_tensor(*each)) for each in data["inputs"]),
        outputs=tuple(Endpoint(tensor=_read_tensor(*each)) for each in data["outputs"]),
    )


def _read_call(
    id: str, op: str, settings: Any, options: Any, arguments: Any, weights: str | None
) -> Call:
    return Call(
        id=str(id),
        op=str(op),
        settings=tuple((str(name), _value(value)) for name, value in settings),
        options=tuple((str(name), _value(value)) for name, value in options),
        arguments=tuple(
            Argument(port=str(port), tensor=_read_tensor(call, result))
            for port, call, result in arguments
        ),
        weights=None if weights is None else str(weights),
    )


def _read_tensor(call: str, result: int) -> Tensor:
    return Tensor(call=str(call), result=int(result))


def _value(value: Any, depth: int = 0) -> Value:
    if depth > _MAX_DEPTH:
        raise ValueError("nested too deep")
    if isinstance(value, list):
        return tuple(_value(part, depth + 1) for part in value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(type(value).__name__)
