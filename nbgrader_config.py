"""nbgrader reads this; the settings themselves stand in autograder/grading/settings.py."""

from pathlib import Path

from autograder.grading.settings import configure

configure(get_config(), Path(__file__).parent)  # type: ignore[name-defined]  # noqa: F821
