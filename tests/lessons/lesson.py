"""A lesson as the tests see it: its files, and running its cells as a grader or a student does."""

from __future__ import annotations

import ast
import importlib
import json
import linecache
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.diagnosis.verdict import Verdict
from autograder.exercise import Exercise, load_exercises, score_evidence
from autograder.notebook.attempt import attempt

ROOT = Path(__file__).resolve().parents[2]
SEED = "bank"
"""Chooses the further sizes and cases, as a grader would."""


def names() -> list[str]:
    """Return the names of all lessons that have a notebook, in order."""
    return sorted(path.stem for path in (ROOT / "solutions").glob("[0-9][0-9]-*/*.ipynb"))


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """One lesson: solutions/NAME and what is generated from it, lessons/NAME."""

    name: str

    @property
    def folder(self) -> Path:
        """The lesson's folder in solutions/."""
        return ROOT / "solutions" / self.name

    @property
    def released_folder(self) -> Path:
        """The lesson's folder in lessons/, which students get."""
        return ROOT / "lessons" / self.name

    @cached_property
    def source(self) -> NotebookNode:
        """The notebook with the solutions."""
        return read(self.folder / f"{self.name}.ipynb")

    @cached_property
    def released(self) -> NotebookNode:
        """The notebook without them."""
        return read(self.released_folder / f"{self.name}.ipynb")

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """Every exercise of exercises.toml."""
        return load_exercises(self.folder)

    @cached_property
    def points(self) -> dict[str, float]:
        """The graded exercises and their points."""
        return {graded_exercise(cell): marked(cell)["points"] for cell in graded(self.source)}

    @property
    def has_bank(self) -> bool:
        """Whether the lesson's bank is written."""
        return (Path(__file__).parent / f"bank_{self.name[:2]}.py").exists()

    @property
    def bank(self) -> ModuleType:
        """The lesson's bank of wrong and right answers."""
        return importlib.import_module(f"tests.lessons.bank_{self.name[:2]}")

    def judged(self, exercise: str, cell: str) -> tuple[float, Verdict]:
        """Return points and verdict for a cell that a learner wrote, decided as for the mark."""
        space = self._space_before(exercise)
        run(cell, space, name=f"bank {self.name} {exercise} {hash(cell)}")
        evidence, _ = attempt(self.exercises[exercise], space[exercise], seed=SEED)
        data = json.loads(json.dumps(evidence.to_json()))
        return score_evidence(
            self.folder, exercise, data, self.points.get(exercise, 1.0), seed=SEED
        )

    def _space_before(self, exercise: str) -> dict[str, Any]:
        """Run the locked cells that stand above the exercise's own cell."""
        space: dict[str, Any] = {"__name__": "__main__"}
        for cell in self.source.cells:
            if cell.cell_type != "code" or is_demonstration(cell):
                continue
            if exercise in bound_names(cell.source):
                break
            if marked(cell).get("locked") and not marked(cell).get("grade"):
                run(cell.source, space, name=f"{self.name} {cell.id}")
        return space


def read(path: Path) -> NotebookNode:
    """Read a notebook."""
    return nbformat.read(path, as_version=4)


def marked(cell: NotebookNode) -> dict[str, Any]:
    """Return what nbgrader knows of the cell; nothing for a cell that it leaves alone."""
    return cell.metadata.get("nbgrader", {})


def is_demonstration(cell: NotebookNode) -> bool:
    """Say whether a grader leaves the cell out."""
    return "demonstration" in cell.metadata.get("tags", ())


def graded(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the cells that give points, by themselves or by hand."""
    return [cell for cell in notebook.cells if marked(cell).get("grade")]


def graded_exercise(cell: NotebookNode) -> str:
    """Return the exercise that a graded cell is for."""
    if cell.cell_type == "markdown":
        return str(marked(cell)["grade_id"])
    call = ast.parse(cell.source).body[-1].value
    return str(call.args[0].value)


def bound_names(source: str) -> set[str]:
    """Return the names that a cell gives a value at its top level."""
    found: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {leaf.id for leaf in ast.walk(node) if isinstance(leaf, ast.Name)}
    return found


def run(source: str, space: dict[str, Any], *, name: str) -> Any:
    """Run a cell in `space` as a notebook would and return the value of its last expression."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), space)
    return None if last is None else eval(compile(ast.Expression(last.value), name, "eval"), space)


def marks(notebook: NotebookNode) -> dict[str, float]:
    """Run a notebook as the grader does, demonstrations left out, and return the points given."""
    space: dict[str, Any] = {"__name__": "__main__"}
    found: dict[str, float] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and not is_demonstration(cell):
            value = run(cell.source, space, name=f"marks {cell.id} {hash(cell.source)}")
            if marked(cell).get("grade"):
                found[graded_exercise(cell)] = value
    return found
