"""Every lesson's banks: wrong answers are told what a tutor would say, right ones all pass."""

from collections import Counter

import pytest

from tests.lessons.lesson import Lesson, names

LEAST_WRONG, LEAST_RIGHT = 6, 4


def entries(kind):
    # A lesson without a bank fails below, by its number of entries.
    return [
        pytest.param(lesson, entry, id=f"{lesson.name[:2]} {entry.exercise}: {entry.name}")
        for lesson in [Lesson(name=name) for name in names()]
        if lesson.has_bank
        for entry in getattr(lesson.bank, kind)
    ]


@pytest.mark.parametrize(("lesson", "wrong"), entries("WRONG"))
def test_a_wrong_answer_is_named_with_its_place(lesson, wrong, monkeypatch):
    """A wrong answer loses marks, and its first finding is the one a tutor would give."""
    monkeypatch.chdir(lesson.folder)

    points, verdict = lesson.judged(wrong.exercise, wrong.cell)

    assert not verdict.passed
    assert points < lesson.points.get(wrong.exercise, 1.0)
    first = verdict.findings[0]
    assert (first.code, wrong.place in first.where) == (wrong.code, True), first


@pytest.mark.parametrize(("lesson", "right"), entries("RIGHT"))
def test_a_right_answer_passes_however_it_is_spelt(lesson, right, monkeypatch):
    """A right answer gets every point."""
    monkeypatch.chdir(lesson.folder)

    points, verdict = lesson.judged(right.exercise, right.cell)

    assert verdict.passed, verdict.findings
    assert points == lesson.points.get(right.exercise, 1.0)


def test_the_banks_are_large_enough(lesson):
    """Every exercise, predictions left out, has at least six wrong and four right answers."""
    machine = {
        id
        for id, exercise in lesson.exercises.items()
        if exercise.builds_models or (id in lesson.points and exercise.kind != "manual")
    }
    wrong = Counter(entry.exercise for entry in lesson.bank.WRONG)
    right = Counter(entry.exercise for entry in lesson.bank.RIGHT)

    assert {id: wrong[id] for id in machine if wrong[id] < LEAST_WRONG} == {}
    assert {id: right[id] for id in machine if right[id] < LEAST_RIGHT} == {}


def test_bank_entries_have_names_of_their_own(lesson):
    """No two entries of an exercise have the same name or the same cell."""
    for entries_of in (lesson.bank.WRONG, lesson.bank.RIGHT):
        for part in ("name", "cell"):
            seen = Counter((entry.exercise, getattr(entry, part)) for entry in entries_of)
            assert [key for key, times in seen.items() if times > 1] == []
