"""Grading one submission with nbgrader, in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import NoReturn

from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config

from autograder.grading.kernels import Kernels
from autograder.grading.settings import configure


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """What holds for every submission of a run."""

    root: Path
    limit: int
    kernels: Kernels


def grade_submission(
    work: Work, lesson: str, student: str, *, channel: socket.socket | None = None
) -> str:
    """Grade one submission as `nbgrader autograde` does; return what failed, or nothing."""
    number = -1 if channel is None else channel.fileno()
    config = configure(Config(), work.root, limit=work.limit, kernels=work.kernels, channel=number)
    api = NbGraderAPI(config=config)
    result = api.autograde(lesson, student, force=True)
    print(result.get("log", ""), result.get("error", ""), sep="\n")  # noqa: T201 - to the log file
    return "" if result["success"] else reason_of(result)


def reason_of(result: dict[str, str]) -> str:
    """Return the line of nbgrader's log or traceback that says what failed."""
    lines = [
        line.strip() for text in ("log", "error") for line in result.get(text, "").splitlines()
    ]
    named = [line for line in lines if line and ("Error:" in line or "Exception:" in line)]
    own = [line for line in named if "NbGraderException" not in line]
    return (own or named or ["nbgrader gave no reason"])[-1]


def run_in_process(
    answer: Connection,
    channel: socket.socket | None,
    work: Work,
    lesson: str,
    student: str,
    log: Path,
) -> None:
    """Grade one submission and send what failed; everything that is said goes to `log`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_leave_with_the_run, daemon=True).start()
    with log.open("w", encoding="utf-8") as file:
        # The kernel and native code write to the descriptors, not to sys.stderr.
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        answer.send(grade_submission(work, lesson, student, channel=channel))


def _leave_with_the_run() -> None:
    """End with the run that was killed: it must not go on recording beside the next one."""
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    """Unwind, so that the kernel is ended too."""
    sys.exit(128 + number)
