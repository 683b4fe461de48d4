"""A function of references.py with one part of its code written wrong."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_OTHER = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Variant:
    """A function written wrong in one place."""

    key: str
    change: str
    words: str
    function: Callable[..., Any]


def variants(path: Path, name: str) -> Iterator[Variant]:
    """Yield the function `name` of a Python file, each time with one expression written wrong.

    A part left out, another operator, a number one off, a call skipped. Functions that it calls in
    the same file are varied too; those with a `while` loop are not, for they might not end.
    """
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    functions = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
    for used in _reached(functions, name):
        nodes = list(ast.walk(functions[used]))
        if any(isinstance(node, ast.While) for node in nodes):
            continue
        for at, node in enumerate(nodes):
            for wrong in _wrong(node):
                changed = _replaced(tree, used, at, wrong)
                yield _variant(path, changed, name, (node, wrong), used)


def _variant(
    path: Path, tree: ast.Module, name: str, change: tuple[ast.AST, ast.AST], used: str
) -> Variant:
    space: dict[str, Any] = {"__name__": f"variant_of_{path.stem}"}
    exec(compile(ast.fix_missing_locations(tree), str(path), "exec"), space)  # noqa: S102 - the author's own file
    before, after = (ast.unparse(node) for node in change)
    line = getattr(change[0], "lineno", 0)
    return Variant(
        key=f"{before} in {used}",
        change=after,
        words=f"`{after}` in place of `{before}` (references.py, line {line})",
        function=space[name],
    )


def _reached(functions: dict[str, ast.FunctionDef], name: str) -> list[str]:
    found, waiting = [], [name]
    while waiting:
        each = waiting.pop()
        if each in found or each not in functions:
            continue
        found.append(each)
        waiting += [node.id for node in ast.walk(functions[each]) if isinstance(node, ast.Name)]
    return found


def _wrong(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            yield from (left, right)
            other = _OTHER.get(type(op))
            if other is not None:
                yield ast.BinOp(left=left, op=other(), right=right)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield operand
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            yield ast.Constant(value=value + 1)
        case ast.Call(args=[first, *_]) if isinstance(first, ast.expr):
            yield first
        case _:
            pass


def _replaced(tree: ast.Module, function: str, at: int, wrong: ast.expr) -> ast.Module:
    """Return a copy of the file with the expression at place `at` of a function replaced."""
    own = next(
        place
        for place, each in enumerate(tree.body)
        if isinstance(each, ast.FunctionDef) and each.name == function
    )
    target = list(ast.walk(tree.body[own]))[at]
    made = copy.copy(tree)
    made.body = list(tree.body)
    # What deepcopy is told to have copied already, it puts in without looking.
    made.body[own] = copy.deepcopy(tree.body[own], {id(target): copy.deepcopy(wrong)})
    return made
