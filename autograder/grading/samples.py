"""Sample submissions as data: the cells a student filled in, put into the released notebook."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from autograder.errors import AutograderError
from autograder.grading.course import Course, make_folder
from autograder.grading.notebooks import grade_id, read_notebook


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """One sample: what it shows, and the source of each cell that differs from the release."""

    name: str
    about: str
    cells: Mapping[str, str] = field(default_factory=dict)


def load_samples(folder: Path) -> tuple[Sample, ...]:
    """Read the samples of a folder, NAME.toml each, in the order of their names.

    `cells` maps a cell's grade id (or, without one, its cell id) to its source; `like = "other"`
    begins with the cells of another sample.
    """
    if not folder.is_dir():
        raise AutograderError(
            f"The sample submissions are missing: there is no folder {folder}.",
            next_step="Run this from a copy of the repository; an installed kit lacks tests/.",
        )
    tables = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.toml"))
    }
    return tuple(
        Sample(name=name, about=table["about"], cells=_cells(name, tables))
        for name, table in tables.items()
    )


def submit_sample(course: Course, lesson: str, sample: Sample) -> Path:
    """Write a sample as a student's submission of the released lesson, and return the notebook."""
    notebook = read_notebook(course.lessons / lesson / f"{lesson}.ipynb")
    unused = dict(sample.cells)
    for cell in notebook.cells:
        id = grade_id(cell) or cell.get("id", "")
        if id in unused:
            cell.source = unused.pop(id).strip("\n")
    if unused:
        raise AutograderError(
            f"The sample {sample.name} fills in {', '.join(unused)}, which {lesson} does not have.",
            next_step="Rename the cell in tests/samples/ as it is named in the lesson.",
        )
    folder = make_folder(course.submission(lesson, sample.name))
    path = folder / f"{lesson}.ipynb"
    text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
    nbformat.validate(notebook)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _cells(name: str, tables: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    table = tables[name]
    like = table.get("like")
    inherited = _cells(like, tables) if isinstance(like, str) else {}
    own = table.get("cells", {})
    assert isinstance(own, dict)
    return {**inherited, **own}
