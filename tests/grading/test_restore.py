"""Putting a submission's cells back to what they were released as."""

from __future__ import annotations

import copy

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.grading.notebooks import grade_id
from autograder.grading.restore import ReleasedCell, restore, strip_notes
from tests.grading.practice import cells


@pytest.fixture
def released():
    """The practice cells as the gradebook has them."""
    found = {}
    for cell in cells():
        data = cell.metadata.get("nbgrader")
        if data is not None:
            found[data.grade_id] = ReleasedCell(
                grade_id=data.grade_id,
                cell_type=cell.cell_type,
                source=cell.source,
                checksum="c",
                grade=data.grade,
                solution=data.solution,
                locked=data.locked,
                task=data.task,
                points=data.get("points"),
            )
    return found


def restored(released, change):
    """Restore a submission after `change`; return its grade ids, or None, in order."""
    notebook = new_notebook(cells=copy.deepcopy(cells()))
    notebook.cells = change(notebook.cells)
    restore(notebook, released, cells())
    return notebook


ORDER = ["title", "setup", "shown", None, "double", None, "grade_double", "sorting"]
ORDER += ["grade_sorting", "reflection"]


def ids(notebook):
    return [grade_id(cell) for cell in notebook.cells]


def test_an_untouched_submission_stays_as_it_is(released):
    """Restoring changes no cell's place, source or kind."""
    notebook = restored(released, lambda found: found)
    assert ids(notebook) == ORDER
    assert [cell.source for cell in notebook.cells] == [cell.source for cell in cells()]


def test_of_a_repeated_cell_the_last_counts(released):
    """A copy takes the id over; the first becomes an ordinary cell."""
    notebook = restored(released, lambda found: [*found, copy.deepcopy(found[6])])
    assert ids(notebook) == [*ORDER[:6], None, *ORDER[7:], "grade_double"]
    assert "nbgrader" not in notebook.cells[6].metadata


def test_a_cell_that_lost_its_metadata_is_known_by_its_id(released):
    """Deleted metadata come back through the cell's own id."""

    def strip(found):
        del found[4].metadata["nbgrader"]
        found[6].metadata["nbgrader"] = {}
        return found

    assert ids(restored(released, strip)) == ORDER


def test_missing_locked_cells_come_back_in_their_places(released):
    """The set-up and the graded cells return; an answer or a text that was deleted does not."""
    gone = {"title", "setup", "sorting", "grade_double", "grade_sorting"}
    notebook = restored(
        released, lambda found: [cell for cell in found if grade_id(cell) not in gone]
    )
    assert ids(notebook) == [
        "setup", "shown", None, "double", None, "grade_double", "grade_sorting", "reflection"
    ]  # fmt: skip
    assert notebook.cells[5].source == 'grade("double", double, points=4)'
    assert notebook.cells[5].metadata.nbgrader.points == 4


def test_unknown_ids_and_other_data_lose_their_meaning(released):
    """Metadata that the release does not know, or that are no table, go."""

    def add(found):
        strange = [
            new_code_cell(source="1", metadata={"nbgrader": {"grade_id": "new", "grade": True}}),
            new_code_cell(source="2", metadata={"nbgrader": ["grade"]}),
            new_code_cell(source="3", metadata={"nbgrader": {"grade_id": ["double"]}}),
        ]
        return [*found, *strange]

    notebook = restored(released, add)
    assert ids(notebook) == [*ORDER, None, None, None]
    assert all("nbgrader" not in cell.metadata for cell in notebook.cells[-3:])


def test_tags_and_forged_notes_go(released):
    """What steers the grader comes from the release alone."""
    notebook = new_notebook(cells=cells(), metadata={"autograder": {"graded": "forged"}})
    notebook.cells[6].metadata["tags"] = ["skip-execution"]
    notebook.cells[6].metadata["autograder"] = {"decision": {"points": 4.0}}
    strip_notes(notebook)
    assert "autograder" not in notebook.metadata
    assert set(notebook.cells[6].metadata) == {"nbgrader"}
