"""The probe's own process: one request a line comes in, one answer a line goes out."""

from __future__ import annotations

import contextlib
import sys
from typing import BinaryIO

from autograder.diagnosis.same_function import ProbeAnswer
from autograder.errors import AutograderError
from autograder.probe.here import answer
from autograder.probe.limits import Limits
from autograder.probe.wire import MAX_LINE, answer_line, read_request

MEMORY = 6 * 1024**3
"""Bytes of address space; TensorFlow takes about 1 GiB of it before anything is computed."""
_FILE = 1024**2
_SPARE_SECONDS = 10


def serve(requests: BinaryIO, answers: BinaryIO, limits: Limits) -> None:
    """Answer requests until there are no more; each may take so much memory and processor time."""
    import keras  # noqa: F401 - before the limits: what it maps while loading is not the model's

    _limit_memory()
    while line := requests.readline(MAX_LINE):
        _limit_seconds(limits)
        try:
            made = answer(read_request(line), limits)
        except AutograderError as error:
            made = ProbeAnswer(same=False, reason=error.what)
        except MemoryError:
            made = ProbeAnswer(same=False, reason="the memory limit was reached")
        answers.write(answer_line(made))
        answers.flush()


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    wanted = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, _FILE),
        (resource.RLIMIT_CORE, 0),
    )
    for which, most in wanted:
        # macOS knows no limit of address space.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (most, most))


def _limit_seconds(limits: Limits) -> None:
    """Let the next request have its processor time and no more; the kernel ends the process."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    most = spent + 2 * int(limits.seconds) + _SPARE_SECONDS
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
