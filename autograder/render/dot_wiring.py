"""The edges of a topology file: which tensor feeds which port, and an order of the calls."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import replace
from itertools import count

from autograder.render.dot_node import EDGE
from autograder.render.dot_syntax import EdgeStatement
from autograder.render.keras_names import ATTENTION, one_tensor_only
from autograder.topology.model import Argument, Call, Tensor


def wire(
    calls: dict[str, Call], edges: list[EdgeStatement], mistakes: list[str]
) -> dict[str, Call]:
    """Return the calls with their arguments, in the order of the edges into each."""
    into: dict[str, list[EdgeStatement]] = {name: [] for name in calls}
    for edge in edges:
        into[edge.head].append(edge)
    wired = {}
    for name, call in calls.items():
        ports = ports_of([edge.attributes.get("port") for edge in into[name]])
        arguments = tuple(
            Argument(port=port, tensor=Tensor(call=edge.tail, result=_result(edge, mistakes)))
            for edge, port in zip(into[name], ports, strict=True)
        )
        wired[name] = replace(call, arguments=arguments)
        _check_ports(wired[name], mistakes)
    return wired


def ports_of(given: list[str | None]) -> list[str]:
    """Return the port of each edge into a call: as given, else the lowest number still free."""
    taken = {port for port in given if port is not None}
    free = (str(number) for number in count() if str(number) not in taken)
    return [next(free) if port is None else port for port in given]


def in_reading_order(calls: dict[str, Call], mistakes: list[str]) -> tuple[Call, ...]:
    """Return the calls so that each follows those it reads, else in the order of the file."""
    names = list(calls)
    number = {name: at for at, name in enumerate(names)}
    waiting = {name: len(calls[name].arguments) for name in names}
    readers: dict[str, list[str]] = {name: [] for name in names}
    for name in names:
        for argument in calls[name].arguments:
            readers[argument.tensor.call].append(name)
    ready = [number[name] for name in names if not waiting[name]]
    ordered = []
    while ready:
        name = names[heapq.heappop(ready)]
        ordered.append(calls[name])
        for reader in readers[name]:
            waiting[reader] -= 1
            if not waiting[reader]:
                heapq.heappush(ready, number[reader])
    if len(ordered) < len(names):
        mistakes.append(_cycle(calls, {call.id for call in ordered}))
    return tuple(ordered)


def _cycle(calls: dict[str, Call], done: set[str]) -> str:
    # Every call left waits for another one left, so walking upstream must come round.
    name = next(name for name in calls if name not in done)
    walked: list[str] = []
    while name not in walked:
        walked.append(name)
        name = next(
            argument.tensor.call
            for argument in calls[name].arguments
            if argument.tensor.call not in done
        )
    circle = [*walked[walked.index(name) :], name][::-1]
    return (
        f"graph: {' -> '.join(circle)} runs in a circle; in a functional model every call reads "
        "only what was made before it"
    )


def _result(edge: EdgeStatement, mistakes: list[str]) -> int:
    mistakes.extend(
        f"{_place(edge)}: `{name}` is not known; an edge takes port= and from="
        for name in edge.attributes
        if name not in EDGE
    )
    given = edge.attributes.get("from", "0")
    if given.isascii() and given.isdigit() and len(given) < 10:
        return int(given)
    mistakes.append(f"{_place(edge)}: from= is the number of a result, 0, 1, ..., not {given!r}")
    return 0


def _place(edge: EdgeStatement) -> str:
    return f"edge `{edge.tail} -> {edge.head}`"


def _check_ports(call: Call, mistakes: list[str]) -> None:
    place = f"node `{call.id}`"
    ports = [argument.port for argument in call.arguments]
    mistakes.extend(
        f"{place}: two edges into port {port}; give each edge its own port="
        for port, times in Counter(ports).items()
        if times > 1
    )
    numbered = [port for port in ports if port.isdigit()]
    if call.op == "Input":
        if ports:
            mistakes.append(f"{place}: an Input reads nothing; turn round or drop the edge into it")
    elif call.op and not ports:
        mistakes.append(f"{place}: no edge leads into it; add `a -> {call.id};`")
    elif call.op in ATTENTION and numbered:
        mistakes.append(
            f"{place}: {call.op} reads by role; write port=query, value or key at its edges"
        )
    elif one_tensor_only(call.op) and len(numbered) > 1:
        mistakes.append(
            f"{place}: {call.op} reads one tensor and {len(numbered)} edges lead into it; "
            "join them first, with op=Concatenate or op=Add"
        )
