"""A forked process becoming a Jupyter kernel as fresh as one that was started by itself."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, NoReturn

from autograder.grading.sandbox.enter import enter, plan_from
from autograder.grading.sandbox.system import close_all_but, die_with_parent


def run(*, order: int, report: int, name: int, lifeline: int) -> NoReturn:
    """Read what is asked for from `order`, and be it; `report` gets what failed before that.

    `name` is told which process to end, and `lifeline` is at its end when the server is.
    """
    try:
        with os.fdopen(order, encoding="utf-8") as file:
            asked = json.load(file)
        if asked["sandbox"] is None:
            _stand_alone(asked["folder"], name)
        else:
            enter(plan_from(asked["sandbox"]), name=name, lifeline=lifeline, keep=report)
        close_all_but(report)
        _freshen(asked["environment"])
    except BaseException:  # noqa: BLE001 - whatever it was, the grader has to hear of it
        os.write(report, traceback.format_exc().encode())
        os._exit(1)
    os.close(report)
    _start(asked["connection"], asked["arguments"])
    os._exit(0)


def _stand_alone(folder: str, name: int) -> None:
    """Be a kernel without walls, that ends with the server."""
    os.setsid()
    die_with_parent(signal.SIGKILL)
    os.write(name, str(os.getpid()).encode())
    os.chdir(folder)


def _freshen(environment: dict[str, str]) -> None:
    """Undo what the server's process left that a new one would not have."""
    os.environ.clear()
    os.environ.update(environment)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    random.seed()
    numpy: Any = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
    # Chosen once for a process: both may have been taken from another HOME or TMPDIR.
    tempfile.tempdir = None


def _start(connection: str, arguments: list[str]) -> None:
    """Run ipykernel until it is told to end."""
    from ipykernel import kernelapp

    launcher = str(Path(kernelapp.__file__).parent.parent / "ipykernel_launcher.py")
    sys.argv = [launcher, "-f", connection, *arguments]
    kernelapp.IPKernelApp.launch_instance(sys.argv[1:])
