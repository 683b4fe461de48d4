"""The warm server: a process with everything imported that forks a kernel whenever it is asked."""

from __future__ import annotations

import os
import selectors
import signal
import socket
import sys
from dataclasses import dataclass
from typing import Any

from autograder.grading.warm.channel import receive, send

TICK = 1.0


@dataclass(kw_only=True, slots=True)
class Kernel:
    """A forked kernel: the process to end, and its exit code once it ended."""

    owner: socket.socket
    pid: int
    code: int | None = None


class Server:
    """Answers graders until the one that started it lets go of its channel."""

    def __init__(self, end: socket.socket) -> None:
        self._first = end
        self._selector = selectors.DefaultSelector()
        self._kernels: dict[int, Kernel] = {}
        self._started = 0
        # Its reading end is each kernel's way to learn that the server is gone.
        self._lifeline, self._life = os.pipe()
        self._admit(end)

    def serve(self) -> None:
        """Answer until the first channel is closed; then end all kernels."""
        try:
            while self._first.fileno() >= 0:
                for key, _ in self._selector.select(TICK):
                    self._answer(key.fileobj)  # type: ignore[arg-type]  # only sockets are registered
                self._reap()
        finally:
            for kernel in self._kernels.values():
                _end(kernel)

    def _admit(self, end: socket.socket) -> None:
        end.setblocking(False)  # noqa: FBT003 - the library's signature
        self._selector.register(end, selectors.EVENT_READ)

    def _answer(self, end: socket.socket) -> None:
        descriptors: list[int] = []
        try:
            message, descriptors = receive(end)
            send(end, self._do(end, message, descriptors))
        except BlockingIOError:
            return
        except (OSError, EOFError, ValueError, KeyError):
            self._dismiss(end)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)

    def _do(
        self, end: socket.socket, message: dict[str, Any], descriptors: list[int]
    ) -> dict[str, Any]:
        match message["do"]:
            case "admit":
                self._admit(socket.socket(fileno=os.dup(descriptors[0])))
                return {}
            case "launch":
                return {"kernel": self._launch(end, *descriptors)}
        kernel = self._kernels[message["kernel"]]
        if message["do"] == "signal" and kernel.code is None:
            os.kill(kernel.pid, message["signal"])
        self._reap()
        return {"code": kernel.code}

    def _launch(self, end: socket.socket, order: int, report: int) -> int:
        """Fork a kernel; it reads `order` itself, so that none knows of another."""
        reader, writer = os.pipe()
        first = os.fork()
        if first == 0:
            os.close(self._life)
            _become_kernel(order, report, writer, self._lifeline)
        os.close(writer)
        # A line, not all up to the end: the kernel's processes inherit the writing end.
        named = os.read(reader, 32)
        os.close(reader)
        self._started += 1
        # Without a name the process failed at once, and its end is the kernel's.
        self._kernels[self._started] = Kernel(owner=end, pid=int(named or first))
        return self._started

    def _reap(self) -> None:
        """Note which kernels ended; ones that changed their parent come to us too."""
        by_pid = {each.pid: each for each in self._kernels.values() if each.code is None}
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid in by_pid:
                code = os.waitstatus_to_exitcode(status)
                # A sandbox's first process cannot die of a signal; it says which one it was.
                by_pid[pid].code = 128 - code if code > 128 else code

    def _dismiss(self, end: socket.socket) -> None:
        """End the kernels of a grader that is gone."""
        self._selector.unregister(end)
        for number in [n for n, kernel in self._kernels.items() if kernel.owner is end]:
            _end(self._kernels.pop(number))
        end.close()


def _end(kernel: Kernel) -> None:
    if kernel.code is None:
        os.kill(kernel.pid, signal.SIGKILL)


def _become_kernel(order: int, report: int, name: int, lifeline: int) -> None:
    """Be a kernel, in a forked process, and never come back."""
    try:
        from autograder.grading.warm.kernel import run

        run(order=order, report=report, name=name, lifeline=lifeline)
    finally:
        os._exit(1)


def main() -> None:
    """Serve the channel whose descriptor is the first argument."""
    from autograder.grading.sandbox.system import adopt_orphans
    from autograder.grading.warm.preload import preload

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end = socket.socket(fileno=int(sys.argv[1]))
    adopt_orphans()
    preload()
    Server(end).serve()


if __name__ == "__main__":
    main()
