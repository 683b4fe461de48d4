"""The probe in a process of its own, with limits and without the caller's secrets."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Self, TypeAlias

from autograder.diagnosis.same_function import ProbeAnswer
from autograder.diagnosis.verdict import Verdict
from autograder.probe.limits import APART, Limits
from autograder.probe.refusal import Refused
from autograder.probe.request import Request, prepare
from autograder.probe.wire import MAX_LINE, read_answer, request_line
from autograder.topology.model import Topology

COMMAND = (sys.executable, "-E", "-P", "-m", "autograder.probe")
TOTAL_SECONDS = 180
"""Seconds that all requests of one submission may take together, starts included."""
START_SECONDS = 60.0
"""For importing TensorFlow on a busy machine."""
SPARE_SECONDS = 10.0
_LONGEST_ANSWER = 10_000
_KEPT = (
    *("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL"),
    *("APPDATA", "SYSTEMROOT", "TEMP", "TMP"),
)
"""Variables without which Python or its libraries do not start; the rest may hold secrets."""

Launcher: TypeAlias = Callable[[Sequence[str], Mapping[str, str], str], "subprocess.Popen[bytes]"]
"""Starts a command with these variables in this folder, with pipes for its input and output."""


def launch(
    command: Sequence[str], environment: Mapping[str, str], folder: str
) -> subprocess.Popen[bytes]:
    """Start the probe's process as an ordinary child; a sandbox puts its own in place of this."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(environment),
        cwd=folder,
        close_fds=True,
        start_new_session=True,
    )


class ProbeProcess:
    """A probe that a grader keeps for one submission; a context manager that ends its process.

    The process starts with the first request that needs numbers, and again after one that it did
    not survive. Called as any `Probe`; never raises.
    """

    def __init__(self, *, limits: Limits = APART, launcher: Launcher = launch) -> None:
        self._limits = limits
        self._launcher = launcher
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._left = float(TOTAL_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __call__(self, drawing: Topology, built: Topology, verdict: Verdict) -> ProbeAnswer:
        """Say whether a learner's model computes what the drawing does."""
        try:
            return self._asked(prepare(drawing, built, verdict, self._limits))
        except Refused as refusal:
            return ProbeAnswer(same=False, reason=str(refusal))
        except Exception as error:  # noqa: BLE001 - a model of any kind must not cost a verdict
            words = " ".join(str(error).split())[:160]
            reason = f"the probe failed with {type(error).__name__}: {words}"
            return ProbeAnswer(same=False, reason=reason)

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()
            self._process = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _asked(self, request: Request) -> ProbeAnswer:
        line = request_line(request)
        if len(line) > MAX_LINE:
            raise Refused("the models are too large to be sent")
        if self._left <= 0:
            raise Refused("the time for the probes of this submission is used up")
        began = time.monotonic()
        try:
            return self._exchanged(line)
        finally:
            self._left -= time.monotonic() - began

    def _exchanged(self, line: bytes) -> ProbeAnswer:
        allowed = self._limits.seconds + SPARE_SECONDS
        if self._process is None:
            allowed += START_SECONDS
            self._start()
        assert self._process is not None
        answers: queue.Queue[bytes] = queue.Queue()
        # A thread, for a process that reads nothing would block the writing of a long line.
        arguments = (self._process, line, answers)
        threading.Thread(target=_exchange, args=arguments, daemon=True).start()
        try:
            answer = answers.get(timeout=min(allowed, self._left))
        except queue.Empty:
            self.close()
            return ProbeAnswer(same=False, reason="the probe's process took too long")
        if not answer:
            code = self._process.wait()
            self.close()
            return ProbeAnswer(same=False, reason=f"the probe's process ended early ({code})")
        return read_answer(answer)

    def _start(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="probe-", ignore_cleanup_errors=True)
        self._process = self._launcher(COMMAND, _environment(self._folder.name), self._folder.name)


def _exchange(process: subprocess.Popen[bytes], line: bytes, answers: queue.Queue[bytes]) -> None:
    """Send a request and put its answer into the queue, nothing where the process has ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(line)
        process.stdin.flush()
        answers.put(process.stdout.readline(_LONGEST_ANSWER))
    except (OSError, ValueError):
        answers.put(b"")


def _environment(folder: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {
        "KERAS_BACKEND": "tensorflow",
        "KERAS_HOME": folder,
        "CUDA_VISIBLE_DEVICES": "-1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
