"""Warm kernels for tests: started through Jupyter as the grader does, and asked for output."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_client.manager import KernelManager

from autograder.grading.kernels import PROVISIONER
from autograder.grading.sandbox.abilities import abilities


class Kernel:
    """A running kernel and a client of it."""

    def __init__(self, folder, **config):
        problem = abilities().problem if config.get("sandbox", True) else ""
        if problem:
            pytest.skip(f"this machine can build no sandbox: {problem}")
        self.manager = KernelManager(kernel_name="python3")
        provisioner = {"provisioner_name": PROVISIONER, "config": config}
        self.manager.kernel_spec.metadata = {"kernel_provisioner": provisioner}
        # Under pytest ipykernel would leave the descriptors alone.
        env = {key: text for key, text in os.environ.items() if key != "PYTEST_CURRENT_TEST"}
        self.manager.start_kernel(cwd=str(folder), env=env)
        self.connect()

    def connect(self):
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def run(self, code, timeout=60):
        """Run a cell; return its stdout, stderr, result and error."""
        found = SimpleNamespace(stdout="", stderr="", result="", error="", shown=[])

        def take(message):
            content = message["content"]
            match message["msg_type"]:
                case "stream":
                    setattr(
                        found, content["name"], getattr(found, content["name"]) + content["text"]
                    )
                case "error":
                    found.error = f"{content['ename']}: {content['evalue']}"
                case "execute_result":
                    found.result = content["data"]["text/plain"]
                case "display_data":
                    found.shown.append(content["data"])

        self.client.execute_interactive(code, timeout=timeout, output_hook=take)
        return found

    def end(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.manager.cleanup_resources()


@contextlib.contextmanager
def kernel(folder, **config):
    """A kernel, ended afterwards."""
    started = Kernel(folder, **config)
    try:
        yield started
    finally:
        started.end()


def until(condition, seconds=10.0):
    """Wait for something to become true; say whether it did."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(condition())


def _status(pid):
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()


def lives(pid):
    """Whether a process exists and is no zombie."""
    try:
        return _status(pid)[0] != "Z"
    except OSError:
        return False


def children(pid):
    """The living processes whose parent is this one."""
    found = set()
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            with contextlib.suppress(OSError):
                if int(_status(path.name)[1]) == pid:
                    found.add(int(path.name))
    return {each for each in found if lives(each)}


def all_below(pid):
    """The living processes that descend from this one."""
    found = children(pid)
    return found.union(*(all_below(each) for each in found))
