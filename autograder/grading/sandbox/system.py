"""Linux's calls that Python does not offer, by ctypes: each raises OSError where it fails."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

NEW_USER = 0x10000000
NEW_MOUNT = 0x00020000
NEW_NETWORK = 0x40000000
NEW_IPC = 0x08000000
NEW_PID = 0x20000000
NEW_HOST_NAME = 0x04000000

BIND = 0x1000
RECURSIVE = 0x4000
PRIVATE = 0x40000
DETACH = 2
NOSUID, NODEV, NOEXEC = 0x2, 0x4, 0x8

READ_ONLY_ATTRIBUTE, NOSUID_ATTRIBUTE = 0x1, 0x2
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_MOUNT_SETATTR = 442

_SET_PARENT_DEATH_SIGNAL = 1
_SET_DUMPABLE = 4
_DROP_BOUNDING = 24
_SET_SECURE_BITS = 28
_SET_SUBREAPER = 36
_ALL_SECURE_BITS = 0x2F
"""No privileges through root's number, nor through a change of it, and locked so."""
_CAPABILITY_VERSION = 0x20080522
_LAST_CAPABILITY = Path("/proc/sys/kernel/cap_last_cap")


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("user_namespace", ctypes.c_uint64),
    )


def call(name: str, *arguments: object) -> int:
    """Call a function of the C library."""
    library = ctypes.CDLL(None, use_errno=True)
    result = int(getattr(library, name)(*arguments))
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def leave_namespaces(kinds: int) -> None:
    """Go on in new namespaces of these kinds; the PID namespace begins with the next child."""
    call("unshare", kinds)


def mount(source: str, target: str, *, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount one thing."""
    what = kind.encode() or None
    call("mount", source.encode(), target.encode(), what, ctypes.c_ulong(flags), options.encode())


def protect_mount(target: str, *, recursive: bool) -> None:
    """Make a mount, and with `recursive` those below it, read-only and without set-user-id."""
    wanted = _MountAttributes(set=READ_ONLY_ATTRIBUTE | NOSUID_ATTRIBUTE)
    flags = _AT_RECURSIVE if recursive else 0
    size = ctypes.c_size_t(ctypes.sizeof(wanted))
    number, where = ctypes.c_long(_MOUNT_SETATTR), ctypes.c_int(_AT_FDCWD)
    call("syscall", number, where, target.encode(), flags, ctypes.byref(wanted), size)


def change_root(folder: str) -> None:
    """Make a mount the root, and let go of the old one."""
    os.chdir(folder)
    call("pivot_root", b".", b".")
    call("umount2", b".", DETACH)
    os.chdir("/")


def give_up_privileges() -> None:
    """Drop every capability, in this process and in whatever it starts, for good."""
    call("prctl", _SET_SECURE_BITS, ctypes.c_ulong(_ALL_SECURE_BITS), 0, 0, 0)
    for number in range(int(_LAST_CAPABILITY.read_text()) + 1):
        call("prctl", _DROP_BOUNDING, ctypes.c_ulong(number), 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    none = (ctypes.c_uint32 * 6)()
    call("capset", header, none)


def set_readable(*, readable: bool) -> None:
    """Let other processes of the same user read this one's memory and environment, or not."""
    call("prctl", _SET_DUMPABLE, ctypes.c_ulong(readable), 0, 0, 0)


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent ends."""
    call("prctl", _SET_SUBREAPER, ctypes.c_ulong(1), 0, 0, 0)


def die_with_parent(signal_number: int) -> None:
    """Get this signal when the parent ends."""
    call("prctl", _SET_PARENT_DEATH_SIGNAL, ctypes.c_ulong(signal_number), 0, 0, 0)


def close_all_but(*kept: int) -> None:
    """Close every descriptor but the standard three and these."""
    before = 2
    for descriptor in sorted(each for each in kept if each > before):
        os.closerange(before + 1, descriptor)
        before = descriptor
    os.closerange(before + 1, os.sysconf("SC_OPEN_MAX"))
