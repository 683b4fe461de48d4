"""The first process of a sandbox: it waits for the kernel, and its own end ends all the others."""

from __future__ import annotations

import os
import select
import signal
from pathlib import Path
from typing import NoReturn

from autograder.grading.sandbox.limits import Limits
from autograder.grading.sandbox.system import close_all_but

TICK = 0.1
_SIGNALS = (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1)
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PROGRAM_START = 23
"""The place of `startcode` in /proc/PID/stat, counted from after the name."""


def watch(kernel: int, lifeline: int, limits: Limits) -> NoReturn:
    """Hand signals on to the kernel until it ends, or uses more memory than it may."""
    close_all_but(lifeline)
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    shared, program = _own_pages(os.getpid()), _program(os.getpid())
    while True:
        caught = signal.sigtimedwait(_SIGNALS, TICK)
        if caught is not None and caught.si_signo != signal.SIGCHLD:
            os.kill(kernel, caught.si_signo)
        _leave_if_over(kernel)
        if _is_cut(lifeline) or _is_too_much(shared, program, limits):
            os._exit(128 + signal.SIGKILL)


def _leave_if_over(kernel: int) -> None:
    """End with the kernel; other children are orphans, and only taken away."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            os._exit(1)
        if pid == 0:
            return
        if pid == kernel:
            code = os.waitstatus_to_exitcode(status)
            os._exit(128 - code if code < 0 else min(code, 127))


def _is_cut(lifeline: int) -> bool:
    return bool(select.select([lifeline], [], [], 0)[0])


def _is_too_much(shared: int, program: int, limits: Limits) -> bool:
    """Say whether all processes together hold too much memory, or are too many.

    A fork of this same `program` began with the `shared` pages, which cost nothing.
    """
    others = [
        int(name)
        for name in os.listdir("/proc")  # noqa: PTH208 - ten times a second
        if name.isdigit() and int(name) != os.getpid()
    ]
    pages = sum(
        max(0, _own_pages(pid) - (shared if _program(pid) == program else 0)) for pid in others
    )
    return pages * _PAGE > limits.memory or len(others) > 2 * limits.processes


def _own_pages(pid: int) -> int:
    """Return a process's resident pages that belong to no file."""
    numbers = _words(pid, "statm")
    return int(numbers[1]) - int(numbers[2]) if numbers else 0


def _program(pid: int) -> int:
    """Return where a process's program begins: every start puts it elsewhere, a fork does not."""
    numbers = _words(pid, "stat")
    return int(numbers[_PROGRAM_START]) if numbers else 0


def _words(pid: int, file: str) -> list[str]:
    try:
        text = Path(f"/proc/{pid}/{file}").read_text(encoding="ascii", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
