"""What a grading was made from: the submission's files and the lesson's, as hashes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from autograder.grading.course import Course

_LEFT_OUT = {"__pycache__", ".ipynb_checkpoints", "NOTES.md"}


def fingerprint(course: Course, lesson: str, student: str) -> str:
    """Return one hash of a submission together with the lesson it is graded by."""
    submission, source = course.submission(lesson, student), course.solutions / lesson
    return f"{hash_folder(submission)}-{hash_folder(source)}"


def hash_folder(folder: Path) -> str:
    """Return a hash of the names and contents of a folder's files."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_symlink() or not path.is_file() or _LEFT_OUT & set(relative.parts):
            continue
        digest.update(f"{relative.as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:24]
