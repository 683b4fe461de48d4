"""The names that a cell's code binds and reads at the notebook's level."""

from __future__ import annotations

import symtable


def without_magics(source: str) -> str:
    """Return a cell's code with IPython's own lines, such as %matplotlib, emptied."""
    return "\n".join(
        "" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines()
    )


def names_bound(source: str) -> frozenset[str]:
    """Return the names that code assigns, defines or imports at its top level."""
    table = _table(source)
    if table is None:
        return frozenset()
    return frozenset(
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
    )


def names_read(source: str) -> frozenset[str]:
    """Return the names that code takes from the notebook's level, inside its functions too."""
    table = _table(source)
    return frozenset() if table is None else frozenset(_read(table))


def _read(table: symtable.SymbolTable) -> set[str]:
    top = table.get_type() == "module"
    found = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (top or symbol.is_global())
    }
    return found.union(*(_read(child) for child in table.get_children()))


def _table(source: str) -> symtable.SymbolTable | None:
    try:
        return symtable.symtable(without_magics(source), "cell", "exec")
    except SyntaxError:
        return None
