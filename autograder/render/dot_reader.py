"""The statements of a topology file to a topology, with every mistake of the file gathered."""

from __future__ import annotations

from autograder.errors import AutograderError
from autograder.render.dot_interface import read_interface
from autograder.render.dot_node import read_call
from autograder.render.dot_syntax import DotText, EdgeStatement
from autograder.render.dot_wiring import in_reading_order, wire
from autograder.topology.model import Call, Topology

_STEP = "Correct this and read the file again."


def topology_of(text: DotText, file: str) -> Topology:
    """Build the topology. Raises AutograderError that lists all mistakes, each with its place."""
    mistakes = list(text.mistakes)
    calls = _calls(text, mistakes)
    edges = _known_edges(text.edges, calls, mistakes)
    calls = wire(calls, edges, mistakes)
    ordered = in_reading_order(calls, mistakes)
    read = read_interface(text, ordered, mistakes)
    if mistakes:
        raise _gathered(mistakes, file)
    return read


def _calls(text: DotText, mistakes: list[str]) -> dict[str, Call]:
    calls: dict[str, Call] = {}
    for node in text.nodes:
        if node.name in calls:
            mistakes.append(f"node `{node.name}`: described twice; give each node its own name")
        calls[node.name] = read_call(node, mistakes)
    if not calls:
        mistakes.append("graph: there are no nodes; describe each as `name [op=Dense, units=32];`")
    return calls


def _known_edges(
    edges: list[EdgeStatement], calls: dict[str, Call], mistakes: list[str]
) -> list[EdgeStatement]:
    ends = dict.fromkeys(end for edge in edges for end in (edge.tail, edge.head))
    mistakes.extend(
        f"node `{end}`: stands in an edge and is never described; add `{end} [op=...];`"
        for end in ends
        if end not in calls
    )
    return [edge for edge in edges if edge.tail in calls and edge.head in calls]


def _gathered(mistakes: list[str], file: str) -> AutograderError:
    mistakes = list(dict.fromkeys(mistakes))
    if len(mistakes) == 1:
        return AutograderError(f"{file}, {mistakes[0]}.", next_step=_STEP)
    listed = "".join(f"\n- {mistake}" for mistake in mistakes)
    return AutograderError(f"{file} has {len(mistakes)} mistakes:{listed}", next_step=_STEP)
