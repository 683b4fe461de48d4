"""Inputs, outputs, unused calls, name and policy of a topology file."""

from __future__ import annotations

from dataclasses import fields
from difflib import get_close_matches
from typing import Any, get_args

from autograder.errors import AutograderError
from autograder.render.dot_syntax import DotText
from autograder.render.dot_values import read_names, read_value
from autograder.topology.model import Call, Endpoint, Style, Tensor, Topology
from autograder.topology.policy import Policy

MODEL_STYLE = "model_style"
SWITCHES = tuple(field.name for field in fields(Policy))
_KNOWN = (*SWITCHES, "inputs", "outputs", MODEL_STYLE)


def read_interface(text: DotText, calls: tuple[Call, ...], mistakes: list[str]) -> Topology:
    """Return the whole topology; what is wrong with the graph's own attributes is noted."""
    _check_known(text, mistakes)
    unused = {node.name for node in text.nodes if _is_unused(node.attributes, node.name, mistakes)}
    used = tuple(call for call in calls if call.id not in unused)
    names = {node.name: node.attributes["name"] for node in text.nodes if "name" in node.attributes}
    inputs = _inputs(text, used, names, mistakes)
    outputs = _outputs(text, used, names, mistakes)
    ends = {endpoint.tensor.call for endpoint in (*inputs, *outputs)}
    mistakes.extend(
        f"node `{name}`: name= counts for inputs and outputs only; leave it out"
        for name in names
        if name not in ends
    )
    _check_reach(used, outputs, mistakes)
    return Topology(
        name="model" if text.name is None else text.name,
        calls=used,
        inputs=inputs,
        outputs=outputs,
        unused=tuple(call for call in calls if call.id in unused),
        style=_style(text, mistakes),
        policy=_policy(text, mistakes),
    )


def _check_known(text: DotText, mistakes: list[str]) -> None:
    for name in text.attributes:
        if name not in _KNOWN:
            close = get_close_matches(name, _KNOWN, n=1)
            right = f"write {close[0]}=" if close else f"known are {', '.join(_KNOWN)}"
            mistakes.append(f"graph: `{name}` is not known; {right}")


def _is_unused(attributes: dict[str, str], name: str, mistakes: list[str]) -> bool:
    given = attributes.get("unused", "false")
    if given not in {"true", "false"}:
        mistakes.append(f"node `{name}`: unused= is true or false, not {given!r}")
    return given == "true"


def _listed(
    text: DotText, which: str, calls: tuple[Call, ...], mistakes: list[str]
) -> tuple[Endpoint, ...]:
    try:
        entries = read_names(text.attributes[which])
    except ValueError as problem:
        mistakes.append(f'graph: {which}: {problem}; write {which}="score, price"')
        return ()
    known = {call.id for call in calls}
    for name, _, _ in entries:
        if name not in known:
            mistakes.append(f"graph: {which}= names `{name}`, and no node is called so")
    if not entries:
        mistakes.append(f'graph: {which}= is empty; write {which}="score, price"')
    return tuple(
        Endpoint(tensor=Tensor(call=name, result=result), name=label)
        for name, result, label in entries
        if name in known
    )


def _inputs(
    text: DotText, calls: tuple[Call, ...], names: dict[str, str], mistakes: list[str]
) -> tuple[Endpoint, ...]:
    nodes = [call.id for call in calls if call.op == "Input"]
    if "inputs" not in text.attributes:
        if not nodes and calls:
            mistakes.append('graph: there is no input; add `a [op=Input, tensor="(10,)"];`')
        return tuple(Endpoint(tensor=Tensor(call=name), name=names.get(name)) for name in nodes)
    listed = _listed(text, "inputs", calls, mistakes)
    if sorted(endpoint.tensor.call for endpoint in listed) != sorted(nodes):
        mistakes.append(f"graph: inputs= names every Input once: {', '.join(nodes)}")
    return _with_names(listed, names, mistakes)


def _outputs(
    text: DotText, calls: tuple[Call, ...], names: dict[str, str], mistakes: list[str]
) -> tuple[Endpoint, ...]:
    labels = {} if "inputs" in text.attributes else dict(names)
    for call in calls:
        if call.op == "Input":
            labels.pop(call.id, None)
    if "outputs" in text.attributes:
        return _with_names(_listed(text, "outputs", calls, mistakes), labels, mistakes)
    read = {argument.tensor.call for call in calls for argument in call.arguments}
    sinks = [call.id for call in calls if call.id not in read]
    unread = [call.id for call in calls if call.op == "Input" and call.id in sinks]
    if len(sinks) > len(unread) > 0:
        mistakes.extend(
            f"node `{name}`: an Input that nothing reads; add an edge from it" for name in unread
        )
        sinks = [name for name in sinks if name not in unread]
    if len(sinks) != 1 and calls:
        ends = ", ".join(sinks)
        mistakes.append(f'graph: {len(sinks)} nodes lead nowhere ({ends}); write outputs="{ends}"')
    return tuple(Endpoint(tensor=Tensor(call=name), name=labels.get(name)) for name in sinks)


def _with_names(
    listed: tuple[Endpoint, ...], names: dict[str, str], mistakes: list[str]
) -> tuple[Endpoint, ...]:
    named = []
    for endpoint in listed:
        given = names.get(endpoint.tensor.call)
        if given is not None and endpoint.name not in {None, given}:
            mistakes.append(
                f"node `{endpoint.tensor.call}`: is called {given} here and {endpoint.name} in the "
                "list of inputs or outputs; keep one"
            )
        label = endpoint.name if endpoint.name is not None else given
        named.append(Endpoint(tensor=endpoint.tensor, name=label))
    return tuple(named)


def _check_reach(
    calls: tuple[Call, ...], outputs: tuple[Endpoint, ...], mistakes: list[str]
) -> None:
    by_id = {call.id: call for call in calls}
    reached: set[str] = set()
    waiting = [endpoint.tensor.call for endpoint in outputs]
    while waiting:
        name = waiting.pop()
        if name in by_id and name not in reached:
            reached.add(name)
            waiting.extend(argument.tensor.call for argument in by_id[name].arguments)
        elif name not in by_id:
            mistakes.append(f"node `{name}`: is read although it says unused=true")
    mistakes.extend(
        f"node `{call.id}`: leads to no output; add an edge from it, or name it in outputs="
        for call in calls
        if outputs and call.id not in reached and call.op != "Input"
    )


def _style(text: DotText, mistakes: list[str]) -> Style:
    given = text.attributes.get(MODEL_STYLE, "functional")
    for style in get_args(Style):
        if given == style:
            return style  # type: ignore[no-any-return]  # get_args is untyped
    mistakes.append(f"graph: {MODEL_STYLE}= is one of {', '.join(get_args(Style))}, not {given!r}")
    return "functional"


def _policy(text: DotText, mistakes: list[str]) -> Policy | None:
    switches: dict[str, Any] = {}
    for name in SWITCHES:
        if name not in text.attributes:
            continue
        try:
            value: Any = _switch(name, text.attributes[name])
            Policy(**{name: value})
            switches[name] = value
        except AutograderError as problem:
            mistakes.append(f"graph: {_inner(problem.what)}; {_inner(problem.next_step)}")
        except ValueError as problem:
            mistakes.append(f"graph: {name}: {problem}")
    return Policy(**switches) if switches else None


def _inner(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:].rstrip(".")


def _switch(name: str, text: str) -> object:
    if name == "extras":
        return tuple(entry[0] for entry in read_names(text))
    return read_value(text)
