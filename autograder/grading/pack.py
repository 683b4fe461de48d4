"""The archive that students get: lessons and kit, no solutions, always the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import AutograderError
from autograder.grading.course import Course, make_folder

FOLDERS = ("lessons", "autograder")
FILES = ("pyproject.toml", "requirements.txt", "environment.yml", "README.md", "LICENSE")
_LEFT_OUT = {"__pycache__", ".ipynb_checkpoints", ".DS_Store"}
_SECRET = (b"### BEGIN SOLUTION", b"### BEGIN HIDDEN TESTS")
_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip file can say; a real date would change the archive with every packing."""


def pack(course: Course, target: Path) -> tuple[str, ...]:
    """Write the students' archive to `target`, and return the names of its files.

    Raises AutograderError where a part is missing, or a lesson still holds a solution.
    """
    paths = tuple(_paths(course.root))
    leaks = [
        str(path.relative_to(course.root))
        for path in paths
        if path.suffix == ".ipynb" and any(mark in path.read_bytes() for mark in _SECRET)
    ]
    if leaks:
        raise AutograderError(
            f"Students would get solutions: {', '.join(leaks)}.",
            next_step="Release these lessons: autograder release LESSON",
        )
    make_folder(target.parent)
    part = target.with_name(f"{target.name}.part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in paths:
            name = path.relative_to(course.root).as_posix()
            entry = zipfile.ZipInfo(f"{target.stem}/{name}", date_time=_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())
    part.replace(target)
    return tuple(path.relative_to(course.root).as_posix() for path in paths)


def _paths(root: Path) -> Iterator[Path]:
    missing = [name for name in (*FOLDERS, *FILES) if not (root / name).exists()]
    if missing:
        raise AutograderError(
            f"There is nothing to pack for {', '.join(missing)} in {root}.",
            next_step="Pack from a complete copy of the repository, its lessons released.",
        )
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not _LEFT_OUT & set(path.parts):
                yield path
    yield from (root / name for name in FILES)
