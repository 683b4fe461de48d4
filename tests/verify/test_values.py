"""Near-misses and shortcuts of functions that return numbers."""

import pytest

from autograder.exercise import load_exercises
from autograder.exercise.lesson import load_references
from autograder.verify.code import variants
from autograder.verify.values import value_near_misses, value_shortcuts
from tests.verify.folder import write_folder


@pytest.fixture
def folder(tmp_path):
    """A lesson of values and choices."""
    return write_folder(tmp_path)


def exercise(folder, id):
    """Return an exercise with its reference."""
    return load_exercises(folder)[id], load_references(folder)[id]


def test_a_reference_is_written_wrong_in_every_place(folder):
    """Parts left out, other operators, numbers one off, also in what it calls."""
    found = {each.key: [] for each in variants(folder / "references.py", "double")}
    for each in variants(folder / "references.py", "double"):
        found[each.key].append(each.change)

    assert found == {
        "_times(n, 2) + 0 * n in double": ["_times(n, 2)", "0 * n", "_times(n, 2) - 0 * n"],
        "_times(n, 2) in double": ["n"],
        "0 * n in double": ["0", "n", "0 + n"],
        "2 in double": ["3"],
        "0 in double": ["1"],
        "n * by in _times": ["n", "by", "n + by"],
    }


def test_each_variant_is_a_function_of_its_own(folder):
    """One place is wrong at a time, and the words name it."""
    found = {each.change: each for each in variants(folder / "references.py", "double")}

    assert found["n + by"].function(5) == 7
    assert found["3"].function(5) == 15
    assert found["3"].words == "`3` in place of `2` (references.py, line 3)"


def test_endless_loops_are_not_made(tmp_path):
    """A function with `while` is left as it is."""
    path = tmp_path / "references.py"
    path.write_text("def f(n):\n    while n > 1:\n        n = n - 2\n    return n\n")

    assert list(variants(path, "f")) == []


def test_wrong_references_are_caught_and_equal_ones_counted(folder):
    """Leaving out nought times something changes nothing."""
    found = value_near_misses(folder, *exercise(folder, "double"))

    statuses = {f"{each.key}: {each.change}": each.status for each in found}
    assert statuses["_times(n, 2) + 0 * n in double: _times(n, 2)"] == "equal"
    assert statuses["0 * n in double: n"] == "caught"
    assert set(statuses.values()) == {"equal", "caught"}


def test_a_near_miss_that_the_cases_do_not_show_survives(folder):
    """n + 2 is 2 n where n is 2 alone."""
    path = folder / "exercises.toml"
    path.write_text('[published]\ntitle = "P"\nkind = "values"\ncases = [{n = 2}]\n')
    found = value_near_misses(folder, *exercise(folder, "published"))

    # Nothing else is ever asked, so no one can tell: the shortcut below says so.
    assert {each.status for each in found if each.change == "2 + n"} == {"equal"}
    scores = {s.words: s for s in value_shortcuts(folder, *exercise(folder, "published"))}
    assert scores["the first answer for everything"].is_worth_it


def test_constants_and_tables_do_not_pass(folder):
    """Cases drawn when grading tell a table from a function."""
    scores = {s.words: s for s in value_shortcuts(folder, *exercise(folder, "double"))}

    assert scores["nothing returned"].score == 0
    assert scores["a table of the published cases"].score == pytest.approx(2 / 5)
    assert not any(each.is_worth_it for each in scores.values())


def test_a_table_passes_where_nothing_else_is_asked(folder):
    """An exercise without a draw gives its answers away."""
    scores = {s.words: s for s in value_shortcuts(folder, *exercise(folder, "published"))}

    assert scores["a table of the published cases"].is_worth_it
