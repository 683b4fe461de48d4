"""A cell whose model computes what is drawn, in another way."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from autograder.exercise.evidence import MIME
from autograder.notebook import cells
from tests.exercise.test_models import DOUBLED, doubled
from tests.keras_models import Input, Model, layers

TOML = '[doubled]\ntitle = "Twice a row"\nkind = "topology"\n'
SAID = (
    "Right: your model computes the same as the drawing. It is built another way.\n"
    "4 of 4 points.\n"
    "Given the same weights and inputs, both gave the same numbers, in use and in training. "
    "So this counts as right.\n"
    "What differs: the drawing has Add, and you have Multiply."
)


@pytest.fixture
def displayed(tmp_path, monkeypatch):
    """The bundles that cells display, in a lesson with one drawing."""
    (tmp_path / "topologies").mkdir()
    (tmp_path / "exercises.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "topologies" / "doubled.dot").write_text(DOUBLED, encoding="utf-8")
    bundles = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cells, "_display", bundles.append)
    return SimpleNamespace(bundles=bundles, folder=tmp_path)


def test_it_gets_its_points_and_is_told_so(displayed, capfd):
    """The graded cell shows what the mark will be, says why, and prints nothing."""
    doubled()
    capfd.readouterr()  # What TensorFlow says when the first model is built.

    points = cells.grade("doubled", doubled, points=4)

    [bundle] = displayed.bundles
    assert (points, bundle["text/plain"]) == (4.0, SAID)
    assert "It is built another way." in bundle["text/html"]
    assert MIME in bundle
    assert capfd.readouterr() == ("", "")


def test_a_drawing_that_demands_the_construction_is_heeded(displayed):
    """With the switch in the drawing the same model is not right yet."""
    demanding = DOUBLED.replace("{", "{ same_function=refuse;", 1)
    (displayed.folder / "topologies" / "doubled.dot").write_text(demanding, encoding="utf-8")

    cells.check("doubled", doubled)

    assert displayed.bundles[0]["text/plain"].startswith("Not yet: ")


def test_the_next_model_is_numbered_as_if_nothing_had_been_probed(displayed):
    """Names in the learner's next summary go on from their own."""

    def build():
        return [layer.name for layer in doubled().layers]

    first = build()
    cells.check("doubled", doubled)
    x = Input((6,))
    last = [layer.name for layer in Model(x, layers.Dense(2)(x * 2)).layers]

    # The check builds the learner's model once itself.
    assert [_number(name) for name in last] == [_number(name) + 2 for name in first]


def _number(name):
    end = name.rpartition("_")[2]
    return int(end) if end.isdigit() else 0
