"""Lesson 01: its figures are the measured ones, its cards are sorted by the graphs themselves."""

import csv
import re
from collections import defaultdict

import pytest

from autograder import Topology
from autograder.exercise.lesson import load_references
from tests.lessons.lesson import Lesson, run

LESSON = Lesson(name="01-sequential")
TABLES = {"iris": (15, 67), "breast_cancer": (31, 641)}


def measured(table):
    """Read one CSV: for each model its accuracies in the order of the seeds, and its size."""
    accuracies, parameters, majority = defaultdict(list), {}, set()
    with (LESSON.folder / "results" / f"{table}.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            accuracies[line["model"]].append(float(line["accuracy"]))
            parameters[line["model"]] = int(line["parameters"])
            majority.add(float(line["majority"]))
    return accuracies, parameters, majority


def source(id):
    return next(cell.source for cell in LESSON.source.cells if cell.id == id)


@pytest.mark.parametrize("table", TABLES)
def test_the_text_gives_the_ranges_that_were_measured(table):
    """Ranges over five seeds, sizes and the majority are those of the CSV file."""
    accuracies, parameters, majority = measured(table)
    text = source("results")

    assert {len(values) for values in accuracies.values()} == {5}
    one, flat = (
        f"{model} {min(accuracies[model]):.3f} to {max(accuracies[model]):.3f}"
        for model in ("one Dense", "flat stack")
    )
    assert f"- **{table}:** {one}, {flat}." in text
    assert tuple(parameters.values()) == TABLES[table]
    (share,) = majority
    assert f"{share:.3f} on {table}" in text


def test_the_text_compares_seed_by_seed():
    """Who was ahead how often is counted from the CSV files."""
    cancer, iris = (
        [
            round(flat - one, 6)
            for one, flat in zip(found["one Dense"], found["flat stack"], strict=True)
        ]
        for found in (measured("breast_cancer")[0], measured("iris")[0])
    )

    assert [sum(gap > 0 for gap in cancer), sum(gap < 0 for gap in cancer)] == [2, 2]
    assert sum(gap > 0 for gap in iris) == 3
    assert {round(gap * 45) for gap in iris} == {0, 1, 2}


def test_the_text_states_nothing_else():
    """Every figure of three decimals in the text is one of those measured."""
    known = {"0.626", "0.333"}
    for table in TABLES:
        for values in measured(table)[0].values():
            known |= {f"{min(values):.3f}", f"{max(values):.3f}"}

    assert set(re.findall(r"\b[01]\.\d{3}\b", source("results"))) <= known


def is_flat(topology):
    """Say whether one tensor goes in, each call reads the one before, and the last comes out."""
    first, *rest = topology.calls
    last = first.id
    for call in rest:
        if [argument.tensor.call for argument in call.arguments] != [last]:
            return False
        last = call.id
    return len(topology.inputs) == 1 and [end.tensor.call for end in topology.outputs] == [last]


def test_the_cards_are_sorted_by_their_graphs():
    """The reference calls exactly those cards flat stacks that are."""
    cards = load_references(LESSON.folder)["sort_cards"]
    files = {
        card: Topology.from_dot(LESSON.folder / "cards" / f"card_{card.lower()}.dot")
        for card in cards
    }

    assert {card: is_flat(drawn) for card, drawn in files.items()} == {
        card: answer == "flat stack" for card, answer in cards.items()
    }


WHAT_CELLS_PRINT = {
    "no-input-run": """\
before any data: 0 arrays
after 4 columns: 4 arrays, 67 parameters
after 5 columns: 4 arrays, 75 parameters
""",
    "spot-sequential-test": """\
works: a stack in a stack, 171 parameters
works: the same layer three times, 72 parameters
works: a residual block as one layer, 99 parameters
works: a model with two outputs at the end, 108 parameters
error: Add in the middle. A merge layer should be called on a list of inputs. """
    "Received: input_shape=(None, 8) (not a list of shapes)\n",
    "spot-input-shape-test": """\
67 parameters
Keras warns: Do not pass an `input_shape`/`input_dim` argument to a layer. When using Sequential """
    "models, prefer using an `Input(shape)` object as the first layer in the model instead.\n",
    "spot-star-test": """\
W has shape (4, 8), inputs (150, 4), b (8,)
W * inputs + b: an error, the shapes do not fit
W @ inputs + b: an error, the shapes do not fit
inputs @ W + b: a result of shape (150, 8)
""",
    "spot-softmax-test": """\
right class 0: loss 1.10, with from_logits=True 0.33
right class 1: loss 1.10, with from_logits=True 1.33
right class 2: loss 1.10, with from_logits=True 4.33
""",
}


@pytest.mark.parametrize("id", WHAT_CELLS_PRINT)
def test_the_claims_are_answered_as_the_text_says(id, capsys):
    """Each cell that tests a sentence prints what the text below it explains."""
    space = {}
    run(source("imports"), space, name="test imports")
    run("W, b = np.zeros((4, 8)), np.zeros(8)", space, name="test weights")
    capsys.readouterr()
    run(source(id), space, name=f"test {id}")

    assert capsys.readouterr().out == WHAT_CELLS_PRINT[id]
