"""Starting the warm server, and another one when it died."""

from __future__ import annotations

import atexit
import functools
import os
import socket
import subprocess
import sys

from autograder.grading.warm.channel import Channel, ServerLostError, pair
from autograder.grading.warm.preload import SETTINGS

_KEPT = ("HOME", "LANG", "LANGUAGE", "LD_LIBRARY_PATH", "MPLCONFIGDIR", "PATH", "TMPDIR", "TZ")
"""Of this process's environment, which may hold secrets: learners can read the server's."""


class WarmServer:
    """The server that this process started, and the channel to it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: Channel | None = None

    @property
    def pid(self) -> int:
        """The server's process, started where there is none."""
        self.channel()
        assert self._process is not None
        return self._process.pid

    def channel(self) -> Channel:
        """Return a channel to a server that lives; starts one where it is needed."""
        if not self._lives():
            self._start()
        assert self._channel is not None
        return self._channel

    def new_end(self) -> socket.socket:
        """Return one end of a new channel, for another process; its kernels end when it closes."""
        try:
            return self._admit()
        except ServerLostError:
            return self._admit()

    def close(self) -> None:
        """End the server and its kernels."""
        if self._channel is not None:
            self._channel.close()
        if self._process is not None:
            # It may still be importing, deaf to a closed channel; kernels notice its end.
            self._process.kill()
            self._process.wait()
            self._process = None

    def _admit(self) -> socket.socket:
        ours, theirs = pair()
        with theirs:
            try:
                self.channel().ask({"do": "admit"}, [theirs.fileno()])
            except ServerLostError:
                ours.close()
                raise
        return ours

    def _lives(self) -> bool:
        return (
            self._process is not None
            and self._process.poll() is None
            and self._channel is not None
            and self._channel.is_open
        )

    def _start(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        ours, theirs = pair()
        with theirs:
            self._process = subprocess.Popen(
                # -P: what lies in the current folder must not be imported for a library.
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "autograder.grading.warm.server",
                    str(theirs.fileno()),
                ],
                pass_fds=[theirs.fileno()],
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                start_new_session=True,
            )
        self._channel = Channel(ours)


@functools.cache
def own_server() -> WarmServer:
    """Return this process's server, for kernels that nobody handed a channel for."""
    server = WarmServer()
    atexit.register(server.close)
    return server


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    kept |= {name: value for name, value in os.environ.items() if name.startswith("LC_")}
    return kept | SETTINGS
