"""A client of a kernel that begins as soon as the kernel has answered."""

from __future__ import annotations

import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

QUESTION = 1.0
"""Seconds for an answer before the question is put again."""
SILENCE = 0.05
"""Seconds for what follows the answer, on the channel of outputs."""


class PromptClient(AsyncKernelClient):
    """Jupyter's client, that does not wait for a silence of 0.2 s after the kernel's answer."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - Jupyter's
        """Wait until the kernel answers, on both of its channels."""
        started = time.monotonic()
        while not await self._is_answered(self.kernel_info()):
            if not await self.is_alive():
                raise RuntimeError("The kernel died before it answered.")
            if timeout is not None and time.monotonic() - started > timeout:
                raise RuntimeError(f"The kernel did not answer within {timeout:g} s.")

    async def _is_answered(self, question: str) -> bool:
        """Take the messages up to the one that says that the kernel is done with the question."""
        try:
            await self.get_shell_msg(timeout=QUESTION)
            while not _is_done(await self.get_iopub_msg(timeout=SILENCE), question):
                pass
        except Empty:
            return False
        return True


def _is_done(message: dict[str, Any], question: str) -> bool:
    about = message["parent_header"].get("msg_id")
    state = message["content"].get("execution_state")
    return bool(message["msg_type"] == "status" and state == "idle" and about == question)
