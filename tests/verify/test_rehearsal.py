"""Running a lesson's notebooks, in a small course that needs no Keras."""

import pytest

from autograder.errors import AutograderError
from autograder.verify.rehearsal import rehearse
from autograder.verify.verify import verify
from tests.grading.practice import LESSON, cells, make_course, write_source


def test_solutions_pass_and_stubs_earn_nothing(tmp_path):
    """Both notebooks run, and the course is left as it was."""
    course = make_course(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    report = verify(course, LESSON)

    assert sorted(tmp_path.rglob("*")) == before
    assert report.weaknesses == ("the points add up to 8, not 20",)
    assert {each.id: each.weaknesses for each in report.exercises} == {
        "double": ("its ladder has 0 hints, not 4",),
        "sorting": ("its ladder has 0 hints, not 4",),
        "reflection": (),
    }


def test_wrong_solutions_and_generous_stubs_are_named(tmp_path):
    """A solution that loses marks, and a stub that earns some."""
    course = make_course(tmp_path)
    changed = cells()
    for cell in changed:
        cell.source = cell.source.replace("    return 2 * n", "    return 3 * n")
        cell.source = cell.source.replace(
            "### BEGIN SOLUTION\nsorting", 'sorting = {"a": "flat"}\n### BEGIN SOLUTION\nsorting'
        )
    write_source(course, changed)

    found = {each.id: each.weaknesses for each in verify(course, LESSON).exercises}
    assert found["double"] == (
        "its solution earns 0 of 4: `double(n=2)` gave an answer that is not right: 6.",
        "its ladder has 0 hints, not 4",
    )
    assert found["sorting"][0] == "its stub earns 0.25 of 1"


def test_a_cell_that_stops_is_named(tmp_path):
    """The other cells still run."""
    course = make_course(tmp_path)
    changed = cells()
    changed[3].source = "1 / 0"
    write_source(course, changed)

    report = verify(course, LESSON)
    assert report.weaknesses[1:] == (
        "with the solutions, the cell play stops with ZeroDivisionError: division by zero",
        "untouched, the cell play stops with ZeroDivisionError: division by zero",
    )


def test_a_lesson_that_is_not_fit_is_refused(tmp_path):
    """What a release would refuse is named first."""
    course = make_course(tmp_path)
    changed = cells()
    changed[6].source = 'grade("double", double, points=5)'
    write_source(course, changed)

    with pytest.raises(AutograderError) as caught:
        rehearse(course, LESSON)
    assert str(caught.value) == (
        f"{LESSON} is not fit to be verified:\n"
        "- cell 7 (grade_double) says points=5, its nbgrader metadata 4\n"
        "Next step: Mend each of them in solutions/, then verify again."
    )
