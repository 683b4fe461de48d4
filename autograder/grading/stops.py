"""What kept a cell from running to its end: no wrong answer, but nothing to give a mark for."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.grading.notebooks import note, noted

Cause: TypeAlias = Literal["time-out", "crash", "not-run"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """Why a cell did not run to its end; `words` go on after the name of the cell."""

    cause: Cause
    words: str


def timed_out(limit: int) -> Stop:
    """Return the stop of a cell that ran longer than `limit` seconds."""
    return Stop(cause="time-out", words=f"was still running after {limit} s and was stopped")


CRASH = Stop(cause="crash", words="ended the Python process that runs the notebook")
SILENT = Stop(cause="crash", words="left the Python process unable to answer, so it was replaced")
NOT_RUN = Stop(
    cause="not-run", words="was not run, because cells before it ended the Python process too often"
)


def mark_stopped(cell: NotebookNode, stop: Stop) -> None:
    """Keep the stop with the cell: in our notes, and as an error that its reader sees."""
    note(cell, "stop", asdict(stop))
    name = {"time-out": "TimeLimit", "crash": "ProcessEnded", "not-run": "NotRun"}[stop.cause]
    text = f"This cell {stop.words}."
    cell.setdefault("outputs", []).append(
        new_output("error", ename=name, evalue=text, traceback=[f"{name}: {text}"])
    )


def stop_of(cell: NotebookNode) -> Stop | None:
    """Return what stopped a cell, or None where it ran to its end."""
    data = noted(cell, "stop")
    return None if data is None else Stop(cause=data["cause"], words=data["words"])
