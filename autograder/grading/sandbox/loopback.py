"""The loopback interface of a new network namespace, the only one it has."""

from __future__ import annotations

import fcntl
import socket
import struct

_SET_FLAGS = 0x8914
_UP = 0x1


def raise_loopback() -> None:
    """Let processes of this namespace reach each other; nothing leads out of it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh14x", b"lo", _UP))
