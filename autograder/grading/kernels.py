"""Which kernels submissions run in: warm ones behind walls, warm ones without, or ordinary ones."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Literal, TypeAlias

import zmq.asyncio

from autograder.errors import AutograderError
from autograder.grading.sandbox.abilities import abilities
from autograder.grading.warm.client import PromptClient

Kernels: TypeAlias = Literal["walled", "warm", "ordinary"]
PROVISIONER = "autograder-warm"
"""The name of our kernel provisioner in pyproject.toml."""
USUAL: Kernels = "walled" if sys.platform == "linux" else "ordinary"


def choose(*, sandbox: bool = True) -> Kernels:
    """Return the kernels for learners' code; without a sandbox on Linux only where that is asked.

    Raises AutograderError where this machine refuses to build one.
    """
    if USUAL == "ordinary":
        return USUAL
    if not sandbox:
        return "warm"
    found = abilities()
    if found.problem:
        raise AutograderError(
            f"This machine cannot put submissions into a sandbox: {found.problem}.",
            next_step=f"{found.mend}\nOr, if you trust every submission: grade with --no-sandbox.",
        )
    return "walled"


def best() -> Kernels:
    """Return the safest kernels that this machine has, for code of our own."""
    return "warm" if USUAL == "walled" and not abilities().is_whole else USUAL


def warning(kernels: Kernels) -> str:
    """Say what an instructor has to know about these kernels, or nothing."""
    if kernels == "ordinary":
        return (
            "Submissions run without a sandbox, which only Linux has, and one import of TensorFlow "
            "each. The marks are the same."
        )
    if kernels == "warm":
        return "Submissions run without a sandbox: their code can read and change what you can."
    return ""


def set_up(manager: Any, kernels: Kernels, *, channel: int, hidden: Path, sockets: Path) -> None:
    """Have a kernel manager start kernels of this kind.

    `hidden` is a folder that no sandbox shows; `sockets` one that does not exist yet.
    """
    if kernels == "ordinary":
        if sys.platform != "win32":
            # Sockets are files: many kernels at once run out of ports.
            manager.transport = "ipc"
            manager.ip = str(sockets)
        return
    # The manager would give a context of its own 0.1 s to deliver what nobody waits for.
    manager.context = zmq.asyncio.Context.instance()
    manager.client_class = f"{PromptClient.__module__}.{PromptClient.__name__}"
    config = {"sandbox": kernels == "walled", "channel": channel, "hidden": [str(hidden)]}
    manager.kernel_spec.metadata = {
        **manager.kernel_spec.metadata,
        "kernel_provisioner": {"provisioner_name": PROVISIONER, "config": config},
    }
