"""What a kernel may use of the machine, and holding it to that."""

from __future__ import annotations

import os
import resource
from dataclasses import dataclass

MIB = 1024**2
PER_CORE = 128 * MIB
"""Address space that libraries map for each core: stacks and heaps of their threads."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Limits of one kernel with all it starts; sizes in bytes, times in seconds."""

    address_space: int = 4096 * MIB
    """Of each process, beside what the machine's cores need."""
    memory: int = 3072 * MIB
    """Of all processes together, beyond what they share with the warm server."""
    files: int = 256 * MIB
    """All files together; they lie in memory."""
    processes: int = 256
    """Processes and threads."""
    cpu: int = 3600
    """Of each process."""


DEFAULT = Limits()


def apply(limits: Limits) -> None:
    """Hold this process, and what it starts, to the limits that hold for each."""
    cores = os.cpu_count() or 1
    bounds = {
        resource.RLIMIT_AS: limits.address_space + cores * PER_CORE,
        resource.RLIMIT_FSIZE: limits.files,
        resource.RLIMIT_NPROC: limits.processes + 8 * cores,
        resource.RLIMIT_NOFILE: 1024,
        resource.RLIMIT_CPU: limits.cpu,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: MIB,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_SIGPENDING: 1024,
    }
    for kind, bound in bounds.items():
        _, most = resource.getrlimit(kind)
        most = bound if most == resource.RLIM_INFINITY else min(bound, most)
        resource.setrlimit(kind, (most, most))
