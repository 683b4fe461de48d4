"""DOT text to bare statements, through pydot; what pydot would read wrongly is refused here."""

from __future__ import annotations

import re
import threading
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from autograder.errors import AutograderError

if TYPE_CHECKING:
    import pydot

_LARGEST = 1_000_000
_KEYWORDS = frozenset({"graph", "digraph", "subgraph", "node", "edge", "strict"})
# pydot hands attributes on as keyword arguments, where these clash with its own parameters.
_CLASHING = frozenset({"name", "src", "dst", "self", "obj_dict"})
_TOKEN = re.compile(
    r'(?P<string>"(?:\\.|[^"\\])*")|(?P<comment>//[^\n]*|\#[^\n]*|/\*.*?\*/)'
    r"|(?P<undirected>--)|(?P<word>[\w.]+)|(?P<mark>[\[\]=;{}])",
    re.DOTALL,
)
_END = re.compile(r'"(?:\\.|[^"\\])*"|[^:]*', re.DOTALL)
"""The name of an edge's end, before any port."""
_ESCAPES = {"n": "\n", "r": "\r", '"': '"', "\\": "\\"}
# The grammar of pyparsing keeps state while it parses.
_LOCK = threading.Lock()


@dataclass(frozen=True, kw_only=True, slots=True)
class NodeStatement:
    """A node and its attributes, unquoted."""

    name: str
    attributes: dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class EdgeStatement:
    """One edge of a statement (a chain is several) and its attributes, unquoted."""

    tail: str
    head: str
    attributes: dict[str, str]


@dataclass(kw_only=True, slots=True)
class DotText:
    """The statements of one digraph in the order of the file, and what is wrong with their form."""

    name: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    nodes: list[NodeStatement] = field(default_factory=list)
    edges: list[EdgeStatement] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)


def parse(text: str, file: str) -> DotText:
    """Split DOT `text` into statements. Raises AutograderError where it is no single digraph."""
    if len(text) > _LARGEST:
        raise AutograderError(
            f"{file} has {len(text)} characters; a topology file has at most {_LARGEST}.",
            next_step="Check that this is the file you meant.",
        )
    found = DotText()
    graphs = _graphs(_prepared(text, found.mistakes), text, file)
    if len(graphs) != 1 or graphs[0].get_type() != "digraph":
        raise AutograderError(
            f"{file} holds {_described(graphs)}; a topology file holds one digraph.",
            next_step="Write one `digraph NAME { ... }` with edges `a -> b`.",
        )
    _collect(graphs[0], found)
    return found


def _described(graphs: list[pydot.Dot]) -> str:
    return f"{len(graphs)} graphs" if len(graphs) != 1 else "an undirected graph"


def _graphs(prepared: str, text: str, file: str) -> list[pydot.Dot]:
    with warnings.catch_warnings():
        # pydot 4.0 calls pyparsing by names that pyparsing 3.3 deprecates.
        warnings.simplefilter("ignore", DeprecationWarning)
        from pydot.dot_parser import GraphParser
    from pyparsing import ParseBaseException

    try:
        with _LOCK:
            return list(GraphParser.parser.parse_string(prepared, parse_all=True))
    except ParseBaseException as problem:
        lines = text.splitlines() or [""]
        line = min(problem.lineno, len(lines))
        seen = lines[line - 1].strip()[:80]
        raise AutograderError(
            f"{file} cannot be read as DOT from line {line} on: {seen}",
            next_step="Write a node as `name [op=Dense, units=32];` and an edge as `a -> b;`, and "
            'put values other than plain words and numbers in double quotes: "(10,)".',
        ) from None
    except RecursionError:
        raise AutograderError(
            f"{file} is nested too deeply to be read.",
            next_step="Write nodes and edges straight into `digraph NAME { ... }`.",
        ) from None


