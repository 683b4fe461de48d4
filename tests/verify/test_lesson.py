"""What holds for a lesson as a whole: its points, its hints, its drawings."""

from dataclasses import replace

import pytest

from autograder.exercise import Exercise
from autograder.verify.lesson import exercise_weaknesses, lesson_weaknesses, solution_lines
from tests.grading.practice import LESSON, RIGHT_SORTING, make_course

HINTS = ("Think.", "Look.", "Count 3.", "For 2 it is 14.")
CHOICE = Exercise(id="c", title="C", kind="choice", hints=HINTS)


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([8, 6, 6], []),
        ([6, 6, 2, 2, 2, 2], []),
        ([8, 6, 5], ["the points add up to 19, not 20"]),
        ([10, 10], ["2 exercises are graded, not three (small repairs count as half)"]),
    ],
)
def test_a_lesson_has_twenty_points_in_three_exercises(points, said):
    """Four small repairs count as two."""
    given = {f"e{at}": float(each) for at, each in enumerate(points)}

    assert list(lesson_weaknesses("03-any", given)) == said
    assert list(lesson_weaknesses("00-quick", given)) == []


def weak(tmp_path, exercise, reference=15):
    """Return what is wrong with an exercise."""
    return list(exercise_weaknesses(tmp_path, exercise, reference))


def test_a_ladder_has_four_rungs(tmp_path):
    """Each of them says something."""
    assert weak(tmp_path, CHOICE) == []
    assert weak(tmp_path, replace(CHOICE, hints=HINTS[:3])) == ["its ladder has 3 hints, not 4"]
    assert weak(tmp_path, replace(CHOICE, hints=("", *HINTS[1:]))) == ["hint 1 is empty"]


@pytest.mark.parametrize(
    ("hint", "reference", "said"),
    [
        ("It is 1,419.", 1419, ["hint 1 tells the answer 1419"]),
        ("It is 14 and 19.", 1419, []),
        ("It has 3 parts.", 3, []),
        ("Such as (150, 3).", (150, 3), ["hint 1 tells the answer (150, 3)"]),
        ("The same.", "same", []),
    ],
)
def test_a_hint_does_not_tell_the_answer(tmp_path, hint, reference, said):
    """Labels and small numbers may stand in a sentence, the answer itself not."""
    given = replace(CHOICE, hints=(hint, *HINTS[1:3], "Think again."))

    assert weak(tmp_path, given, reference) == said


def test_a_hint_shows_no_line_of_the_solution(tmp_path):
    """What stands in the notebook's solution, word for word."""
    code = ("total += inputs * units + units",)
    given = replace(CHOICE, hints=("Write `total += inputs * units + units`.", *HINTS[1:]))

    assert list(exercise_weaknesses(tmp_path, given, 15, code)) == [
        "hint 1 shows a line of the solution: total += inputs * units + units"
    ]


def test_solutions_are_read_from_the_source_notebook(tmp_path):
    """Lines too short to give anything away are left out."""
    course = make_course(tmp_path)

    assert solution_lines(course, LESSON) == ("return 2 * n", RIGHT_SORTING)


DRAWING = 'digraph d { x [op=Input, tensor="(3,)"]; y [op=Dense, units=4]; x -> y; }'


def test_a_drawing_draws_and_has_its_twin(tmp_path):
    """A sound drawing has nothing to be said about."""
    (tmp_path / "topologies").mkdir()
    (tmp_path / "topologies" / "m.dot").write_text(DRAWING, encoding="utf-8")

    assert weak(tmp_path, Exercise(id="m", title="M", kind="topology")) == []
