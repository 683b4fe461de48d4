"""A topology to a picture: what each box says and which lines run between them."""

from __future__ import annotations

from autograder.render.caption import caption, given_name, shape_of, shape_text
from autograder.render.picture import Box, Line, Picture
from autograder.topology.model import Argument, Call, Endpoint, Tensor, Topology

PALETTE = ("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#0072B2")
"""Colours for shared weights that people with colour blindness can tell apart (Okabe and Ito)."""

_SYMMETRIC = frozenset({"Add", "Average", "Maximum", "Minimum", "Multiply"})
_MERGES = _SYMMETRIC | {"Concatenate", "Dot", "Subtract"}


def picture_of(topology: Topology, *, title: str, description: str) -> Picture:
    """Return the picture of a topology: its ends, its calls, every tensor between them."""
    letters = shared_letters(topology)
    results = _result_counts(topology)
    boxes: list[Box] = []
    lines: list[Line] = []
    for call in topology.calls:
        boxes.append(_box(call, topology, letters, results))
        lines += [_line(call, argument, at, results) for at, argument in enumerate(call.arguments)]
    for at, endpoint in enumerate(topology.outputs):
        boxes.append(_output(endpoint, at, len(topology.outputs)))
        tail = endpoint.tensor.call
        result = endpoint.tensor.result if results.get(tail, 1) > 1 else None
        lines.append(Line(tail=tail, head=boxes[-1].id, result=result))
    return Picture(
        title=title, description=description, boxes=tuple(boxes), lines=tuple(lines)
    )


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


def _box(
    call: Call, topology: Topology, letters: dict[str, str], results: dict[str, int]
) -> Box:
    words = caption(call)
    letter = letters.get(call.weights or "")
    shape = shape_of(call)
    if call.op == "Input":
        return _input(call, topology)
    return Box(
        id=call.id,
        kind="merge" if call.op.removeprefix("ops.") in _MERGES else "layer",
        title=words.title,
        details=words.details,
        name=given_name(call),
        shape=None if shape is None else shape_text(shape),
        letter=letter,
        colour=None if letter is None else PALETTE[list(letters.values()).index(letter) % 6],
        pins=pins_of(call),
        results=results[call.id],
        inside=call.inside,
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
        details=caption(call).details,
        name=names.get(call.id) or given_name(call),
        shape=None if shape is None else shape_text(shape),
    )


def _output(endpoint: Endpoint, at: int, count: int) -> Box:
    number = f" {at + 1}" if count > 1 else ""
    return Box(id=output_id(at), kind="output", title=f"Output{number}", name=endpoint.name)


def _line(call: Call, argument: Argument, at: int, results: dict[str, int]) -> Line:
    several = results.get(argument.tensor.call, 1) > 1
    return Line(
        tail=argument.tensor.call,
        head=call.id,
        pin=at if pins_of(call) else None,
        result=argument.tensor.result if several else None,
    )


def pins_of(call: Call) -> tuple[str, ...]:
    """Return labels for a call's slots where it matters which tensor goes into which."""
    ports = [argument.port for argument in call.arguments]
    if call.op.removeprefix("ops.") in _SYMMETRIC or ports in ([], ["0"]):
        return ()
    return tuple(_pin(port) for port in ports)


def _pin(port: str) -> str:
    if port.isdigit():
        return str(int(port) + 1)
    name, _, number = port.partition(".")
    return f"{name} {int(number) + 1}" if number.isdigit() else port


def reads(call: Call) -> tuple[Tensor, ...]:
    """Return the tensors that a call reads, in the order of its slots."""
    return tuple(argument.tensor for argument in call.arguments)