def _prepared(text: str, mistakes: list[str]) -> str:
    """Quote the attribute names that pydot stumbles over; note what its parser would swallow."""
    parts, at = [], 0
    seen: set[str] | None = None
    for token in _TOKEN.finditer(text):
        parts.append(text[at : token.start()])
        at = token.end()
        word = token.group()
        named = token.lastgroup in {"word", "string"} and text[at:].lstrip()[:1] == "="
        if token.lastgroup == "undirected":
            mistakes.append(f"line {_line(text, token)}: `--` has no direction; write `a -> b`")
        elif word == "[":
            seen = set()
        elif word == "]":
            seen = None
        elif named and seen is not None:
            plain = _unquoted(word)
            if plain in seen:
                mistakes.append(f"line {_line(text, token)}: `{plain}` is given twice in one node")
            seen.add(plain)
        parts.append(f'"{word}"' if named and word in _CLASHING else word)
    return "".join(parts) + text[at:]


def _line(text: str, token: re.Match[str]) -> int:
    return text.count("\n", 0, token.start()) + 1


def _collect(graph: pydot.Dot, found: DotText) -> None:
    name = graph.get_name()
    found.name = _unquoted(name) if name else None
    if graph.get_strict():
        found.mistakes.append(
            "graph: `strict` merges double edges, and a merge may read a tensor twice; leave it out"
        )
    if graph.get_subgraphs():
        found.mistakes.append(
            "graph: subgraphs are not read; write every node once, and nesting as inside="
        )
    found.attributes.update(_attributes(graph.get_attributes(), "graph", found.mistakes))
    for node in sorted(graph.get_nodes(), key=lambda node: node.get_sequence() or 0):
        _collect_node(node, found)
    for edge in sorted(graph.get_edges(), key=lambda edge: edge.get_sequence() or 0):
        _collect_edge(edge, found)


def _collect_node(node: pydot.Node, found: DotText) -> None:
    raw = node.get_name()
    attributes = node.get_attributes()
    if raw.lower() == "graph":
        found.attributes.update(_attributes(attributes, "graph", found.mistakes))
    elif raw.lower() in _KEYWORDS:
        found.mistakes.append(
            f"graph: a default `{raw} [...]` is not read; write the attributes at every {raw}"
        )
    else:
        place = f"node `{_unquoted(raw)}`"
        if node.obj_dict.get("port"):
            found.mistakes.append(f"{place}: a colon in a name needs double quotes")
        read = _attributes(attributes, place, found.mistakes)
        found.nodes.append(NodeStatement(name=_unquoted(raw), attributes=read))


def _collect_edge(edge: pydot.Edge, found: DotText) -> None:
    ends = (edge.get_source(), edge.get_destination())
    if not all(isinstance(end, str) for end in ends):
        found.mistakes.append("graph: `a -> {b c}` is not read; write `a -> b; a -> c;`")
        return
    # _END matches every text.
    tail, head = (_unquoted(_END.match(str(end))[0]) for end in ends)  # type: ignore[index]  # above
    place = f"edge `{tail} -> {head}`"
    for end in map(str, ends):
        if end.lower() in _KEYWORDS:
            found.mistakes.append(f'{place}: {end} is a word of DOT; write the name as "{end}"')
        if not _END.fullmatch(end):
            found.mistakes.append(
                f"{place}: `{end}` is not read; write [from=1] for another result of a call and "
                "[port=1] for the slot the tensor goes into"
            )
    read = _attributes(edge.get_attributes(), place, found.mistakes)
    found.edges.append(EdgeStatement(tail=tail, head=head, attributes=read))


def _attributes(raw: dict[str, str | None], place: str, mistakes: list[str]) -> dict[str, str]:
    read = {}
    for name, value in raw.items():
        if value is None:
            mistakes.append(
                f"{place}: `{_unquoted(name)}` has no value; write {_unquoted(name)}=..."
            )
        elif value.startswith("<"):
            mistakes.append(f"{place}: put the value of `{_unquoted(name)}` in double quotes")
        else:
            read[_unquoted(name)] = _unquoted(value)
    return read


def _unquoted(text: str) -> str:
    if len(text) < 2 or not (text.startswith('"') and text.endswith('"')):
        return text
    return re.sub(
        r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), text[1:-1], flags=re.DOTALL
    )
