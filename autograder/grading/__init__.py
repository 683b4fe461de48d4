"""Grading a class through nbgrader."""
