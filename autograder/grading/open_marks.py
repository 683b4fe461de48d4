"""Feedback that says "needs review" where nbgrader's would show an open mark as 0."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import GetGrades

WORDS = "needs review"


class GetOpenMarks(GetGrades):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's GetGrades, that tells a mark nobody has decided from a 0."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Bring a cell's mark and comment from the gradebook."""
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        data = cell.metadata.get("nbgrader", {})
        if data.get("grade"):
            grade = self.gradebook.find_grade(
                data["grade_id"], self.notebook_id, self.assignment_id, self.student_id
            )
            if grade.auto_score is None and grade.manual_score is None:
                data["score"] = WORDS
        return cell, resources


def number_or_words(value: Any) -> Any:
    """Stand in for Jinja's `float` in nbgrader's template, which shows every mark through it."""
    if value == WORDS:
        return value
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


def rounded_or_words(value: Any, precision: int = 0) -> Any:
    """Stand in for Jinja's `round`, likewise."""
    return value if isinstance(value, str) else round(value, precision)
