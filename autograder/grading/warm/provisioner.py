"""The kernel provisioner through which Jupyter starts warm kernels, in a sandbox or without."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from traitlets import Bool, Integer, List, Unicode

from autograder.errors import AutograderError
from autograder.grading.sandbox.enter import Plan
from autograder.grading.sandbox.view import SOCKETS
from autograder.grading.warm.channel import Channel, ServerLostError, channel_of
from autograder.grading.warm.environment import scrubbed
from autograder.grading.warm.start import own_server

CONNECTION, INSIDE = "kernel.json", "inside.json"
LOOK = 0.005
"""Seconds between two looks whether a kernel ended."""
KILL_TIME = 2.0
"""Seconds for a kernel that was killed to be gone."""


class WarmProvisioner(KernelProvisionerBase):
    """Starts a kernel as a fork of the warm server; its sockets are files of its own folder."""

    sandbox: Any = Bool(default_value=True, help="Whether the kernel is walled in.")
    channel: Any = Integer(-1, help="The descriptor of a channel to a server; -1: an own one.")
    hidden: Any = List(Unicode(), help="Folders that a sandbox must never show.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._folder: Path | None = None
        self._asked: Channel | None = None
        self._kernel: int | None = None
        self._code: int | None = None

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel that has not been waited for."""
        return self._kernel is not None

    async def poll(self) -> int | None:
        """Return the kernel's exit code, or None while it runs."""
        return 0 if self._kernel is None else self._tell("poll")

    async def wait(self) -> int | None:
        """Wait until the kernel ended."""
        await self._ended()
        self._kernel = None
        return self._code

    async def send_signal(self, signum: int) -> None:
        """Send a signal, where the kernel still runs."""
        if self._kernel is not None:
            self._tell("signal", signal=int(signum))

    async def kill(self, restart: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the base class's
        """End the kernel and all it started."""
        await self.send_signal(signal.SIGKILL)
        # The manager looks ten times a second only; what was killed is gone much sooner.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(KILL_TIME):
                await self._ended()

    async def terminate(self, restart: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the base class's
        """Ask the kernel to end."""
        await self.send_signal(signal.SIGTERM)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose the sockets and write the connection file."""
        kwargs = await super().pre_launch(**kwargs)
        self._choose_sockets(self.parent)
        kept = {key: kwargs[key] for key in ("env", "cwd", "extra_arguments") if kwargs.get(key)}
        return {"cmd": [], **kept}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Have the server fork a kernel."""
        del cmd
        assert self._folder is not None
        order = self._order(**kwargs)
        self._code = None
        try:
            self._launch(self._channel_to_ask(), order)
        except ServerLostError:
            self._launch(own_server().channel(), order)
        return self.connection_info

    async def cleanup(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - the base class's
        """Remove the sockets' folder."""
        if self._folder is not None and not restart:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _choose_sockets(self, manager: Any) -> None:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="kernel-")).resolve()
            manager.transport = "ipc"
            manager.ip = str(self._folder / "k")
            manager.connection_file = str(self._folder / CONNECTION)
        _empty(self._folder)
        manager.write_connection_file()
        self.connection_info = manager.get_connection_info()

    async def _ended(self) -> None:
        while self._kernel is not None and self._tell("poll") is None:  # noqa: ASYNC110 - it answers
            await asyncio.sleep(LOOK)

    def _channel_to_ask(self) -> Channel:
        if self.channel < 0:
            return own_server().channel()
        if self._asked is None:
            self._asked = channel_of(self.channel)
        return self._asked

    def _order(
        self,
        *,
        env: dict[str, str],
        cwd: str | None = None,
        extra_arguments: Sequence[str] = (),
    ) -> bytes:
        assert self._folder is not None
        folder = Path(cwd or Path.cwd()).resolve()
        order: dict[str, Any] = {
            "connection": str(self._folder / CONNECTION),
            "folder": str(folder),
            "environment": env,
            "arguments": list(extra_arguments),
            "sandbox": None,
        }
        env.pop("JPY_PARENT_PID", None)
        if self.sandbox:
            plan = Plan(sockets=str(self._folder), work=str(folder), hidden=tuple(self.hidden))
            order["sandbox"] = plan.data()
            order["environment"] = scrubbed(env)
            order["connection"] = self._seen_inside(self._folder)
        return json.dumps(order).encode()

    def _seen_inside(self, folder: Path) -> str:
        """Write the connection as the sandbox sees it, and return that file's path there."""
        info = json.loads((folder / CONNECTION).read_text(encoding="utf-8"))
        info["ip"] = f"{SOCKETS}/{Path(info['ip']).name}"
        (folder / INSIDE).write_text(json.dumps(info), encoding="utf-8")
        (folder / INSIDE).chmod(0o600)
        return f"{SOCKETS}/{INSIDE}"

    def _launch(self, channel: Channel, order: bytes) -> None:
        """Hand the order over and wait until its process stands where it should."""
        self._asked = channel
        reader, writer = os.pipe()
        with os.fdopen(reader, encoding="utf-8", errors="replace") as report:
            try:
                with tempfile.TemporaryFile() as file:
                    file.write(order)
                    file.seek(0)
                    answer = channel.ask({"do": "launch"}, [file.fileno(), writer])
            finally:
                os.close(writer)
            problem = report.read()
        if problem:
            raise AutograderError(
                f"A kernel could not be started: {problem.strip().splitlines()[-1]}",
                next_step="Run: autograder doctor",
            )
        self._kernel = answer["kernel"]

    def _tell(self, do: str, **more: Any) -> int | None:
        """Ask about the kernel; one whose server is gone is gone too."""
        if self._code is None:
            assert self._asked is not None
            try:
                self._code = self._asked.ask({"do": do, "kernel": self._kernel, **more})["code"]
            except ServerLostError:
                self._code = -signal.SIGKILL
        return self._code


def _empty(folder: Path) -> None:
    """Remove whatever a kernel before left beside the connection file."""
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        elif each.name != CONNECTION:
            each.unlink()
