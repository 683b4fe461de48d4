"""What a lesson's notebook does, it does in a sandbox too."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.exercise.evidence import MIME
from tests.grading.kernels import Kernel

LESSON = Path(__file__).parents[3] / "lessons" / "03-branch-and-merge"
MODEL = """
import keras
left = keras.Input((8,))
model = keras.Model(left, keras.layers.Dense(2)(keras.layers.Dense(4, activation="relu")(left)))
"""


@pytest.fixture(scope="module")
def walled():
    """A sandboxed kernel in a lesson's folder, started as the lesson starts."""
    started = Kernel(LESSON)
    started.started = started.run("from autograder.doctor import ready\nready()")
    started.built = started.run(MODEL)
    yield started
    started.end()


def test_the_first_cell_says_ready(walled):
    """The kit, Keras and the drawing library are found."""
    assert walled.started.stdout.startswith("Ready: Python ")
    assert walled.started.stdout.endswith(", drawing works.\n")
    assert (walled.started.stderr, walled.built.stderr, walled.built.error) == ("", "", "")


def test_a_model_is_drawn(walled):
    """`show` draws with Graphviz, whose libraries and fonts are outside the own folder."""
    found = walled.run("from autograder import show\nshow(model)")
    assert (found.error, found.stderr) == ("", "")
    assert any("<svg" in str(data) for data in found.shown)


def test_a_model_is_trained_saved_and_loaded(walled):
    """`fit` runs, and files go where a lesson puts them."""
    code = """
    import numpy
    model.compile(optimizer="adam", loss="mse")
    model.fit(numpy.ones((64, 8)), numpy.ones((64, 2)), epochs=2, verbose=0)
    model.save("model.keras")
    len(keras.models.load_model("model.keras").layers)
    """
    assert walled.run(code).result == "3"


def test_a_plot_is_drawn(walled):
    """matplotlib finds its fonts and draws."""
    found = walled.run(
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('T')\nplt.show()"
    )
    assert (found.error, found.stderr) == ("", "")
    assert [sorted(data) for data in found.shown] == [["image/png", "text/plain"]]


def test_an_exercise_is_checked_and_graded(walled):
    """`check` and `grade` find the lesson's files, and evidence comes out."""
    walled.run("def three_branches():\n    return model")
    found = walled.run("from autograder import check\ncheck('three_branches', three_branches)")
    assert found.error == ""
    assert found.shown
    found = walled.run(
        "from autograder import grade\ngrade('three_branches', three_branches, points=8)"
    )
    assert found.error == ""
    assert 0.0 <= float(found.result) < 8.0
    assert [MIME in data for data in found.shown].count(True) == 1
