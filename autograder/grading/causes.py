"""Why a graded cell left no evidence: an ordinary mistake of the learner's, or one for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.grading.notebooks import grade_id, is_graded_code, nbgrader_data
from autograder.grading.stops import stop_of

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
MAX_WORDS = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause:
    """What happened in words, and whether a person has to decide the mark."""

    words: str
    review: bool


def cause_of_nothing(nb: NotebookNode, index: int, exercise: str) -> Cause:
    """Say why the graded cell at `index` left no evidence.

    A cell that crashed or ran out of time, here or before, leaves the mark to a person; an
    exception in the exercise's own cells is an answer that does not run, and worth 0.
    """
    cell = nb.cells[index]
    own = stop_of(cell)
    if own is not None:
        return Cause(words=f"`{exercise}` {own.words}", review=True)
    broken_setup = _broken_setup(nb, index)
    if broken_setup is not None:
        words = f"the lesson's own cell `{grade_id(broken_setup)}` stops: {_sentence(broken_setup)}"
        return Cause(words=words, review=True)
    error = _error(cell)
    before = list(_exercise_cells(nb, index))
    broken = next((_sentence(other) for other in before if _is_ordinary(other)), None)
    stopped = next((other for other in before if stop_of(other) is not None), None)
    if stopped is None and (broken is None or _says_name_error(broken)):
        stopped = next((other for other in nb.cells[:index] if stop_of(other) is not None), None)
    if stopped is not None:
        stop = stop_of(stopped)
        assert stop is not None
        return Cause(words=f"{_called(stopped)} {stop.words}", review=True)
    if error is None:
        return Cause(words="the graded cell ran without leaving evidence", review=True)
    if broken is not None:
        return Cause(words=f"Your cell for `{exercise}` stops: {broken}", review=False)
    if error.ename == "NameError" and f"'{exercise}'" in error.evalue:
        return Cause(words=f"Your notebook defines no `{exercise}`.", review=False)
    return Cause(words=f"`{exercise}` could not be graded: {_words(error)}", review=False)


def _broken_setup(nb: NotebookNode, index: int) -> NotebookNode | None:
    """Return a locked cell that fails before any answer of the learner's, so not through it."""
    cells: list[NotebookNode] = nb.cells[:index]
    for cell in cells:
        data = nbgrader_data(cell)
        if data.get("solution"):
            return None
        if data.get("locked") and not data.get("grade") and _is_ordinary(cell):
            return cell
    return None


def _exercise_cells(nb: NotebookNode, index: int) -> Iterator[NotebookNode]:
    """Yield the code cells since the last graded one."""
    graded = [place for place, cell in enumerate(nb.cells[:index]) if is_graded_code(cell)]
    for cell in nb.cells[graded[-1] + 1 if graded else 0 : index]:
        if cell.cell_type == "code":
            yield cell


def _error(cell: NotebookNode) -> NotebookNode | None:
    return next((out for out in cell.get("outputs", []) if out.output_type == "error"), None)


def _is_ordinary(cell: NotebookNode) -> bool:
    return _error(cell) is not None and stop_of(cell) is None


def _says_name_error(words: str) -> bool:
    return words.startswith("NameError")


def _sentence(cell: NotebookNode) -> str:
    error = _error(cell)
    assert error is not None
    return _words(error)


def _words(error: NotebookNode) -> str:
    """Return "SyntaxError in line 3: expected ':'" for an error output."""
    message = str(error.evalue).partition("\n")[0].strip()
    line = _line(error)
    # IPython repeats file and line at the end of a syntax error's message.
    message = re.sub(r" \([^()]*, line \d+\)$", "", message)[:MAX_WORDS]
    return f"{error.ename}{f' in line {line}' if line else ''}: {message}"


def _line(error: NotebookNode) -> str | None:
    found = re.search(r", line (\d+)\)$", str(error.evalue))
    if found:
        return found[1]
    text = _ANSI.sub("", "\n".join(error.traceback))
    frames = re.findall(r"^-+> *(\d+) ", text, re.MULTILINE)
    return frames[0] if frames else None


def _called(cell: NotebookNode) -> str:
    id = grade_id(cell)
    if id is not None:
        return f"the cell `{id}`"
    first = next((line.strip() for line in cell.source.splitlines() if line.strip()), "")
    return f"the cell that begins `{first[:60]}`"
