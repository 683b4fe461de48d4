"""Running a submission's cells: demonstrations skipped, a dead or stuck kernel replaced."""

from __future__ import annotations

import os
import secrets
import tempfile
import time
from copy import deepcopy
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager
from jupyter_core.utils import run_sync
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute
from traitlets import Enum, Integer, Unicode

from autograder.grading.course import Course
from autograder.grading.kernels import USUAL, set_up
from autograder.grading.notebooks import (
    demonstration_ids,
    grade_id,
    is_graded_code,
    nbgrader_data,
    note,
    read_notebook,
)
from autograder.grading.seeds import SEED_VARIABLE, seed_of
from autograder.grading.stops import CRASH, NOT_RUN, SILENT, Stop, mark_stopped, stop_of, timed_out

MAX_KERNELS = 5
"""Kernels a notebook may use up; a cell that ends each of them must not hold up the class."""


class RunCells(Execute):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's Execute, that goes on after a cell that ends or blocks its kernel.

    A cell that could not run to its end carries a `Stop`; after one that cost the kernel, the cells
    before it are run again in a new kernel, graded and stopped ones left out.
    """

    km: Any
    kc: Any
    error_on_timeout: Any
    timeout: int

    root = Unicode(help="The course's folder.").tag(config=True)
    setup_timeout = Integer(help="Seconds for the lesson's own locked cells.").tag(config=True)
    kernels: Any = Enum(
        ("walled", "warm", "ordinary"),
        default_value=USUAL,
        help="Kernels: forked from a warm server in a sandbox, forked without one, or ordinary.",
    ).tag(config=True)
    channel: Any = Integer(-1, help="The descriptor of a channel to a warm server.").tag(
        config=True
    )

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any], km: KernelManager | None = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run one notebook."""
        place = resources["nbgrader"]
        course = Course(root=Path(self.root))
        self._kernels = 0
        self._given_up = False
        self._seed = seed_of(course, place["assignment"], place["student"])
        # Only this run knows the key, so no exception of a learner's can pass for our time-out.
        self._key = secrets.token_hex(16)
        self.error_on_timeout = {**self.error_on_timeout, "key": self._key}
        self.timeout_func = self._limit_of
        skipped = skip(nb, demonstration_ids(read_notebook(course.source(place["assignment"]))))
        self.skip_cells_with_tag = skipped
        with tempfile.TemporaryDirectory(prefix="k-") as sockets:
            self._sockets = Path(sockets).resolve()
            nb, resources = super().preprocess(nb, resources, km)
        note(nb, "kernels", self.kernels)
        for cell in nb.cells:
            if skipped in cell.metadata.get("tags", []):
                cell.metadata["tags"] = ["demonstration"]
        return nb, resources

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run one cell, and see to it that there is a kernel for the next."""
        if self._given_up:
            if cell.cell_type == "code":
                mark_stopped(cell, NOT_RUN)
            return cell, resources
        stop = self._run(cell, index)
        if stop is not None:
            mark_stopped(cell, stop)
            self._replace_kernel(index)
        return cell, self.resources

    def on_cell_executed(self, **kwargs: Any) -> None:
        """Mark a cell that was interrupted at its time limit (called by nbclient)."""
        cell, content = kwargs["cell"], kwargs["execute_reply"]["content"]
        if content.get("key") == self._key:
            mark_stopped(cell, timed_out(self._limit_of(cell)))
        else:
            super().on_cell_executed(**kwargs)

    def create_kernel_manager(self) -> KernelManager:
        """Make a kernel manager for kernels of the kind that was chosen."""
        self._kernels += 1
        manager: KernelManager = super().create_kernel_manager()
        sockets = self._sockets / str(self._kernels)
        hidden = Path(self.root)
        set_up(manager, self.kernels, channel=self.channel, hidden=hidden, sockets=sockets)
        return manager

    def start_new_kernel(self, **kwargs: Any) -> None:
        """Start the kernel with the seed by which `grade` draws its further cases."""
        env = {**os.environ, SEED_VARIABLE: self._seed}
        super().start_new_kernel(env=env, **kwargs)

    def _limit_of(self, cell: NotebookNode) -> int:
        data = nbgrader_data(cell)
        own = data.get("locked") and not data.get("grade") and not data.get("solution")
        return int(max(self.timeout, self.setup_timeout)) if own else self.timeout

    def _run(self, cell: NotebookNode, index: int) -> Stop | None:
        """Run a cell; return what it did to the kernel, where that can no longer be used."""
        limit, start = self._limit_of(cell), time.monotonic()
        try:
            self.execute_cell(cell, index, store_history=True)
        except DeadKernelError:
            return CRASH
        except CellTimeoutError:
            # Interrupted or done, but the kernel does not come to rest.
            return timed_out(limit) if time.monotonic() - start >= limit else SILENT
        return None

    def _replace_kernel(self, index: int) -> None:
        """Start anew after the cell at `index`, if any graded cell is left to run."""
        if not any(is_graded_code(cell) for cell in self.nb.cells[index + 1 :]):
            self._given_up = True
            return
        replay = [
            place
            for place, cell in enumerate(self.nb.cells[:index])
            if cell.cell_type == "code" and not is_graded_code(cell) and stop_of(cell) is None
        ]
        while self._kernels < MAX_KERNELS:
            self._new_kernel()
            culprit = next((place for place in replay if not self._replayed(place)), None)
            if culprit is None:
                return
            replay.remove(culprit)
        self._given_up = True

    def _new_kernel(self) -> None:
        self.kc.stop_channels()
        run_sync(self.km.shutdown_kernel)(now=True)
        self.kc = self.km = None
        self.km = self.create_kernel_manager()
        self.start_new_kernel()
        self.start_new_kernel_client()

    def _replayed(self, place: int) -> bool:
        """Run a cell again for the names it binds; its first outputs stay."""
        cell = self.nb.cells[place]
        copy = deepcopy(cell)
        try:
            usable = self._run(copy, place) is None
        finally:
            self.nb.cells[place] = cell
        return usable


def skip(nb: NotebookNode, ids: frozenset[str]) -> str:
    """Tag the cells with these grade ids, and no other, with a tag that nobody can foresee."""
    tag = f"skip-{secrets.token_hex(8)}"
    for cell in nb.cells:
        cell.metadata.pop("tags", None)
        if grade_id(cell) in ids:
            cell.metadata["tags"] = [tag]
    return tag
