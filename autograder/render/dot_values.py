"""How settings, names and lists of names are written as the text of a DOT attribute."""

from __future__ import annotations

import ast
import math
import re
import warnings
from collections.abc import Iterable

from autograder.topology.model import Value

_WORDS: dict[str, Value] = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "none": None,
    "None": None,
    "inf": math.inf,
    "-inf": -math.inf,
    "nan": math.nan,
}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,999})")
_FLOAT = re.compile(r"-?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][+-]?[0-9]+)?")
_LONGEST = 100_000
_CONSTANTS = (bool, int, float, str, type(None))

_QUOTED = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
_PLAIN = r"[^\s,:'\"\[\]]+"
_NAME = rf"(?:{_QUOTED}|{_PLAIN})"
_ENTRY = re.compile(
    rf"\s*(?P<name>{_NAME})(?:\[(?P<result>[0-9]+)\])?(?::(?P<label>{_NAME}))?\s*(?:,|$)", re.DOTALL
)


def read_value(text: str) -> Value:
    """Return the value that `text` stands for; what is no number, word or bracket is a string.

    Raises ValueError with an explanation where an opening bracket or quote leads nowhere.
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if text[:1] in {"(", "[", "'", '"'}:
        return _read_literal(text)
    return text


def write_value(value: Value) -> str:
    """Return the text that `read_value` turns back into `value`."""
    if isinstance(value, str) and value.isprintable():
        try:
            plain = read_value(value) == value
        except ValueError:
            plain = False
        if plain:
            return value
    if isinstance(value, bool) or value is None:
        return str(value).lower()
    return _literal(value)


def read_names(text: str) -> tuple[tuple[str, int, str | None], ...]:
    """Return the entries of a list such as `score:digit, state[1]`: name, result, label.

    Raises ValueError where the list cannot be read.
    """
    entries, at = [], 0
    while at < len(text):
        found = _ENTRY.match(text, at)
        if found is None:
            raise ValueError(f"the list cannot be read from {text[at : at + 30].strip()!r} on")
        label = found["label"]
        entries.append(
            (
                _unquoted(found["name"]),
                int((found["result"] or "0")[:9]),
                None if label is None else _unquoted(label),
            )
        )
        at = found.end()
    return tuple(entries)


def write_names(entries: Iterable[tuple[str, int, str | None]]) -> str:
    """Return the text that `read_names` turns back into `entries`."""
    written = []
    for name, result, label in entries:
        suffix = f"[{result}]" if result else ""
        written.append(_name(name) + suffix + ("" if label is None else f":{_name(label)}"))
    return ", ".join(written)


def _name(name: str) -> str:
    return name if re.fullmatch(_PLAIN, name) and name.isprintable() else repr(name)


def _unquoted(name: str) -> str:
    return str(_read_literal(name)) if name[0] in {"'", '"'} else name


def _literal(value: Value) -> str:
    if isinstance(value, tuple):
        inner = ", ".join(_literal(item) for item in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return repr(value)


def _read_literal(text: str) -> Value:
    if len(text) > _LONGEST:
        raise ValueError("the value is too long")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            warnings.simplefilter("ignore", DeprecationWarning)
            tree = ast.parse(text, mode="eval").body
        # Alternatives such as "(3, 3)|(5, 5)" stay text: the comparison reads them.
        if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.BitOr):
            return text
        return _value_of(tree)
    except (SyntaxError, RecursionError, MemoryError) as problem:
        if "$" in text:
            return text  # "($inputs,)" waits for its size
        raise ValueError(f"{text[:60]!r} opens a bracket or quote that leads nowhere") from problem


def _value_of(tree: ast.expr) -> Value:
    if isinstance(tree, (ast.Tuple, ast.List)):
        return tuple(_value_of(item) for item in tree.elts)
    if isinstance(tree, ast.Name):
        return _WORDS.get(tree.id, tree.id)
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
        number = _value_of(tree.operand)
        if isinstance(number, (int, float)) and not isinstance(number, bool):
            return -number
    if isinstance(tree, ast.Constant) and isinstance(tree.value, _CONSTANTS):
        return tree.value
    raise ValueError("a value is a number, a word, true, false, none, or a tuple of those")
