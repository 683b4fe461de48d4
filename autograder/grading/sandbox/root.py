"""A root folder of a sandbox's own, made of mounts that only the sandbox has."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from autograder.errors import AutograderError
from autograder.grading.sandbox.limits import Limits
from autograder.grading.sandbox.system import (
    BIND,
    NODEV,
    NOEXEC,
    NOSUID,
    PRIVATE,
    RECURSIVE,
    change_root,
    mount,
    protect_mount,
)
from autograder.grading.sandbox.view import DEVICES, HOME, SHARED_MEMORY, SOCKETS, TEMPORARY, View

_INODES = 20_000
_SCRATCH = "/scratch"
_ACCOUNTS = {
    "/etc/passwd": "student:x:{user}:{group}::/home/student:/bin/sh\n",
    "/etc/group": "student:x:{group}:\n",
    "/etc/hosts": "127.0.0.1 localhost\n",
}


def make_root(
    place: str, what: View, *, sockets: str, limits: Limits, owner: tuple[int, int]
) -> None:
    """Build the new root in the empty folder `place`, and change to it.

    `sockets` is the one folder that is shared with the grader; `owner` is the
    user and group of the process that will write to it.
    """
    mount("", "/", flags=PRIVATE | RECURSIVE)
    mount("tmpfs", place, kind="tmpfs", flags=NOSUID | NODEV, options="mode=755,size=1m")
    _make_scratch(place, limits, owner)
    _show(place, what)
    for path in DEVICES:
        _bind(path, place)
    _make_terminals(place)
    shared = _under(place, SOCKETS)
    shared.mkdir(parents=True)
    mount(sockets, str(shared), flags=BIND)
    Path(place, "proc").mkdir()
    mount("proc", f"{place}/proc", kind="proc", flags=NOSUID | NODEV | NOEXEC)
    for path, text in _ACCOUNTS.items():
        own = text.format(user=owner[0], group=owner[1])
        _under(place, path).write_text(own, encoding="ascii")
    change_root(place)
    protect_mount("/", recursive=False)


def copy_work(folder: Path, target: Path, *, owner: tuple[int, int]) -> None:
    """Copy a lesson's files to where the kernel runs; no notebook, for it may hold tests."""
    try:
        shutil.copytree(folder, target, ignore=_unwanted)
        for each in (target, *target.rglob("*")):
            os.chown(each, *owner)
    except (OSError, shutil.Error) as error:
        raise AutograderError(
            f"The submission's files cannot be copied into the sandbox ({error}).",
            next_step="Remove what is too large or cannot be read from the submission.",
        ) from error


def _unwanted(folder: str, names: list[str]) -> set[str]:
    """Name what is no ordinary file or folder, and notebooks."""
    kept = {
        name
        for name in names
        if not (path := Path(folder, name)).is_symlink()
        and (path.is_file() or path.is_dir())
        and path.suffix != ".ipynb"
    }
    return set(names) - kept


def _make_scratch(place: str, limits: Limits, owner: tuple[int, int]) -> None:
    """Make all folders that can be written to, within one limit."""
    Path(place + _SCRATCH).mkdir()
    options = f"mode=755,size={limits.files},nr_inodes={_INODES}"
    mount("tmpfs", place + _SCRATCH, kind="tmpfs", flags=NOSUID | NODEV, options=options)
    for path in (HOME, TEMPORARY, SHARED_MEMORY):
        own = Path(place + _SCRATCH, Path(path).name)
        own.mkdir()
        os.chown(own, *owner)
        target = _under(place, path)
        target.mkdir(parents=True)
        mount(str(own), str(target), flags=BIND)


def _make_terminals(place: str) -> None:
    """Give it terminals of its own: IPython runs `!command` in one."""
    Path(place, "dev/fd").symlink_to("/proc/self/fd")
    Path(place, "dev/pts").mkdir()
    options = "newinstance,ptmxmode=0666,mode=620"
    mount("devpts", f"{place}/dev/pts", kind="devpts", flags=NOSUID | NOEXEC, options=options)
    Path(place, "dev/ptmx").symlink_to("pts/ptmx")


def _show(place: str, what: View) -> None:
    shown = [(path, True) for path in what.shown] + [(path, False) for path in what.hidden]
    # Outer ones first: an inner mount covers a part of them.
    for path, visible in sorted(shown, key=lambda each: (each[0].count("/"), each[0])):
        if visible:
            _bind(path, place)
            protect_mount(place + path, recursive=True)
        else:
            mount("tmpfs", place + path, kind="tmpfs", options="mode=755,size=64k")
    for path, target in what.links:
        link = _under(place, path)
        if not link.exists():
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(target)


def _bind(path: str, place: str) -> None:
    target = _under(place, path)
    if Path(path).is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    mount(path, str(target), flags=BIND | RECURSIVE)


def _under(place: str, path: str) -> Path:
    return Path(place, path.lstrip("/"))
