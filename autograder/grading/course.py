"""Where the parts of a course lie: lessons and their sources, and the folder of one class."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import AutograderError

CONFIG_FILE = "nbgrader_config.py"


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """A folder with `solutions/`, `lessons/` and, ignored by git, all of a class in `class/`."""

    root: Path

    @property
    def solutions(self) -> Path:
        """The instructor's lessons."""
        return self.root / "solutions"

    @property
    def lessons(self) -> Path:
        """What students get."""
        return self.root / "lessons"

    @property
    def class_folder(self) -> Path:
        """Submissions, marks and feedback."""
        return self.root / "class"

    @property
    def submitted(self) -> Path:
        """Submissions as collected: STUDENT/LESSON/LESSON.ipynb."""
        return self.class_folder / "submitted"

    @property
    def autograded(self) -> Path:
        """Executed submissions, as nbgrader writes them."""
        return self.class_folder / "autograded"

    @property
    def feedback(self) -> Path:
        """What each student is told, as HTML."""
        return self.class_folder / "feedback"

    @property
    def logs(self) -> Path:
        """What nbgrader and the kernels said, one file a submission."""
        return self.class_folder / "logs"

    @property
    def database(self) -> str:
        """The URL of the class's gradebook."""
        return f"sqlite:///{self.class_folder / 'gradebook.db'}"

    def source(self, lesson: str) -> Path:
        """Return the source notebook of a lesson."""
        return self.solutions / lesson / f"{lesson}.ipynb"

    def submission(self, lesson: str, student: str) -> Path:
        """Return the folder of a submission as collected."""
        return self.submitted / student / lesson

    def graded(self, lesson: str, student: str) -> Path:
        """Return the executed notebook of a submission."""
        return self.autograded / student / lesson / f"{lesson}.ipynb"

    def lesson_names(self) -> tuple[str, ...]:
        """Return the lessons of the course: folders of solutions/ that hold their notebook."""
        found = self.solutions.glob("*/*.ipynb")
        return tuple(sorted(path.stem for path in found if path.stem == path.parent.name))

    def lesson(self, text: str) -> str:
        """Return the full name of a lesson given by it or by its number ("3", "03")."""
        names = self.lesson_names()
        wanted = text.strip().rstrip("/")
        number = wanted.zfill(2) if wanted.isdigit() else None
        for name in names:
            if wanted == name or name.partition("-")[0] == number:
                return name
        near = difflib.get_close_matches(wanted, names, n=1, cutoff=0.4)
        known = ", ".join(names) or "none"
        raise AutograderError(
            f"There is no lesson {text!r} in {self.solutions}.",
            next_step=f"Did you mean {near[0]}?" if near else f"The lessons are: {known}.",
        )

    def students(self, lesson: str) -> tuple[str, ...]:
        """Return the students who submitted a lesson."""
        if not self.submitted.is_dir():
            return ()
        return tuple(
            sorted(
                folder.name
                for folder in self.submitted.iterdir()
                if self.submission(lesson, folder.name).is_dir()
            )
        )

    def submitters(self, lesson: str, chosen: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return who submitted a lesson, or the chosen of them; raises where there is nobody."""
        students = self.students(lesson)
        if not students:
            raise AutograderError(
                f"There are no submissions of {lesson} in {self.submitted}.",
                next_step=f"Collect them first: autograder collect {lesson} FOLDER",
            )
        strangers = [student for student in chosen if student not in students]
        if strangers:
            raise AutograderError(
                f"{', '.join(strangers)} submitted nothing for {lesson}.",
                next_step=f"Choose from: {', '.join(students)}.",
            )
        return chosen or students

    def prepare(self) -> None:
        """Make the class's folder; nbgrader's own message for a missing one misleads."""
        make_folder(self.class_folder)


def make_folder(folder: Path) -> Path:
    """Make a folder that we may write to, or raise AutograderError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error.strerror or str(error)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _unwritable(folder, "Permission denied")
    return folder


def find_course(start: Path) -> Course:
    """Return the course around `start`: the nearest folder with its config and solutions/."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG_FILE).is_file() and (folder / "solutions").is_dir():
            return Course(root=folder)
    raise AutograderError(
        f"{start} is in no course: no {CONFIG_FILE} beside a solutions/ there or above.",
        next_step="Change to the folder of your course, or name it with --course.",
    )


def _unwritable(folder: Path, reason: str) -> AutograderError:
    return AutograderError(
        f"Cannot write to {folder}: {reason}.",
        next_step="Choose a folder of your own, or change its owner or its permissions.",
    )
