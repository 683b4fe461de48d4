"""What of the machine a kernel in a sandbox sees: Python, the system's libraries, the kit."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

KIT = Path(__file__).parents[2]
HOME = "/home/student"
TEMPORARY = "/tmp"  # noqa: S108 - the sandbox's own
SHARED_MEMORY = "/dev/shm"  # noqa: S108 - the sandbox's own
SOCKETS = "/run/kernel"
"""Where a sandbox sees the one folder that it shares with the grader."""
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store")
_SETTINGS = (
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/fonts",
    "/etc/alternatives",
    "/etc/nsswitch.conf",
    "/etc/mime.types",
    "/etc/ssl/certs",
    "/var/cache/fontconfig",
    "/sys/devices/system/cpu",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """Paths that are shown read-only, links that are made anew, and folders that stay empty."""

    shown: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...]


def view(hidden: tuple[str, ...] = ()) -> View:
    """Return what a kernel of this Python needs, with nothing of the `hidden` folders in it."""
    system = [path for path in (*_SYSTEM, *_SETTINGS) if os.path.lexists(path)]
    links = [path for path in system if path in _SYSTEM and Path(path).is_symlink()]
    python = [sys.base_prefix, sys.prefix, sys.base_exec_prefix, sys.exec_prefix]
    own = [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
    wanted = [*python, *own, str(KIT), *(path for path in system if path not in links)]
    real = sorted({os.path.realpath(path) for path in wanted if os.path.exists(path)})  # noqa: PTH110 - text
    # A virtual environment may be reached through a link, and its files name that path.
    aliases = {path: os.path.realpath(path) for path in python if os.path.realpath(path) != path}
    shown = [path for path in real if path not in ("/", str(Path.home()))]
    kept = [path for path in shown if not any(_within(path, other) for other in shown)]
    inside = [path for path in hidden if any(_within(path, other) for other in kept)]
    # What is needed and lies in a hidden folder is shown again on top of it.
    again = [path for path in shown if any(_within(path, other) for other in inside)]
    return View(
        shown=tuple(dict.fromkeys((*kept, *again))),
        links=tuple((path, os.readlink(path)) for path in links) + tuple(aliases.items()),  # noqa: PTH115 - text
        hidden=tuple(inside),
    )


def search_path() -> str:
    """Return the PATH of a sandbox."""
    own = str(Path(sys.executable).parent)
    return os.pathsep.join((own, "/usr/local/bin", "/usr/bin", "/bin"))


def _within(path: str, folder: str) -> bool:
    return path != folder and Path(path).is_relative_to(folder)
