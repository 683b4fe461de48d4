"""Reading notebooks: cells by grade id, the exercise a graded cell decides, demonstration cells."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.errors import AutograderError

KIT = "autograder"
"""The key of our own notes in a notebook's and a cell's metadata."""
DEMONSTRATION = "demonstration"


@dataclass(frozen=True, kw_only=True, slots=True)
class GradeCall:
    """The last expression of a graded cell: `grade("two_towers", two_towers, points=4)`."""

    exercise: str
    points: float


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook as version 4; what is none raises AutograderError."""
    try:
        text = path.read_text(encoding="utf-8")
        if not isinstance(json.loads(text), dict):
            raise _no_notebook(path, "it is JSON, but not an object")
        notebook: NotebookNode = nbformat.reads(text, as_version=4)
    except FileNotFoundError:
        raise AutograderError(
            f"There is no notebook {path}.",
            next_step="Look at the name of the file and its folder.",
        ) from None
    except OSError as error:
        raise _no_notebook(path, error.strerror or str(error)) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise _no_notebook(path, f"it is not JSON ({error})") from error
    except nbformat.ValidationError as error:
        raise _no_notebook(path, str(error).splitlines()[0]) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # nbformat reads what is missing or of another type without a check of its own.
        raise _no_notebook(path, f"its parts are not a notebook's ({error!r})") from error
    return notebook


def note(part: NotebookNode, key: str, data: Any) -> None:
    """Keep data of ours with a notebook or a cell, in its metadata."""
    notes = dict(part.metadata.get(KIT, {}))
    part.metadata[KIT] = {**notes, key: data}


def noted(part: NotebookNode, key: str) -> Any:
    """Return what `note` kept under `key`, or None."""
    return part.metadata.get(KIT, {}).get(key)


def nbgrader_data(cell: NotebookNode) -> dict[str, Any]:
    """Return a cell's nbgrader metadata, empty where it has none."""
    data = cell.get("metadata", {}).get("nbgrader")
    return data if isinstance(data, dict) else {}


def grade_id(cell: NotebookNode) -> str | None:
    """Return the id under which nbgrader knows a cell."""
    id = nbgrader_data(cell).get("grade_id")
    return id if isinstance(id, str) and id else None


def is_graded_code(cell: NotebookNode) -> bool:
    """Say whether a cell's mark comes from running it."""
    data = nbgrader_data(cell)
    return cell.cell_type == "code" and bool(data.get("grade")) and not data.get("solution")


def graded_cells(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """Yield the cells whose mark comes from running them, with their places."""
    for index, cell in enumerate(notebook.cells):
        if is_graded_code(cell):
            yield index, cell


def grade_call(source: str) -> GradeCall | None:
    """Return the `grade(...)` call that a cell ends with, or None where it is another cell."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return None
    if not body or not isinstance(body[-1], ast.Expr) or not isinstance(body[-1].value, ast.Call):
        return None
    call = body[-1].value
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    exercise, points = call.args[0] if call.args else None, named.get("points")
    if not (isinstance(call.func, ast.Name) and call.func.id == "grade"):
        return None
    if not (isinstance(exercise, ast.Constant) and isinstance(exercise.value, str)):
        return None
    if not (isinstance(points, ast.Constant) and isinstance(points.value, int | float)):
        return None
    return GradeCall(exercise=exercise.value, points=float(points.value))


def is_demonstration(cell: NotebookNode) -> bool:
    """Say whether a cell of a *source* notebook only demonstrates: locked, and tagged so."""
    data = nbgrader_data(cell)
    return (
        cell.cell_type == "code"
        and DEMONSTRATION in cell.metadata.get("tags", [])
        and bool(data.get("locked"))
        and not data.get("grade")
        and not data.get("solution")
    )


def demonstration_ids(notebook: NotebookNode) -> frozenset[str]:
    """Return the grade ids of a source notebook's demonstration cells."""
    ids = (grade_id(cell) for cell in notebook.cells if is_demonstration(cell))
    return frozenset(id for id in ids if id is not None)


def _no_notebook(path: Path, why: str) -> AutograderError:
    return AutograderError(
        f"{path} is no notebook: {why}.",
        next_step="Save it anew in JupyterLab, or ask for the file again.",
    )
