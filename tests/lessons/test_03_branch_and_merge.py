"""Lesson 03: its figures are the measured ones, and what was measured is what it draws."""

import csv
import importlib.util
import re
from collections import defaultdict
from statistics import mean

import pytest

from autograder import judge
from autograder.exercise.lesson import expected_topology
from tests.lessons.lesson import Lesson, run

LESSON = Lesson(name="03-branch-and-merge")
TABLES = ("views", "three_branches", "wide_and_deep")


def measured(table):
    """Read one CSV: for each model its number of parameters and its accuracies."""
    parameters, accuracies = {}, defaultdict(list)
    with (LESSON.folder / "results" / f"{table}.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            parameters[line["model"]] = int(line["parameters"])
            accuracies[line["model"]].append(float(line["accuracy"]))
    return parameters, accuracies


def three(number):
    return f"{number:.3f}"


def ranges(table):
    """Return lowest, mean and highest accuracy of each model of a table."""
    return {
        model: (three(min(values)), three(mean(values)), three(max(values)))
        for model, values in measured(table)[1].items()
    }


@pytest.fixture(scope="module")
def results():
    """The text that says what was measured."""
    return next(cell.source for cell in LESSON.source.cells if cell.id == "results")


@pytest.fixture(scope="module")
def experiment():
    """The module that made the CSV files."""
    spec = importlib.util.spec_from_file_location("experiment", LESSON.folder / "experiment.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("table", TABLES)
def test_every_model_was_trained_with_five_seeds(table):
    """Each model of a table has five accuracies."""
    assert {len(values) for values in measured(table)[1].values()} == {5}


def test_the_text_gives_the_ranges_that_were_measured(results):
    """The ranges of the views and the rows of the second table are those of the CSV files."""
    views = ranges("views")
    for model in ("rows alone", "both, one Dense(22)", "both, one Dense(32)", "both, two branches"):
        low, _, high = views[model]
        assert re.search(rf"{low}\s+to\s+{high}", results), model
    for table in ("three_branches", "wide_and_deep"):
        parameters, _ = measured(table)
        for model, (low, middle, high) in ranges(table).items():
            assert f"| {model} | {parameters[model]:,} | {low} | {middle} | {high} |" in results


def test_the_text_gives_the_gains_that_were_measured(results):
    """The rises by the second view and by the branches, and their spread, are as measured."""
    _, views = measured("views")
    one, two = views["both, one Dense(22)"], views["both, two branches"]
    rivals = (one, views["both, one Dense(23)"])
    ahead = [mine - other for rival in rivals for mine, other in zip(two, rival, strict=True)]

    assert f"rises by {three(mean(one) - mean(views['rows alone']))}" in results
    assert f"rises by {three(mean(two) - mean(one))}" in results
    assert re.search(rf"{three(min(ahead))}\s+to\s+{three(max(ahead))}", results)


def test_the_text_states_nothing_else(results):
    """Every figure of three decimals in the text is one of those measured or of the set-up."""
    known = {"0.005", "0.102", "0.626", "0.108", "0.016", "0.002", "0.028"}
    for table in TABLES:
        known |= {number for row in ranges(table).values() for number in row}

    assert set(re.findall(r"\b0\.\d{3}\b", results)) <= known


def test_rivals_are_about_as_large():
    """Models that are compared differ by at most 2.5 % in their parameters."""
    views = measured("views")[0]
    others = {"both, one Dense(32)"}
    sizes = [size for model, size in views.items() if model not in others]
    assert max(sizes) / 618 < 1.025
    assert min(sizes) / 618 > 0.975
    assert views["both, one Dense(22)"] < 618 < views["both, one Dense(23)"]

    three_branches, wide = measured("three_branches")[0], measured("wide_and_deep")[0]
    assert (
        abs(three_branches["three branches"] / three_branches["plain stack, Dense(41)"] - 1) < 0.02
    )
    assert abs(wide["wide and deep"] / wide["deep alone"] - 1) < 0.02


def test_the_worked_example_is_the_model_that_was_measured(experiment):
    """The function in the notebook and the one in experiment.py build the same topology."""
    space = {}
    for cell in LESSON.source.cells:
        if cell.id in {"imports", "two-views"}:
            run(cell.source, space, name=f"test {cell.id}")

    shown = space["two_views"]()

    assert judge(shown, experiment.two_branches()).outcome == "correct"
    assert shown.count_params() == 618


def test_the_wide_and_deep_that_was_measured_is_the_one_drawn(experiment):
    """The model measured on breast_cancer is exercise 3 with its first sizes."""
    drawn = expected_topology(LESSON.folder, LESSON.exercises["wide_and_deep"])

    assert judge(drawn, experiment.wide_and_deep()).outcome == "correct"


def test_the_three_branches_that_were_measured_are_those_drawn(experiment):
    """The model measured on the pixels is exercise 1."""
    drawn = expected_topology(LESSON.folder, LESSON.exercises["three_branches"])

    assert judge(drawn, experiment.three_branches()).outcome == "correct"
