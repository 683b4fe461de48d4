"""Marks of a lesson: none untouched, all for the solution, whether demonstrations run or not."""

import nbformat
import pytest
from nbclient import NotebookClient

from tests.lessons.lesson import graded, graded_exercise, marks


@pytest.fixture
def as_graded(lesson, monkeypatch):
    """Run with the environment of a grader, in the lesson's own folder."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv("AUTOGRADER_SEED", "a test's seed")
    monkeypatch.chdir(lesson.folder)


def by_machine(lesson):
    return {
        graded_exercise(cell): float(cell.metadata.nbgrader.points)
        for cell in graded(lesson.source)
        if cell.cell_type == "code"
    }


@pytest.mark.usefixtures("as_graded")
def test_the_solution_gets_full_marks(lesson):
    """The notebook with the solutions gets every point."""
    assert marks(lesson.source) == by_machine(lesson)


@pytest.mark.usefixtures("as_graded")
def test_an_untouched_notebook_gets_nothing(lesson):
    """What students get runs to its end and scores 0."""
    assert marks(lesson.released) == dict.fromkeys(by_machine(lesson), 0.0)


def run_whole(notebook, folder):
    """Run every cell in a fresh kernel; return the notebook with its outputs."""
    notebook = nbformat.from_dict(notebook)
    NotebookClient(
        notebook, timeout=180, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return notebook


def outputs(notebook, kind):
    return [
        (cell.id, output)
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.output_type == kind
    ]


def marks_shown(notebook):
    return {
        graded_exercise(cell): float(
            next(o for o in cell.outputs if o.output_type == "execute_result").data["text/plain"]
        )
        for cell in graded(notebook)
        if cell.cell_type == "code"
    }


def complaints(notebook):
    """Return what stands on stderr, which nbgrader takes for a failure."""
    return [
        (id, output.text) for id, output in outputs(notebook, "stream") if output.name == "stderr"
    ]


@pytest.mark.whole
def test_a_student_can_run_everything_untouched(lesson):
    """Every cell of an untouched notebook runs in a kernel without an exception or a warning."""
    done = run_whole(lesson.released, lesson.released_folder)

    assert outputs(done, "error") == []
    assert complaints(done) == []
    assert marks_shown(done) == dict.fromkeys(by_machine(lesson), 0.0)


@pytest.mark.whole
def test_marks_are_the_same_with_the_demonstrations(lesson):
    """The solution gets full marks also when every demonstration runs before."""
    done = run_whole(lesson.source, lesson.folder)

    assert outputs(done, "error") == []
    assert complaints(done) == []
    assert marks_shown(done) == by_machine(lesson)
