"""What of the sandbox this machine can enforce, found out by building one."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

_INSIDE = "inside"
_PATIENCE = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Abilities:
    """Whether this machine has a sandbox; `problem` says what it refuses, `mend` what may help."""

    is_linux: bool
    landlock: int = 0
    """The version of Landlock's interface; 0 where there is none."""
    has_filter: bool = False
    """Whether system calls are filtered too, which is known for two kinds of processor."""
    problem: str = ""
    mend: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether kernels can be walled in."""
        return self.is_linux and not self.problem


@functools.cache
def abilities() -> Abilities:
    """Try to enter a sandbox, in a process of its own, and return how that went."""
    if sys.platform != "linux":
        return Abilities(is_linux=False)
    from landlockpy import abi_version

    from autograder.grading.sandbox.filter import is_known

    problem = _tried()
    return Abilities(
        is_linux=True,
        landlock=abi_version(),
        has_filter=is_known(),
        problem=problem,
        mend=_mend() if problem else "",
    )


def _tried() -> str:
    command = [sys.executable, "-P", "-m", "autograder.grading.sandbox.abilities"]
    try:
        run = subprocess.run(
            command, capture_output=True, text=True, timeout=_PATIENCE, check=False, cwd="/"
        )
    except subprocess.TimeoutExpired:
        return f"a sandbox was not ready after {_PATIENCE} s"
    said = (run.stdout + run.stderr).strip()
    return "" if said == _INSIDE else (said.splitlines() or ["it ended without a word"])[-1]


def _mend() -> str:
    """Name the setting that most often forbids an ordinary user a namespace, or the container."""
    for path, wanted in (
        ("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "0"),
        ("/proc/sys/kernel/unprivileged_userns_clone", "1"),
    ):
        if Path(path).exists() and Path(path).read_text(encoding="ascii").strip() != wanted:
            name = path.removeprefix("/proc/sys/").replace("/", ".")
            return f"sudo sysctl {name}={wanted}"
    return (
        "Grade on Linux 5.13 or later, outside of a container or in one that may make namespaces "
        "(docker run --privileged)."
    )


def _enter() -> None:
    """Enter a sandbox and say so, or what failed."""
    from autograder.grading.sandbox.enter import Plan, enter

    report, said = os.pipe()
    lifeline, life = os.pipe()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with tempfile.TemporaryDirectory(prefix="sandbox-") as folder:
        plan = Plan(sockets=folder, work=tempfile.mkdtemp(dir=folder))
        if os.fork() == 0:
            os.close(life)
            try:
                enter(plan, name=nowhere, lifeline=lifeline, keep=said)
                os.write(said, _INSIDE.encode())
            except BaseException as error:  # noqa: BLE001 - it is what was to be found out
                os.write(said, f"{type(error).__name__}: {error}".encode())
            os._exit(0)
        os.close(said)
        with os.fdopen(report, encoding="utf-8", errors="replace") as answer:
            print(answer.read())  # noqa: T201 - to the process that asked


if __name__ == "__main__":
    _enter()
