"""How long each lesson's notebook takes, in full and as graded.

Run it with `python -m tests.benchmarks.lesson_time`, or with the numbers of some lessons behind.

Runs the notebooks with their solutions in fresh kernels, one after another. "As graded" leaves out
what only demonstrates and runs `check` as nbgrader does. Times are by the clock, in seconds; the
first two cells (set-up and imports) are counted apart from the lesson's own work.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from autograder.grading.notebooks import DEMONSTRATION
from tests.lessons.lesson import ROOT, names

SET_UP = 2
"""The code cells in which every lesson begins: set-up and imports."""


def seconds(cell: NotebookNode) -> float:
    """Return how long the kernel was busy with a cell."""
    begin, end = (
        datetime.fromisoformat(cell.metadata.execution[key])
        for key in ("iopub.status.busy", "shell.execute_reply")
    )
    return (end - begin).total_seconds()


def is_demonstration(cell: NotebookNode) -> bool:
    """Say whether a grader leaves the cell out."""
    return DEMONSTRATION in cell.metadata.get("tags", [])


def run(name: str, *, graded: bool) -> tuple[float, float, float]:
    """Return seconds for everything, for the set-up, and for the lesson's own cells."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / name
        shutil.copytree(ROOT / "solutions" / name, folder)
        notebook = nbformat.read(folder / f"{name}.ipynb", as_version=4)
        if graded:
            notebook.cells = [c for c in notebook.cells if not is_demonstration(c)]
        place = {"metadata": {"path": str(folder)}}
        client = NotebookClient(notebook, timeout=600, resources=place)
        begin = time.perf_counter()
        client.execute(env=os.environ | ({"NBGRADER_EXECUTION": "autograde"} if graded else {}))
        whole = time.perf_counter() - begin
    spent = [seconds(cell) for cell in notebook.cells if cell.cell_type == "code"]
    return whole, sum(spent[:SET_UP]), sum(spent[SET_UP:])


def main(wanted: list[str]) -> None:
    """Print a table of the lessons whose names begin with one of `wanted`, or of all."""
    print(f"{'lesson':24} {'run':10} {'all':>6} {'set-up':>7} {'own':>6}")
    for name in names():
        if wanted and not name.startswith(tuple(wanted)):
            continue
        for graded in (False, True):
            whole, set_up, own = run(name, graded=graded)
            label = "as graded" if graded else "in full"
            print(f"{name:24} {label:10} {whole:6.1f} {set_up:7.1f} {own:6.2f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
