"""A learner's copy of the lessons that no update overwrites, and JupyterLab on it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.doctor.installed import KIT
from autograder.errors import AutograderError

RECORD = ".lessons.json"
"""In the work folder: for each lesson, the hash of every file as it was copied."""
QUIET_SETTINGS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}
"""JupyterLab neither asks whether to fetch its news nor fetches it: lessons run offline."""
SKIPPED = {".ipynb_checkpoints", "__pycache__"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What `prepare` did, by lesson names.

    `added` are new in the folder, `updated` replaced by a newer version that the learner had not
    touched, `kept` the learner's own though a newer version is shipped, `unchanged` the rest.
    """

    folder: Path
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The report in words, a sentence a line."""
        said = [f"Your lessons are in {self.folder}."]
        if self.added:
            said.append(f"New: {', '.join(self.added)}.")
        if self.updated:
            said.append(f"Brought up to date, as you had not changed them: {_and(self.updated)}.")
        if self.kept:
            said.append(
                f"A newer version of {_and(self.kept)} exists; yours was left as it is. "
                "To get the new one, rename your folder of that lesson and run this again."
            )
        return tuple(said)


def prepare(folder: Path, *, lessons: Path = KIT / "lessons") -> Report:
    """Copy the lessons into `folder`, and never overwrite anything that the learner wrote.

    A lesson is updated as a whole and only while each of its files is as it was copied; else it is
    kept as a whole, so that a notebook and the files it needs never come from two versions.
    Raises AutograderError where the lessons are missing or the folder cannot be used.
    """
    folder = folder.resolve()
    shipped = _shipped(lessons.resolve())
    _refuse_unusable(folder, lessons.resolve())
    record = _read_record(folder)
    done: dict[str, list[str]] = {"added": [], "updated": [], "kept": [], "unchanged": []}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, files in shipped.items():
            outcome = _bring(lessons / name, folder / name, files, record.get(name, {}))
            done[outcome].append(name)
            if outcome != "kept":
                # After each lesson: a copy that is interrupted goes on where it was.
                record[name] = files
                _write(folder / RECORD, json.dumps(record, indent=1).encode())
    except OSError as error:
        raise AutograderError(
            f"The lessons cannot be copied to {folder}: {error.strerror or error}.",
            next_step="Choose a folder of your own that can be written to: autograder lab --folder",
        ) from error
    return Report(folder=folder, **{outcome: tuple(names) for outcome, names in done.items()})


def start(folder: Path, *, port: int | None = None, browser: bool = True) -> int:
    """Run JupyterLab on `folder`, reachable from this machine alone; return its exit code.

    Returns when JupyterLab ends, by Control-C or its own menu.
    """
    with tempfile.TemporaryDirectory(prefix="autograder-lab-") as settings:
        command = lab_command(folder, port=port, browser=browser)
        process = subprocess.Popen(command, cwd=folder, env=_environment(Path(settings)))
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # JupyterLab has got it too, and asks whether to stop.


def lab_command(folder: Path, *, port: int | None = None, browser: bool = True) -> list[str]:
    """Return the command that starts JupyterLab, reachable from this machine alone."""
    # In a container the only user is often root, which JupyterLab refuses unless told.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={folder}",
        *([] if port is None else [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]),
        *([] if browser else ["--ServerApp.open_browser=False"]),
        *(["--ServerApp.allow_root=True"] if is_root else []),
    ]


def _environment(settings: Path) -> dict[str, str]:
    """Write default settings for this start alone; return the environment that points to them."""
    (settings / "labconfig").mkdir()
    overrides = json.dumps(QUIET_SETTINGS)
    (settings / "labconfig/default_setting_overrides.json").write_text(overrides, encoding="utf-8")
    others = os.environ.get("JUPYTER_CONFIG_PATH")
    paths = [str(settings), *([others] if others else [])]
    return os.environ | {"JUPYTER_CONFIG_PATH": os.pathsep.join(paths)}


def _shipped(lessons: Path) -> dict[str, dict[str, str]]:
    found = {
        lesson.name: {
            file.relative_to(lesson).as_posix(): _digest(file)
            for file in sorted(lesson.rglob("*"))
            if file.is_file() and SKIPPED.isdisjoint(file.relative_to(lesson).parts)
        }
        for lesson in (sorted(lessons.iterdir()) if lessons.is_dir() else ())
        if lesson.is_dir() and any(lesson.glob("*.ipynb"))
    }
    if not found:
        raise AutograderError(
            f"There are no lessons in {lessons}.",
            next_step="Run autograder from a complete copy of its repository.",
        )
    return found


def _refuse_unusable(folder: Path, lessons: Path) -> None:
    kit = lessons.parent
    if folder == kit or folder.is_relative_to(lessons) or folder.is_relative_to(kit / "solutions"):
        raise AutograderError(
            f"{folder} holds the kit's own lessons, and work there would mix with them.",
            next_step="Choose another folder, such as: autograder lab --folder my-lessons",
        )
    if folder.exists() and not folder.is_dir():
        raise AutograderError(
            f"{folder} is a file, not a folder.",
            next_step="Choose another folder, such as: autograder lab --folder my-lessons",
        )


def _bring(source: Path, target: Path, files: Mapping[str, str], copied: Mapping[str, str]) -> str:
    """Copy one lesson unless the learner's differs; return what that was: a field of `Report`."""
    present = {name: _digest(target / name) for name in files if (target / name).exists()}
    gone = {name: _digest(target / name) for name in copied if (target / name).exists()}
    is_touched = any(
        digest not in {copied.get(name), files.get(name)}
        for name, digest in (present | gone).items()
    )
    is_new_version = dict(files) != dict(copied)
    if is_touched and is_new_version:
        return "kept"
    missing_or_old = [
        name
        for name in files
        if name not in present or (not is_touched and present[name] != files[name])
    ]
    for name in missing_or_old:
        _write(target / name, (source / name).read_bytes())
    if not present:
        return "added"
    return "updated" if is_new_version and missing_or_old else "unchanged"


def _read_record(folder: Path) -> dict[str, dict[str, str]]:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return {str(name): dict(files) for name, files in record.items()}
    except (OSError, ValueError, AttributeError):
        # Without a readable record every differing file counts as the learner's own.
        return {}


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _write(file: Path, data: bytes) -> None:
    """Write a file so that an interruption leaves the old one or the new one, never half of one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(data)
    part.replace(file)


def _and(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
