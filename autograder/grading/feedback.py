"""Writing what each student is told, with nbgrader."""

from __future__ import annotations

from pathlib import Path

from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config

from autograder.errors import AutograderError
from autograder.grading.course import Course, make_folder
from autograder.grading.settings import configure
from autograder.grading.submission import reason_of


def write_feedback(course: Course, lesson: str) -> tuple[Path, ...]:
    """Write the feedback of every graded submission as HTML, and return the files."""
    if not any(course.autograded.glob(f"*/{lesson}/{lesson}.ipynb")):
        raise AutograderError(
            f"No submission of {lesson} is graded yet.",
            next_step=f"Grade them first: autograder grade {lesson}",
        )
    api = NbGraderAPI(config=configure(Config(), course.root))
    result = api.generate_feedback(lesson, force=True)
    if not result["success"]:
        log = make_folder(course.logs / lesson) / "feedback.log"
        log.write_text(f"{result.get('log', '')}\n{result.get('error', '')}", encoding="utf-8")
        raise AutograderError(
            f"nbgrader could not write all feedback of {lesson}: {reason_of(result)}.",
            next_step=f"Read {log}; the feedback of the others is in {course.feedback}.",
        )
    return tuple(sorted(course.feedback.glob(f"*/{lesson}/{lesson}.html")))
