"""Messages between a grader and the warm server: one JSON object a packet, descriptors beside it.

The two ends of a channel are inherited or passed on, never found by a path: who was not given one
cannot ask the server for anything.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Sequence
from typing import Any

PACKET = 65536
MOST_DESCRIPTORS = 4
PATIENCE = 120.0
"""Seconds for an answer: the first one waits for TensorFlow's import."""


class ServerLostError(Exception):
    """The warm server does not answer any more."""


def pair() -> tuple[socket.socket, socket.socket]:
    """Return the two ends of a new channel."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(end: socket.socket, message: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
    """Send one message, and copies of descriptors."""
    socket.send_fds(end, [json.dumps(message).encode()], list(descriptors))


def receive(end: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Return the next message and its descriptors; raises EOFError at the other end's close."""
    data, descriptors, _, _ = socket.recv_fds(end, PACKET, MOST_DESCRIPTORS)
    if not data:
        raise EOFError
    message: dict[str, Any] = json.loads(data)
    return message, descriptors


class Channel:
    """A grader's end: questions, each with its answer."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._end.settimeout(PATIENCE)
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        """Whether the server answered so far."""
        return self._end.fileno() >= 0

    def ask(self, message: dict[str, Any], descriptors: Sequence[int] = ()) -> dict[str, Any]:
        """Return the server's answer; raises ServerLostError where there is none."""
        with self._lock:
            if not self.is_open:
                raise ServerLostError
            try:
                send(self._end, message, descriptors)
                answer, _ = receive(self._end)
            except (OSError, EOFError) as error:
                # Late answers must not be taken for those of later questions.
                self._end.close()
                raise ServerLostError from error
        return answer

    def close(self) -> None:
        """Let go of the server; it ends every kernel started through this channel."""
        self._end.close()


def channel_of(descriptor: int) -> Channel:
    """Return a channel over an inherited descriptor, which stays open for others."""
    return Channel(socket.socket(fileno=os.dup(descriptor)))
