"""A topology to a picture: what each box says and which lines run between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from autograder.diagnosis.phrases import counted
from autograder.render.caption import caption, given_name, shape_of, shape_text
from autograder.render.picture import Box, Line, Picture
from autograder.topology.model import Argument, Call, Endpoint, Topology

PALETTE = ("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#A6A6A6")
"""Colours for shared weights that people with colour blindness can tell apart (Okabe and Ito)."""

_SYMMETRIC = frozenset({"Add", "Average", "Maximum", "Minimum", "Multiply"})
_ROLES = ("query", "value", "key")
_MERGES = _SYMMETRIC | {"Concatenate", "Dot", "Subtract"}


def picture_of(topology: Topology) -> Picture:
    """Return the picture of a topology: its ends, its calls, every tensor between them."""
    letters = shared_letters(topology)
    results = _result_counts(topology)
    boxes: list[Box] = []
    lines: list[Line] = []
    for call in topology.calls:
        boxes.append(box_of(call, topology, letters, results))
        lines += [_line(call, argument, results) for argument in call.arguments]
    for at, endpoint in enumerate(topology.outputs):
        boxes.append(_output(endpoint, at, len(topology.outputs)))
        tail = endpoint.tensor.call
        result = endpoint.tensor.result if results.get(tail, 1) > 1 else None
        lines.append(Line(tail=tail, head=boxes[-1].id, result=result))
    return Picture(
        title=overview(topology),
        boxes=tuple(boxes),
        lines=tuple(lines),
        asides=tuple(map(_aside, topology.unused)),
    )


def overview(topology: Topology) -> str:
    """Return what a drawing shows in one line: its name and how much is in it."""
    calls = sum(1 for call in topology.calls if call.op != "Input")
    return (
        f"{topology.name}: {counted(len(topology.inputs), 'input')}, "
        f"{counted(calls, 'use of a layer', 'uses of layers')}, "
        f"{counted(len(topology.outputs), 'output')}"
    )


def _aside(call: Call) -> str:
    name = given_name(call)
    called = f" `{name}`" if name is not None else ""
    return f"Made and not used: {caption(call).title}{called}"


def shared_letters(topology: Topology) -> dict[str, str]:
    """Return a letter for each weights group that more than one call uses."""
    shared = [group for group, calls in topology.weights_groups.items() if len(calls) > 1]
    return {group: _letter(at) for at, group in enumerate(shared)}


def output_id(number: int) -> str:
    """Return the id of the box that ends the output of that number, counted from 0."""
    return f"output {number}"


def _letter(number: int) -> str:
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _result_counts(topology: Topology) -> dict[str, int]:
    read = [argument.tensor for call in topology.calls for argument in call.arguments]
    read += [endpoint.tensor for endpoint in topology.outputs]
    counts = {call.id: 1 for call in topology.calls}
    for tensor in read:
        if tensor.result:
            shown = max(len(topology.by_id[tensor.call].shapes), tensor.result + 1)
            counts[tensor.call] = max(counts[tensor.call], shown)
    return counts


def box_of(
    call: Call,
    topology: Topology,
    letters: Mapping[str, str] = MappingProxyType({}),
    results: Mapping[str, int] = MappingProxyType({}),
) -> Box:
    """Return the box of one call of a topology."""
    words = caption(call)
    letter = letters.get(call.weights or "")
    shape = shape_of(call)
    if call.op == "Input":
        return _input(call, topology)
    return Box(
        id=call.id,
        kind="merge" if call.op.removeprefix("ops.") in _MERGES else "layer",
        title=words.title,
        op=call.op,
        details=words.details,
        name=given_name(call),
        shape=None if shape is None else shape_text(shape),
        letter=letter,
        colour=None if letter is None else PALETTE[list(letters.values()).index(letter) % 6],
        pins=pins_of(call.op, (argument.port for argument in call.arguments)),
        results=results.get(call.id, 1),
        inside=call.inside,
        origins=call.origins,
    )


def _input(call: Call, topology: Topology) -> Box:
    tensors = [endpoint.tensor.call for endpoint in topology.inputs]
    names = {endpoint.tensor.call: endpoint.name for endpoint in topology.inputs}
    number = f" {tensors.index(call.id) + 1}" if call.id in tensors and len(tensors) > 1 else ""
    shape = shape_of(call)
    return Box(
        id=call.id,
        kind="input",
        title=f"Input{number}",
        op="Input",
        details=caption(call).details,
        name=names.get(call.id) or given_name(call),
        shape=None if shape is None else shape_text(shape),
        origins=call.origins,
    )


def _output(endpoint: Endpoint, at: int, count: int) -> Box:
    number = f" {at + 1}" if count > 1 else ""
    return Box(id=output_id(at), kind="output", title=f"Output{number}", name=endpoint.name)


def _line(call: Call, argument: Argument, results: dict[str, int]) -> Line:
    several = results.get(argument.tensor.call, 1) > 1
    return Line(
        tail=argument.tensor.call,
        head=call.id,
        port=argument.port,
        result=argument.tensor.result if several else None,
    )


def pins_of(op: str, ports: Iterable[str]) -> tuple[str, ...]:
    """Return a call's ports in order, where it matters which tensor goes into which."""
    found = tuple(dict.fromkeys(ports))
    if op.removeprefix("ops.") in _SYMMETRIC or found in {(), ("0",)}:
        return ()
    return tuple(sorted(found, key=_place))


def _place(port: str) -> tuple[int, str]:
    """Numbers first, then query, value and key as Keras takes them, then the rest."""
    if port.isdigit():
        return -1, port.zfill(6)
    return (_ROLES.index(port) if port in _ROLES else len(_ROLES)), port
