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
    retry: bool = False
    """Whether the machine or the kit is at fault, so that grading again may help."""


def cause_of_nothing(nb: NotebookNode, index: int, exercise: str) -> Cause:
    """Say why the graded cell at `index` left no evidence.

    Where the answer does not exist because the learner's own cell failed or never made it, that is
    an answer worth 0. A crash or time-out here or before, and whatever stops `grade` itself, leave
    the mark to a person.
    """
    cell = nb.cells[index]
    stop, error = stop_of(cell), _error(cell)
    if stop is not None:
        return Cause(words=f"`{exercise}` {stop.words}", review=True)
    setup = _broken_setup(nb, index)
    if setup is not None:
        words = f"the lesson's own cell `{grade_id(setup)}` stops: {_sentence(setup)}"
        return Cause(words=words, review=True, retry=True)
    if error is None:
        return Cause(words="the graded cell ran without leaving evidence", review=True)
    if error.ename != "NameError" or f"'{exercise}'" not in error.evalue:
        return Cause(words=f"grading stopped with {_words(error)}", review=True, retry=True)
    return _cause_of_no_answer(nb, index, exercise)


def _cause_of_no_answer(nb: NotebookNode, index: int, exercise: str) -> Cause:
    before = list(_exercise_cells(nb, index))
    broken = next((_sentence(other) for other in before if _is_ordinary(other)), None)
    stopped = next((other for other in before if stop_of(other) is not None), None)
    if stopped is None and (broken is None or _says_name_error(broken)):
        stopped = next((other for other in nb.cells[:index] if stop_of(other) is not None), None)
    if stopped is not None:
        stop = stop_of(stopped)
        assert stop is not None
        return Cause(words=f"{_called(stopped)} {stop.words}", review=True)
    if broken is not None and f"'{exercise}'" not in broken:
        return Cause(words=f"Your cell for `{exercise}` stops: {broken}", review=False)
    return Cause(words=f"Your notebook defines no `{exercise}`.", review=False)


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
