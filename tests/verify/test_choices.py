"""Near-misses and shortcuts of predictions and sortings."""

import pytest

from autograder.exercise import load_exercises
from autograder.exercise.lesson import load_references
from autograder.verify.choices import choice_near_misses, choice_shortcuts, judged_choice
from tests.verify.folder import write_folder


@pytest.fixture
def folder(tmp_path):
    """A lesson of values and choices."""
    return write_folder(tmp_path)


def exercise(folder, id):
    """Return an exercise with its reference."""
    return load_exercises(folder)[id], load_references(folder)[id]


def test_the_reference_passes(folder):
    """Tuples are compared as the lists that they become."""
    assert judged_choice(folder, *exercise(folder, "shape")).passed


def test_each_answer_is_wrong_missing_or_exchanged(folder):
    """Every single slip in a sorting loses marks."""
    found = choice_near_misses(folder, *exercise(folder, "sorting"))

    assert [each.words for each in found] == [
        "'not flat' for 'a', not 'flat'",
        "'' for 'a', not 'flat'",
        "'flat flat' for 'a', not 'flat'",
        "no answer for 'a'",
        "'flat' for 'b', not 'not flat'",
        "'' for 'b', not 'not flat'",
        "'not flat not flat' for 'b', not 'not flat'",
        "no answer for 'b'",
        "'not flat' for 'c', not 'flat'",
        "'' for 'c', not 'flat'",
        "'flat flat' for 'c', not 'flat'",
        "no answer for 'c'",
        "'a' and 'b' exchanged",
        "'b' and 'c' exchanged",
    ]
    assert {each.status for each in found} == {"caught"}


def test_a_shape_is_turned_cut_and_one_off(folder):
    """The batch counted as well is among them."""
    found = choice_near_misses(folder, *exercise(folder, "shape"))

    tried = [each.change for each in found]
    assert tried[:4] == ["[4, None]", "[None, None, 4]", "[4]", "[None]"]
    assert "[None, 5]" in tried
    assert {each.status for each in found} == {"caught"}


def test_one_answer_for_everything_earns_little(folder):
    """Guessing is corrected for; what is not graded may earn more."""
    for graded, limit in ((True, 0.5), (False, 0.99)):
        tries = choice_shortcuts(folder, *exercise(folder, "sorting"), graded=graded)
        assert [(s.words, round(s.score, 2), s.limit) for s in tries] == [
            ("'flat' for everything", 0.33, limit),
            ("'not flat' for everything", 0.0, limit),
        ]


def test_a_single_answer_has_no_such_shortcut(folder):
    """There is no everything."""
    assert list(choice_shortcuts(folder, *exercise(folder, "shape"), graded=True)) == []
