"""A topology to DOT text: nodes aligned, edges as chains, nothing said that goes without saying.

Written here and not by pydot, which neither aligns nor escapes a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.render.dot_interface import MODEL_STYLE, SWITCHES
from autograder.render.dot_node import DRAWING, EDGE, OPTION, RESERVED, SETTING
from autograder.render.dot_values import write_names, write_value
from autograder.render.dot_wiring import ports_of
from autograder.render.keras_names import has_weights, nearest, nearest_setting
from autograder.topology.model import Call, Endpoint, Topology
from autograder.topology.policy import Policy

_FIRST = ("tensor", "units", "filters", "kernel_size", "rate", "num_heads", "key_dim")
_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")
_KEYWORDS = frozenset({"graph", "digraph", "subgraph", "node", "edge", "strict"})


def write(topology: Topology) -> str:
    """Return the DOT text of the topology."""
    calls = (*topology.calls, *topology.unused)
    names = _input_names(topology)
    width = max((len(quoted(call.id)) for call in calls), default=0)
    unused = {call.id for call in topology.unused}
    lines = [f"digraph {quoted(topology.name)} {{"]
    if attributes := _graph_attributes(topology):
        lines.append(f"  graph [{attributes}];")
    for call in calls:
        pairs = _attributes(call, names.get(call.id))
        if call.id in unused:
            pairs.append(("unused", "true"))
        lines.append(f"  {quoted(call.id):{width}} [{_pairs(pairs)}];")
    edges = list(_chains(calls))
    return "\n".join([*lines, *([""] if edges else []), *edges, "}"]) + "\n"


def quoted(text: str) -> str:
    """Return `text` as an identifier of DOT, in double quotes where it needs them."""
    if (_BARE.fullmatch(text) and text.lower() not in _KEYWORDS) or _NUMBER.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r") + '"'


def _pairs(pairs: list[tuple[str, str]]) -> str:
    return ", ".join(
        f"{name if _BARE.fullmatch(name) else quoted(name)}={_value(text)}" for name, text in pairs
    )


def _value(text: str) -> str:
    return text if _NUMBER.fullmatch(text.removeprefix("-")) else quoted(text)


def _input_names(topology: Topology) -> dict[str, str]:
    """The names of inputs that stand at their nodes, not in a list."""
    if not _in_file_order(topology):
        return {}
    return {end.tensor.call: end.name for end in topology.inputs if end.name is not None}


def _in_file_order(topology: Topology) -> bool:
    nodes = [call.id for call in topology.calls if call.op == "Input"]
    return [end.tensor.call for end in topology.inputs] == nodes


def _graph_attributes(topology: Topology) -> str:
    pairs = []
    if not _in_file_order(topology):
        pairs.append(("inputs", _endpoints(topology.inputs)))
    if not _is_single_sink(topology):
        pairs.append(("outputs", _endpoints(topology.outputs)))
    if topology.style != "functional":
        pairs.append((MODEL_STYLE, topology.style))
    return _pairs(pairs + _switches(topology.policy))


def _endpoints(endpoints: tuple[Endpoint, ...]) -> str:
    return write_names((end.tensor.call, end.tensor.result, end.name) for end in endpoints)


def _is_single_sink(topology: Topology) -> bool:
    read = {argument.tensor.call for call in topology.calls for argument in call.arguments}
    sinks = [call.id for call in topology.calls if call.id not in read]
    ends = [(end.tensor.call, end.tensor.result, end.name) for end in topology.outputs]
    return len(sinks) == 1 and ends == [(sinks[0], 0, None)]


def _switches(policy: Policy | None) -> list[tuple[str, str]]:
    if policy is None:
        return []
    plain = Policy()
    changed = [name for name in SWITCHES if getattr(policy, name) != getattr(plain, name)]
    pairs = []
    # A policy of defaults is not the same as none: one switch has to stand for it.
    for name in changed or ["max_hint"]:
        value = getattr(policy, name)
        text = (
            write_names((one, 0, None) for one in value) if name == "extras" else write_value(value)
        )
        pairs.append((name, text))
    return pairs


def _attributes(call: Call, name: str | None) -> list[tuple[str, str]]:
    pairs = [("op", call.op)]
    if nearest(call.op):
        pairs.append(("custom", "true"))
    order = {first: at for at, first in enumerate(_FIRST)}
    for setting, value in sorted(call.settings, key=lambda pair: order.get(pair[0], len(order))):
        name_there = SETTING + setting if _is_taken(call.op, setting) else setting
        pairs.append((name_there, write_value(value)))
    pairs.extend((OPTION + option, write_value(value)) for option, value in call.options)
    default = call.id if has_weights(call.op, dict(call.settings)) else None
    if call.weights != default:
        group = "none" if call.weights is None else _group(call.weights)
        pairs.append(("layer", group))
    if name is not None:
        pairs.append(("name", name))
    if call.inside:
        pairs.append(("inside", write_names((one, 0, None) for one in call.inside)))
    pairs.extend(_provenance(call))
    return pairs


def _is_taken(op: str, setting: str) -> bool:
    """Whether the plain name of a setting would be read as something else, or as a mistake."""
    reserved = setting in RESERVED | DRAWING | EDGE or setting.startswith((OPTION, SETTING))
    return reserved or nearest_setting(op, setting) is not None


def _group(name: str) -> str:
    return repr(name) if name == "none" else write_names([(name, 0, None)])


def _provenance(call: Call) -> Iterator[tuple[str, str]]:
    if call.shapes:
        one = len(call.shapes) == 1 and call.shapes[0]
        yield "result", write_value(call.shapes[0] if one else call.shapes)
    if call.variable is not None:
        yield "variable", call.variable
    if call.line is not None:
        yield "line", str(call.line)
    if call.origins:
        yield "origins", write_names((one, 0, None) for one in call.origins)


def _chains(calls: tuple[Call, ...]) -> Iterator[str]:
    """Every edge once, in runs `a -> b -> c` that end at a merge, a fork or a labelled edge."""
    edges = {
        call.id: [
            (argument.tensor.call, label)
            for argument, label in zip(call.arguments, _edge_labels(call), strict=True)
        ]
        for call in calls
    }
    labels_out: dict[str, list[str]] = {}
    for tail, label in (edge for into in edges.values() for edge in into):
        labels_out.setdefault(tail, []).append(label)

    def passes(name: str) -> bool:
        return [label for _, label in edges.get(name, ())] == [""] == labels_out.get(name)

    for call in calls:
        if passes(call.id):
            continue
        for tail, label in edges[call.id]:
            run = [call.id, tail]
            while passes(run[-1]):
                run.append(edges[run[-1]][0][0])
            yield f"  {' -> '.join(quoted(name) for name in reversed(run))}{label};"


def _edge_labels(call: Call) -> list[str]:
    """The bracketed attributes of each edge into the call; ports where counting misses them."""
    ports = [argument.port for argument in call.arguments]
    counted: list[str | None] = [None if port.isdigit() else port for port in ports]
    given = counted if ports_of(counted) == ports else ports
    labels = []
    for argument, port in zip(call.arguments, given, strict=True):
        pairs = [] if port is None else [("port", port)]
        if argument.tensor.result:
            pairs.append(("from", str(argument.tensor.result)))
        labels.append(f" [{_pairs(pairs)}]" if pairs else "")
    return labels
