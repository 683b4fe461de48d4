"""What learners call in a notebook: `show`, `check` and `grade`."""

from autograder.notebook.cells import check, grade, show

__all__ = ["check", "grade", "show"]
