"""Releasing lessons: generated from solutions/ by nbgrader, checked first, compared for drift."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config

from autograder.errors import AutograderError
from autograder.exercise.answers import FILE as ANSWERS
from autograder.exercise.answers import released_answers
from autograder.grading.checks import author_mistakes
from autograder.grading.course import Course, make_folder
from autograder.grading.settings import configure
from autograder.grading.submission import reason_of

_GENERATED_BY_PYTHON = {"__pycache__", ".ipynb_checkpoints"}


def release(course: Course, lesson: str) -> None:
    """Check a lesson, refresh its answers.json, and generate the students' version.

    Raises AutograderError with every mistake found; the earlier release then stays as it was.
    """
    mistakes = author_mistakes(course, lesson)
    if mistakes:
        raise AutograderError(
            f"{lesson} is not fit to be released:\n- " + "\n- ".join(mistakes),
            next_step="Mend each of them in solutions/, then release again.",
        )
    course.prepare()
    make_folder(course.lessons)
    answers = course.solutions / lesson / ANSWERS
    text = released_answers(course.solutions / lesson)
    if not answers.exists() or answers.read_text(encoding="utf-8") != text:
        answers.write_text(text, encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        earlier = Path(folder) / lesson
        if (course.lessons / lesson).exists():
            shutil.copytree(course.lessons / lesson, earlier)
        try:
            _generate(course, lesson, configure(Config(), course.root))
        except AutograderError:
            # nbgrader removes what it failed to replace.
            if earlier.exists() and not (course.lessons / lesson).exists():
                shutil.copytree(earlier, course.lessons / lesson)
            raise


def drift(course: Course, lesson: str) -> tuple[str, ...]:
    """Return what differs between lessons/ and what nbgrader would generate now, a line a file."""
    source, released = course.solutions / lesson, course.lessons / lesson
    found = []
    answers = source / ANSWERS
    if not answers.exists() or answers.read_text(encoding="utf-8") != released_answers(source):
        found.append(f"solutions/{lesson}/{ANSWERS} is not what references.py gives")
    with tempfile.TemporaryDirectory() as folder:
        generate_into(Path(folder), course, lesson)
        wanted, seen = _files(Path(folder) / lesson), _files(released)
    for name in sorted(wanted.keys() | seen.keys()):
        if name not in seen:
            found.append(f"lessons/{lesson}/{name} is missing")
        elif name not in wanted:
            found.append(f"lessons/{lesson}/{name} has no source in solutions/{lesson}")
        elif wanted[name] != seen[name]:
            found.append(f"lessons/{lesson}/{name} differs from its source")
    return tuple(found)


def generate_into(folder: Path, course: Course, lesson: str) -> None:
    """Generate the students' version of a lesson into another folder, without a gradebook."""
    config = configure(Config(), course.root)
    config.CourseDirectory.release_directory = str(folder)
    # A gradebook would cost seconds, and leaves no trace in what is generated.
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    _generate(course, lesson, config)


def require_released(course: Course, lesson: str) -> None:
    """Raise AutograderError where this class's gradebook does not know the lesson."""
    course.prepare()
    with Gradebook(course.database) as gradebook:
        try:
            gradebook.find_assignment(lesson)
        except MissingEntry:
            raise AutograderError(
                f"The gradebook of this class does not know {lesson}.",
                next_step=f"Release it once: autograder release {lesson}",
            ) from None


def _generate(course: Course, lesson: str, config: Config) -> None:
    result = NbGraderAPI(config=config).generate_assignment(lesson)
    if result["success"]:
        return
    text = f"{result.get('log', '')}\n{result.get('error', '')}"
    make_folder(course.logs / lesson)
    log = course.logs / lesson / "release.log"
    log.write_text(text, encoding="utf-8")
    if "there are submissions associated" in " ".join(text.split()):
        raise AutograderError(
            f"Cells were added to {lesson} or removed, and this class has submissions for it.",
            next_step="Move the folder class/ away to begin a new class, or keep the cells' ids.",
        )
    raise AutograderError(
        f"nbgrader could not generate {lesson}: {reason_of(result)}.",
        next_step=f"Read {log}, mend the source notebook, then release again.",
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _GENERATED_BY_PYTHON & set(path.parts)
    }
