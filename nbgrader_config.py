"""nbgrader reads this; the settings themselves stand in autograder/grading/settings.py."""

from pathlib import Path

from autograder.grading.settings import configure

configure(get_config(), Path(__file__).parent)  # noqa: F821 - nbgrader gives it to this file
