"""A seccomp filter: system calls that no lesson needs and that attacks begin with.

What it refuses is mostly refused by the namespaces already; beyond them it closes the kernel's
keyrings, sockets of families that no namespace holds (to a virtual machine's host, say), and memory
that no limit counts.
"""

from __future__ import annotations

import ctypes
import errno
import platform

from autograder.grading.sandbox.system import call

_SET_SECCOMP, _FILTER = 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_FAMILIES = (1, 2, 10, 16)
"""Unix, IPv4, IPv6 and netlink: the network namespace holds these."""
# The numbers on x86_64 and on aarch64.
_SOCKET = (41, 198)
_REFUSED = {
    "ptrace": (101, 117),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "unshare": (272, 97),
    "setns": (308, 268),
    "chroot": (161, 51),
    "open_by_handle_at": (304, 265),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "reboot": (169, 142),
    "memfd_create": (319, 279),
    "personality": (135, 92),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "syslog": (103, 116),
    "kcmp": (312, 272),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "pidfd_getfd": (438, 438),
    "process_madvise": (440, 440),
    "mount_setattr": (442, 442),
    "memfd_secret": (447, 447),
}
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""The column of the numbers, and what the kernel calls the processor."""
_X32 = 0x40000000
"""A second set of numbers for the same calls, on x86_64."""


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("then", ctypes.c_uint8),
        ("otherwise", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def is_known(machine: str | None = None) -> bool:
    """Say whether there is a filter for this processor."""
    return (machine or platform.machine()) in _MACHINES


def refuse_calls() -> None:
    """Refuse the calls, in this process and whatever it starts, for good."""
    steps = _steps(platform.machine())
    array = (_Step * len(steps))(*(_Step(*step) for step in steps))
    program = _Program(length=len(steps), steps=array)
    call("prctl", _SET_SECCOMP, ctypes.c_ulong(_FILTER), ctypes.byref(program), 0, 0)


def _steps(machine: str) -> list[tuple[int, int, int, int]]:
    column, architecture = _MACHINES[machine]
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _X32),
        (_RETURN, 0, 0, _REFUSE),
    ]
    for numbers in _REFUSED.values():
        steps += [(_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, _REFUSE)]
    steps += [(_EQUAL, 1, 0, _SOCKET[column]), (_RETURN, 0, 0, _ALLOW)]
    steps += [(_LOAD, 0, 0, _FIRST_ARGUMENT)]
    for family in _FAMILIES:
        steps += [(_EQUAL, 0, 1, family), (_RETURN, 0, 0, _ALLOW)]
    return [*steps, (_RETURN, 0, 0, _REFUSE)]
