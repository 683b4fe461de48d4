"""Lesson 02: its figures are the measured ones, and its claims are answered as the text says."""

import csv
import importlib.util

import pytest

from autograder import judge
from autograder.exercise.lesson import expected_topology
from tests.lessons.lesson import Lesson, run

LESSON = Lesson(name="02-functional")


def rows(table):
    with (LESSON.folder / "results" / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def source(id):
    return next(cell.source for cell in LESSON.source.cells if cell.id == id)


@pytest.fixture(scope="module")
def experiment():
    """The module that made the CSV files."""
    spec = importlib.util.spec_from_file_location("experiment", LESSON.folder / "experiment.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_gives_what_was_measured():
    """Each cell of the table in the text is the range, or the one value, of five seeds."""
    for dropout, label in (("0", "without Dropout"), ("0.2", "with Dropout")):
        found = [row for row in rows("twins") if row["dropout"] == dropout]
        assert len(found) == 5
        cells = []
        for column in list(found[0])[2:]:
            values = [float(row[column]) for row in found]
            low, high = min(values), max(values)
            same = low == high
            cells.append(f"{low:g} with all five seeds" if same else f"{low:.3f} to {high:.3f}")
        assert f"| {label} | {' | '.join(cells)} |" in source("results")


def test_the_order_of_making_layers_was_measured_with_five_seeds():
    """Line by line the first weights are the same, in one line those of the first layer are not."""
    found = {written: [] for written in ("line by line", "in one line")}
    for row in rows("order"):
        found[row["written"]].append((row["first"], row["second"], row["third"]))

    assert found == {
        "line by line": [("same", "same", "same")] * 5,
        "in one line": [("other", "same", "other")] * 5,
    }


def test_the_twins_that_were_measured_are_the_exercise(experiment):
    """The models measured are the drawing of exercise 1, written in three ways."""
    drawn = expected_topology(LESSON.folder, LESSON.exercises["cancer_twin"])

    assert judge(drawn, experiment.as_function()).outcome == "correct"
    assert judge(drawn, experiment.in_one_line()).outcome == "correct"
    assert judge(experiment.as_function(), experiment.as_list()).outcome == "correct"


WHAT_CELLS_PRINT = {
    "order-run": """\
line by line, twice:            same weights: True
line by line, and in one line:  same weights: False
""",
    "spot-unused-test": """\
not read by anything:   33 parameters
called on real numbers: 33 parameters
""",
    "spot-compile-test": """\
answers without compile: (1, 3)
compile changed them:    False
fit without compile:     You must call `compile()` before using the model.
""",
    "spot-any-test": """\
with_fixed_loop: works, 3 layers
with_if: A symbolic KerasTensor cannot be used as a boolean.
with_while: A symbolic KerasTensor cannot be used as a boolean.
with_circle: cannot access local variable 'later' where it is not associated with a value
""",
    "spot-old-test": "an old graph, read today: 67 parameters\n",
}
BEFORE = """
my_seed = 7
row = Input(shape=(10,))
answer = layers.Dense(3)(row)
one_row = np.ones((1, 10))
"""


def printed(id, capsys):
    space = {}
    run(source("imports"), space, name="test imports")
    run(BEFORE, space, name="test names of earlier cells")
    capsys.readouterr()
    run(source(id), space, name=f"test {id}")
    return capsys.readouterr().out


@pytest.mark.parametrize("id", WHAT_CELLS_PRINT)
def test_the_claims_are_answered_as_the_text_says(id, capsys):
    """Each cell that tests a sentence prints what the text below it explains."""
    assert printed(id, capsys) == WHAT_CELLS_PRINT[id]


def test_layers_that_keep_something_answer_differently(capsys):
    """Dropout drops others the second time and nothing later; the running means move."""
    first, second, after, before, moved = [
        line.partition(": ")[2].strip() for line in printed("spot-pure-test", capsys).splitlines()
    ]

    assert first != second
    assert after == "[[1. 2. 3. 4. 5. 6. 7. 8.]]"
    assert before == "[[1. 2. 3. 4. 5. 6. 7. 8.]]"
    assert moved != before
