"""Running a lesson's notebook once with its solutions and once untouched, for their evidence."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.errors import AutograderError
from autograder.exercise.answers import FILE as ANSWERS
from autograder.exercise.answers import released_answers
from autograder.grading.checks import author_mistakes
from autograder.grading.course import Course
from autograder.grading.names import names_bound, without_magics
from autograder.grading.notebooks import (
    grade_id,
    is_demonstration,
    is_graded_code,
    read_notebook,
)
from autograder.grading.release import generate_into

SEED = "verify"
"""Chooses the further sizes and cases, as a grader would."""
LIMIT = 180
"""Seconds that a cell may run: the first one imports TensorFlow."""
_FILE = "evidence.json"
_BEGINNING = """\
import os
for _name in [name for name in globals() if name in {bound!r}]:
    del globals()[_name]
os.chdir({folder!r})
"""
_COLLECTING = """\
import json
from pathlib import Path
from autograder.exercise import load_exercises
from autograder.notebook.attempt import attempt
_found = {{
    _each.id: attempt(_each, globals()[_each.id], seed={seed!r})[0].to_json()
    for _each in load_exercises(Path.cwd()).values()
    if _each.kind != "manual" and _each.id in globals()
}}
Path({file!r}).write_text(json.dumps(_found), encoding="utf-8")
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Played:
    """What a notebook gave: evidence by exercise, and the cells that stopped with an error."""

    evidence: Mapping[str, Any] = field(default_factory=dict)
    errors: tuple[str, ...] = ()


def rehearse(course: Course, lesson: str) -> tuple[Played, Played]:
    """Run the notebook with the solutions, then the one that students get; return what they gave.

    One kernel runs both, for TensorFlow takes longer to start than a lesson to run; the names of
    the first are forgotten before the second. What demonstrates or grades is left out, and nothing
    of the course is changed. Raises AutograderError where the lesson is not fit to be released,
    with every mistake.
    """
    with tempfile.TemporaryDirectory() as folder:
        trial = Course(root=Path(folder).resolve())
        shutil.copytree(course.solutions / lesson, trial.solutions / lesson)
        _require_sound(trial, lesson)
        answers = trial.solutions / lesson / ANSWERS
        answers.write_text(released_answers(answers.parent), encoding="utf-8")
        generate_into(trial.lessons, trial, lesson)
        with tempfile.TemporaryDirectory(prefix="v-") as sockets:
            return _played(trial, lesson, Path(sockets).resolve())


def _require_sound(course: Course, lesson: str) -> None:
    mistakes = author_mistakes(course, lesson)
    if mistakes:
        raise AutograderError(
            f"{lesson} is not fit to be verified:\n- " + "\n- ".join(mistakes),
            next_step="Mend each of them in solutions/, then verify again.",
        )


def _played(trial: Course, lesson: str, sockets: Path) -> tuple[Played, Played]:
    paths = (trial.source(lesson), trial.lessons / lesson / f"{lesson}.ipynb")
    whole = read_notebook(paths[0])
    bound = sorted({name for cell in filter(_is_needed, whole.cells) for name in _bound(cell)})
    parts = [_part(path, bound) for path in paths]
    whole.cells = [cell for part in parts for cell in part]
    client = _Client(whole, timeout=LIMIT, allow_errors=True, kernel_name="python3")
    client.socket = sockets / "kernel"
    try:
        client.execute()
    except (CellTimeoutError, DeadKernelError) as error:
        raise AutograderError(
            f"{lesson} could not be run to its end: {type(error).__name__}.",
            next_step="Run the source notebook in JupyterLab, and mend the cell that stops it.",
        ) from error
    solved, untouched = map(_read, paths, parts)
    return solved, untouched


def _bound(cell: NotebookNode) -> frozenset[str]:
    return names_bound(without_magics(cell.source))


def _part(path: Path, forgotten: list[str]) -> list[NotebookNode]:
    """Return the cells to run for a notebook: it begins and ends with cells of ours."""
    cells = [cell for cell in read_notebook(path).cells if _is_needed(cell)]
    return [
        new_code_cell(_BEGINNING.format(bound=forgotten, folder=str(path.parent))),
        *cells,
        new_code_cell(_COLLECTING.format(seed=SEED, file=str(path.parent / _FILE))),
    ]


def _read(path: Path, cells: list[NotebookNode]) -> Played:
    errors = tuple(error for cell in cells if (error := _error(cell)))
    written = path.parent / _FILE
    if not written.exists():
        raise AutograderError(
            f"{path.name} gives no answers: {errors[-1]}.",
            next_step="Run the source notebook in JupyterLab, and mend that cell.",
        )
    return Played(evidence=json.loads(written.read_text(encoding="utf-8")), errors=errors)


class _Client(NotebookClient):
    """Runs a notebook in a kernel whose sockets are files: of ports, several kernels run out."""

    socket: Path

    def create_kernel_manager(self) -> KernelManager:
        """Make the manager of the one kernel."""
        manager = super().create_kernel_manager()
        if os.name == "posix":
            manager.transport, manager.ip = "ipc", str(self.socket)
        return manager


def _is_needed(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and not is_demonstration(cell) and not is_graded_code(cell)


def _error(cell: NotebookNode) -> str:
    for output in cell.get("outputs", ()):
        if output.output_type == "error":
            name = grade_id(cell) or cell.get("id", "")
            return f"the cell {name} stops with {output.ename}: {output.evalue}".strip()
    return ""
