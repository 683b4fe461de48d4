"""What a submission may have done to its cells' nbgrader metadata, put right beforehand.

Stock nbgrader stops the whole class at a duplicated test cell and drops a student whose metadata
are damaged; names and kinds of the cells are known from the release, so they are restored instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from autograder.grading.course import Course
from autograder.grading.notebooks import KIT, grade_id, nbgrader_data, read_notebook

SCHEMA = 3
"""nbgrader's metadata schema."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleasedCell:
    """A cell as it was released: everything nbgrader's checksum covers."""

    grade_id: str
    cell_type: str
    source: str
    checksum: str | None
    grade: bool
    solution: bool
    locked: bool
    task: bool
    points: float | None

    def metadata(self) -> dict[str, Any]:
        """Return the cell's nbgrader metadata."""
        flags = {"grade": self.grade, "solution": self.solution, "locked": self.locked}
        data: dict[str, Any] = {"grade_id": self.grade_id, "schema_version": SCHEMA, **flags}
        data |= {"task": self.task, "cell_type": self.cell_type}
        if self.checksum is not None:
            data["checksum"] = self.checksum
        if self.points is not None:
            data["points"] = self.points
        return data


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Give every cell of a submission the nbgrader metadata it was released with.

    Unknown or repeated ids lose theirs (of a repeated one the last is kept, as nbgrader does),
    locked code cells that are missing are put back, and all tags go: what the grader skips is its
    own choice.
    """

    root = Unicode(help="The course's folder.").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Restore the cells of one submitted notebook."""
        place = resources["nbgrader"]
        released = released_cells(place["db_url"], place["assignment"], place["notebook"])
        source = Course(root=Path(self.root)).source(place["assignment"])
        master = read_notebook(source).cells if source.exists() else []
        strip_notes(nb)
        restore(nb, released, master)
        return nb, resources


def strip_notes(nb: NotebookNode) -> None:
    """Remove what steers the grader or is written by it: tags, and our own notes."""
    nb.metadata.pop(KIT, None)
    for cell in nb.cells:
        cell.metadata.pop(KIT, None)
        cell.metadata.pop("tags", None)


def restore(
    nb: NotebookNode, released: dict[str, ReleasedCell], master: Iterable[NotebookNode]
) -> None:
    """Put the released metadata back on a submission's cells, and missing locked code cells in."""
    order = [(grade_id(cell), cell.get("id")) for cell in master]
    by_cell_id = {cell_id: id for id, cell_id in order if id is not None and cell_id is not None}
    owners = _owners(nb, released, by_cell_id)
    for index, cell in enumerate(nb.cells):
        cell.metadata.pop("nbgrader", None)
        if index in owners:
            nb.cells[index] = _restored(cell, released[owners[index]])
    _insert_missing(nb, released, [id for id, _ in order if id is not None])


def released_cells(database: str, lesson: str, notebook: str) -> dict[str, ReleasedCell]:
    """Return the cells of a released notebook by their grade ids, as the gradebook has them."""
    with Gradebook(database) as gradebook:
        record = gradebook.find_notebook(notebook, lesson)
        graded = {cell.name: cell.max_score for cell in record.grade_cells}
        tasks = {cell.name: cell.max_score for cell in record.task_cells}
        solutions = {cell.name for cell in record.solution_cells}
        return {
            cell.name: ReleasedCell(
                grade_id=cell.name,
                cell_type=cell.cell_type,
                source=cell.source,
                checksum=cell.checksum,
                grade=cell.name in graded,
                solution=cell.name in solutions,
                locked=cell.locked,
                task=cell.name in tasks,
                points=graded.get(cell.name, tasks.get(cell.name)),
            )
            for cell in record.source_cells
        }


def _owners(
    nb: NotebookNode, released: dict[str, ReleasedCell], by_cell_id: dict[str, str]
) -> dict[int, str]:
    """Say which cell of the submission is which released one."""
    last = {
        id: index
        for index, cell in enumerate(nb.cells)
        if (id := grade_id(cell)) is not None and id in released
    }
    owners = {index: id for id, index in last.items()}
    for index, cell in enumerate(nb.cells):
        id = by_cell_id.get(cell.get("id", ""))
        if id in released and id not in last and not nbgrader_data(cell).get("grade_id"):
            owners.setdefault(index, id)
            last[id] = index
    return owners


def _restored(cell: NotebookNode, released: ReleasedCell) -> NotebookNode:
    if cell.cell_type != released.cell_type:
        # A change of type leaves fields behind that the other type must not have.
        make: Any = new_code_cell if released.cell_type == "code" else new_markdown_cell
        cell = make(
            source=cell.source, metadata=cell.metadata, id=cell.get("id", released.grade_id)
        )
    cell.metadata["nbgrader"] = released.metadata()
    return cell


def _insert_missing(nb: NotebookNode, released: dict[str, ReleasedCell], order: list[str]) -> None:
    """Put locked code cells back that are missing.

    A graded cell goes before the next one of the release, so that it sees all the learner wrote for
    it; any other directly after the one it followed, so that the learner's cells see it.
    """
    place = {id: index for index, cell in enumerate(nb.cells) if (id := grade_id(cell)) is not None}
    after = -1
    for number, id in enumerate(order):
        cell = released.get(id)
        if id not in place and cell is not None and cell.cell_type == "code" and cell.locked:
            following = [place[other] for other in order[number + 1 :] if other in place]
            at = min(following, default=len(nb.cells)) if cell.grade else after + 1
            at = max(at, after + 1)
            nb.cells.insert(at, _new(cell, with_id=nb.nbformat_minor >= 5))
            place = {other: index + (index >= at) for other, index in place.items()}
            place[id] = at
        after = max(after, place.get(id, -1))


def _new(released: ReleasedCell, *, with_id: bool) -> NotebookNode:
    cell: NotebookNode = new_code_cell(
        source=released.source, metadata={"nbgrader": released.metadata()}
    )
    if not with_id:
        del cell["id"]
    return cell
