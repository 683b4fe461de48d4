"""Releasing a lesson: what is checked, what is generated, what drift is."""

from __future__ import annotations

import json
import shutil

import pytest

from autograder.errors import AutograderError
from autograder.grading.checks import author_mistakes
from autograder.grading.course import Course
from autograder.grading.rehearsal import lost_marks
from autograder.grading.release import drift, release, require_released
from tests.grading.practice import LESSON, cells, make_course, submit, write_source


@pytest.fixture
def course(released, tmp_path):
    """A copy of the released practice course, without submissions."""
    ignored = shutil.ignore_patterns("submitted", "autograded", "problems", "logs", "feedback")
    shutil.copytree(released.root, tmp_path / "course", ignore=ignored)
    return Course(root=tmp_path / "course")


def changed(course, change):
    """Rewrite the source notebook with changed cells."""
    by_id = {cell.metadata.get("nbgrader", {}).get("grade_id", cell.id): cell for cell in cells()}
    change(by_id)
    write_source(course, list(by_id.values()))


def test_stubs_are_valid_python(released):
    """A solution becomes `...`, at its own indentation."""
    text = (released.lessons / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    sources = {cell["id"]: cell["source"] for cell in json.loads(text)["cells"]}
    assert "".join(sources["double"]) == "def double(n):\n    ..."
    assert "".join(sources["sorting"]) == "..."
    assert "".join(sources["reflection"]) == "*Write your answer here.*"


def test_a_fresh_release_has_no_drift(released):
    """Generating again gives the same bytes."""
    assert drift(released, LESSON) == ()


def test_drift_names_each_file(course):
    """A changed, a missing and a foreign file are told apart."""
    folder = course.lessons / LESSON
    (folder / "exercises.toml").write_text("", encoding="utf-8")
    (folder / "answers.json").unlink()
    (folder / "extra.txt").write_text("", encoding="utf-8")
    assert drift(course, LESSON) == (
        "lessons/01-practice/answers.json is missing",
        "lessons/01-practice/exercises.toml differs from its source",
        "lessons/01-practice/extra.txt has no source in solutions/01-practice",
    )


def test_answers_follow_the_references(course):
    """answers.json that another references.py gave is drift, and release mends it."""
    path = course.solutions / LESSON / "references.py"
    path.write_text(path.read_text(encoding="utf-8").replace("2 * n", "3 * n"), encoding="utf-8")
    assert drift(course, LESSON) == (
        "solutions/01-practice/answers.json is not what references.py gives",
    )
    release(course, LESSON)
    assert drift(course, LESSON) == ()


def test_every_mistake_is_named_at_once(course):
    """An author reads all that keeps a lesson from being released in one message."""

    def spoil(by_id):
        by_id["grade_double"].metadata.nbgrader["points"] = 5
        by_id["grade_sorting"].source = "assert sorting"
        by_id["setup"].source += "\nx = = 1"
        by_id["play"].source = "print(shown)"

    changed(course, spoil)
    (course.solutions / LESSON / "references.py").write_text("double = 1\n", encoding="utf-8")
    assert author_mistakes(course, LESSON) == (
        "cell 2 (setup), line 3 is not valid Python: invalid syntax",
        "cell 7 (grade_double) says points=4, its nbgrader metadata 5",
        'cell 9 (grade_sorting) is graded, but does not end with grade("an_id", answer, points=4)',
        "no cell of the notebook checks or grades 'sorting'",
        "references.py has no sorting.",
        (
            "the demonstration cell 'shown' binds shown, which a cell that runs when grading reads:"
            " demonstrations are skipped there"
        ),
    )
    before = (course.lessons / LESSON / f"{LESSON}.ipynb").read_bytes()
    with pytest.raises(AutograderError, match="01-practice is not fit to be released:\n- cell 2"):
        release(course, LESSON)
    assert (course.lessons / LESSON / f"{LESSON}.ipynb").read_bytes() == before


def test_cells_cannot_change_once_work_is_handed_in(course, released):
    """nbgrader refuses new cells then; the message says what to do and the release stays."""
    shutil.copytree(released.class_folder, course.class_folder, dirs_exist_ok=True)
    submit(course, "ada")
    from autograder.grading.runner import grade_class

    assert [each.status for each in grade_class(course, LESSON, ("ada",), jobs=1)] == ["graded"]
    before = (course.lessons / LESSON / f"{LESSON}.ipynb").read_bytes()

    def rename(by_id):
        by_id["grade_double"].metadata.nbgrader["grade_id"] = "grade_twice"

    changed(course, rename)
    with pytest.raises(AutograderError) as caught:
        release(course, LESSON)
    assert str(caught.value) == (
        "Cells were added to 01-practice or removed, and this class has submissions for it.\n"
        "Next step: Move the folder class/ away to begin a new class, or keep the cells' ids."
    )
    assert (course.lessons / LESSON / f"{LESSON}.ipynb").read_bytes() == before


def test_a_class_without_the_lesson_is_told_to_release_it(tmp_path):
    """Grading before releasing says the command that is missing."""
    course = make_course(tmp_path)
    with pytest.raises(AutograderError) as caught:
        require_released(course, LESSON)
    assert str(caught.value) == (
        "The gradebook of this class does not know 01-practice.\n"
        "Next step: Release it once: autograder release 01-practice"
    )


def test_the_solution_is_graded_in_a_course_of_its_own(course):
    """A solution that is wrong is named with its mark; a right one loses nothing."""
    assert lost_marks(course, LESSON) == ()
    path = course.source(LESSON)
    path.write_text(path.read_text(encoding="utf-8").replace("2 * n", "3 * n"), encoding="utf-8")
    assert lost_marks(course, LESSON) == (
        ("the solution of double gets 0 of 4: `double(n=2)` gave an answer that is not right: 6."),
    )


def test_a_right_answer_that_no_label_allows_is_an_authors_mistake(course):
    """Where the references name what cannot be chosen, nobody could be right."""
    path = course.solutions / LESSON / "exercises.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('["flat", "not flat"]', '["flat", "bent"]'), encoding="utf-8")

    assert [line for line in author_mistakes(course, LESSON) if "labels" in line] == [
        "references.py: sorting['b'] is 'not flat', which labels does not have",
        "references.py: sorting['d'] is 'not flat', which labels does not have",
    ]
