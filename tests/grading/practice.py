"""A small course for tests of grading: one lesson that needs no Keras, and submissions of it."""

from __future__ import annotations

import json
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.grading.course import CONFIG_FILE, Course
from autograder.grading.samples import Sample, submit_sample

LESSON = "01-practice"
CONFIG = """
from pathlib import Path
from autograder.grading.kernels import best
from autograder.grading.settings import configure
configure(get_config(), Path(__file__).parent, limit=3, kernels=best())
"""
EXERCISES = """
[double]
title = "Twice as much"
kind = "values"
cases = [{n = 2}, {n = 5}]
draw = {n = "6..99"}

[sorting]
title = "Flat or not"
kind = "choice"
labels = ["flat", "not flat"]

[reflection]
title = "In your own words"
kind = "manual"
"""
REFERENCES = """
def double(n):
    return 2 * n

sorting = {"a": "flat", "b": "not flat", "c": "flat", "d": "not flat"}
"""
RIGHT_DOUBLE = "def double(n):\n    return 2 * n"
RIGHT_SORTING = 'sorting = {"a": "flat", "b": "not flat", "c": "flat", "d": "not flat"}'


def _cell(name, source, *, tags=(), points=None, markdown=False, **flags):
    kind = new_markdown_cell if markdown else new_code_cell
    data = {"grade_id": name, "schema_version": 3, "task": False}
    data |= {"grade": False, "solution": False, "locked": False, **flags}
    if points is not None:
        data["points"] = points
    cell = kind(source=source, id=name.replace("_", "-"), metadata={"nbgrader": data})
    if tags:
        cell.metadata["tags"] = list(tags)
    return cell


def _solution(name, source, before=""):
    indent = source[: len(source) - len(source.lstrip(" "))]
    text = f"{before}{indent}### BEGIN SOLUTION\n{source}\n{indent}### END SOLUTION"
    return _cell(name, text, solution=True)


def _free(name, source):
    return new_code_cell(source=source, id=name.replace("_", "-"))


def cells():
    """Return the source cells of the practice lesson."""
    return [
        _cell("title", "# Practice", markdown=True, locked=True),
        _cell("setup", "from autograder import check, grade\nbase = 2", locked=True),
        _cell("shown", "shown = 1\nprint('shown')", tags=["demonstration"], locked=True),
        _free("play", "# Try things here."),
        _solution("double", "    return 2 * n", before="def double(n):\n"),
        _free("check_double", 'check("double", double)'),
        _cell(
            "grade_double", 'grade("double", double, points=4)', grade=True, locked=True, points=4
        ),
        _solution("sorting", RIGHT_SORTING),
        _cell(
            "grade_sorting",
            'grade("sorting", sorting, points=2)',
            grade=True,
            locked=True,
            points=2,
        ),
        _cell("reflection", "Mine.", markdown=True, grade=True, solution=True, points=2),
    ]


def write_source(course: Course, source_cells) -> None:
    """Write the practice lesson's source notebook."""
    notebook = new_notebook(
        cells=source_cells,
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
    )
    notebook.nbformat_minor = 5
    course.source(LESSON).parent.mkdir(parents=True, exist_ok=True)
    course.source(LESSON).write_text(json.dumps(notebook, indent=1) + "\n", encoding="utf-8")


def make_course(root: Path) -> Course:
    """Write the practice course into a folder."""
    course = Course(root=root)
    write_source(course, cells())
    folder = course.solutions / LESSON
    (folder / "exercises.toml").write_text(EXERCISES, encoding="utf-8")
    (folder / "references.py").write_text(REFERENCES, encoding="utf-8")
    (folder / "NOTES.md").write_text("For instructors.\n", encoding="utf-8")
    (folder / "results").mkdir()
    (folder / "results" / "seeds.csv").write_text("seed,score\n0,0.5\n", encoding="utf-8")
    (root / CONFIG_FILE).write_text(CONFIG, encoding="utf-8")
    return course


def submit(course: Course, student: str, change=None, **filled) -> Path:
    """Hand in the released lesson with cells filled in; `change` may alter the notebook's JSON."""
    path = submit_sample(course, LESSON, Sample(name=student, about="", cells=filled))
    if change is not None:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        change(notebook)
        path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def cell_of(notebook, id):
    """Return a notebook's cell by its grade id, or its cell id."""
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id", cell.get("id")) == id:
            return cell
    raise KeyError(id)
