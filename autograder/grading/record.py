"""Recording marks in nbgrader's gradebook: a mark that nobody could decide stays open."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import SaveAutoGrades

from autograder.grading.decide import read_decision
from autograder.grading.notebooks import grade_id


class RecordMarks(SaveAutoGrades):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's SaveAutoGrades, that leaves open what needs a person."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Record one notebook, and leave open the cells that it does not have."""
        nb, resources = super().preprocess(nb, resources)
        present = {grade_id(cell) for cell in nb.cells}
        place = resources["nbgrader"]
        with Gradebook(place["db_url"]) as gradebook:
            submission = gradebook.find_submission_notebook(
                place["notebook"], place["assignment"], place["student"]
            )
            for grade in submission.grades:
                if grade.name not in present:
                    _leave_open(grade)
            gradebook.db.commit()
        return nb, resources

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Record one cell's mark."""
        decision = read_decision(cell)
        if decision is None or decision.points is not None:
            recorded: tuple[NotebookNode, dict[str, Any]] = super().preprocess_cell(
                cell, resources, cell_index
            )
            return recorded
        grade = self.gradebook.find_grade(
            grade_id(cell), self.notebook_id, self.assignment_id, self.student_id
        )
        _leave_open(grade)
        self.gradebook.db.commit()
        return cell, resources


def _leave_open(grade: Any) -> None:
    """Take back an automatic mark; one that a person gave stays."""
    grade.auto_score = None
    grade.needs_manual_grade = True
