"""What a grading was made from: hashes of files, and the seed of a submission."""

from __future__ import annotations

import pytest

from autograder.grading.course import Course
from autograder.grading.fingerprint import fingerprint, hash_folder
from autograder.grading.seeds import prepare_seeds, seed_of

LESSON = "01-practice"


@pytest.fixture
def course(tmp_path):
    """A course with one lesson and one submission."""
    course = Course(root=tmp_path)
    for folder in (course.solutions / LESSON, course.submission(LESSON, "ada")):
        folder.mkdir(parents=True)
        (folder / f"{LESSON}.ipynb").write_text("{}", encoding="utf-8")
    prepare_seeds(course)
    return course


def test_both_submission_and_lesson_count(course):
    """A change in either makes the submission one to be graded again."""
    first = fingerprint(course, LESSON, "ada")
    (course.submission(LESSON, "ada") / "extra.py").write_text("", encoding="utf-8")
    second = fingerprint(course, LESSON, "ada")
    (course.solutions / LESSON / "references.py").write_text("a = 1", encoding="utf-8")
    third = fingerprint(course, LESSON, "ada")
    assert len({first, second, third}) == 3


def test_notes_and_leftovers_do_not_count(course):
    """What no mark depends on starts no new grading."""
    folder = course.solutions / LESSON
    before = hash_folder(folder)
    (folder / "NOTES.md").write_text("for instructors", encoding="utf-8")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "references.pyc").write_bytes(b"1")
    assert hash_folder(folder) == before


def test_names_and_contents_are_kept_apart(tmp_path):
    """Moving bytes from a name to a content is another folder."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "one" / "ab").write_text("c", encoding="utf-8")
    (tmp_path / "two" / "a").write_text("bc", encoding="utf-8")
    assert hash_folder(tmp_path / "one") != hash_folder(tmp_path / "two")


def test_the_seed_is_the_submissions_own_and_stays(course):
    """Grading again draws the same cases; another student's or lesson's are others."""
    seed = seed_of(course, LESSON, "ada")
    prepare_seeds(course)
    assert seed_of(course, LESSON, "ada") == seed
    assert seed_of(course, LESSON, "bea") != seed
    assert seed_of(course, "02-other", "ada") != seed


def test_another_class_has_other_seeds(course, tmp_path):
    """Nobody can know a class's cases from another one's."""
    other = Course(root=tmp_path / "other")
    other.prepare()
    prepare_seeds(other)
    assert seed_of(other, LESSON, "ada") != seed_of(course, LESSON, "ada")
