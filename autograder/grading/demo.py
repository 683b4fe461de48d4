"""A course to look at: one lesson and its sample submissions in a folder of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

from autograder.errors import AutograderError
from autograder.grading.course import CONFIG_FILE, Course, make_folder
from autograder.grading.samples import Sample, load_samples

LESSON = "03-branch-and-merge"
LIMIT = 10
"""Seconds a learner's cell may run here; a class has more."""
KIT = Path(__file__).parents[2]
"""The repository, where the kit runs from a copy of it."""

_CONFIG = '''"""nbgrader's configuration for this demonstration course."""

from pathlib import Path

from autograder.grading.settings import configure

configure(get_config(), Path(__file__).parent, limit={limit})
'''


def demo_samples() -> tuple[Sample, ...]:
    """Return the sample submissions of the demonstration."""
    return load_samples(KIT / "tests" / "samples")


def make_demo_course(folder: Path) -> Course:
    """Make a course of one lesson in an empty folder."""
    course = Course(root=make_folder(folder).resolve())
    source = KIT / "solutions" / LESSON
    if not source.is_dir():
        raise AutograderError(
            f"The lesson of the demonstration is missing: there is no folder {source}.",
            next_step="Run this from a complete copy of the repository.",
        )
    if any(course.root.iterdir()):
        raise AutograderError(
            f"The folder {course.root} is not empty.", next_step="Name a new one with --folder."
        )
    ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    shutil.copytree(source, course.solutions / LESSON, ignore=ignored)
    (course.root / CONFIG_FILE).write_text(_CONFIG.format(limit=LIMIT), encoding="utf-8")
    return course
