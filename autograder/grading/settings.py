"""nbgrader's configuration: one for the kit's commands, nbgrader's own and formgrader."""

from __future__ import annotations

import os
import shutil
import sysconfig
from pathlib import Path

from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    IgnorePattern,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
)
from traitlets.config import Config

from autograder.grading.course import Course
from autograder.grading.decide import DecideMarks
from autograder.grading.execute import RunCells
from autograder.grading.kernels import USUAL, Kernels
from autograder.grading.open_marks import GetOpenMarks, number_or_words, rounded_or_words
from autograder.grading.record import RecordMarks
from autograder.grading.restore import RestoreCells
from autograder.grading.seeds import prepare_seeds

LIMIT = 30
"""Seconds that a learner's cell may run."""
SETUP_LIMIT = 180
"""Seconds for the lesson's own locked cells: the first one imports TensorFlow."""
IGNORED = [
    "NOTES.md",
    "references.py",
    "__pycache__",
    "*.pyc",
    ".ipynb_checkpoints",
    ".DS_Store",
]
"""What lies in a lesson's source folder and never reaches students."""
STUB = "..."
TEXT_STUB = "*Write your answer here.*"


def configure(
    config: Config,
    root: Path | str,
    *,
    limit: int = LIMIT,
    kernels: Kernels = USUAL,
    channel: int = -1,
) -> Config:
    """Fill nbgrader's configuration for the course in `root`, make its class folder, return it.

    `channel` is the descriptor of a channel to a warm server; without one the process starts its
    own where it needs one.
    """
    course = Course(root=Path(root).resolve())
    course.prepare()
    prepare_seeds(course)
    _make_alembic_findable()
    _folders(config, course)
    config.ClearSolutions.code_stub = {"python": STUB}
    config.ClearSolutions.text_stub = TEXT_STUB
    _grading(config, course, limit)
    config.RunCells.kernels = kernels
    config.RunCells.channel = channel
    config.GenerateFeedback.preprocessors = [GetOpenMarks, CSSHTMLHeaderPreprocessor]
    config.HTMLExporter.filters = {"float": number_or_words, "round": rounded_or_words}
    return config


def _make_alembic_findable() -> None:
    """Let nbgrader start its `alembic` command where this Python's commands are not on the PATH."""
    if shutil.which("alembic") is None:
        commands = sysconfig.get_path("scripts")
        os.environ["PATH"] = os.pathsep.join((commands, os.environ.get("PATH", os.defpath)))


def _folders(config: Config, course: Course) -> None:
    directory = config.CourseDirectory
    # nbgrader files assignments under this id; another one leaves them without a course.
    directory.course_id = "default_course"
    directory.root = str(course.root)
    directory.source_directory = course.solutions.name
    directory.release_directory = course.lessons.name
    for step in ("submitted", "autograded", "feedback", "solution", "source_with_tests"):
        directory[f"{step}_directory"] = str(Path(course.class_folder.name, step))
    directory.db_url = course.database
    directory.ignore = IGNORED
    config.CsvExportPlugin.to = str(course.class_folder / "grades.csv")
    config.Exchange.root = str(course.class_folder / "exchange")
    Path(config.Exchange.root).mkdir(exist_ok=True)


def _grading(config: Config, course: Course, limit: int) -> None:
    config.Autograde.sanitize_preprocessors = [
        ClearOutput,
        OverwriteKernelspec,
        RestoreCells,
        OverwriteCells,
        CheckCellMetadata,
    ]
    config.Autograde.autograde_preprocessors = [
        RunCells,
        IgnorePattern,
        ClearMetadataPreprocessor,
        LimitOutput,
        DecideMarks,
        RecordMarks,
        AssignLatePenalties,
        CheckCellMetadata,
    ]
    for step in (RestoreCells, RunCells, DecideMarks):
        config[step.__name__].root = str(course.root)
    config.RunCells.timeout = limit
    config.RunCells.setup_timeout = SETUP_LIMIT
    config.RunCells.startup_timeout = 120
    config.RunCells.iopub_timeout = 5
    config.RunCells.shutdown_kernel = "immediate"
