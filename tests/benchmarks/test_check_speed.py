"""How long a learner waits: `check` with its drawing, and importing the kit."""

import subprocess
import sys

import pytest

from autograder.notebook import cells
from tests.keras_models import Input, Model, layers
from tests.lessons.lesson import ROOT

LESSON = ROOT / "solutions" / "03-branch-and-merge"


def _three_branches(middle):
    """Lesson 03's exercise; `middle` says what the middle branch reads."""

    def three_branches():
        image = Input((64,))
        left = layers.Dense(16, activation="tanh")(image)
        right = layers.Dense(16, activation="relu")({"image": image, "left": left}[middle])
        low = layers.Dense(8, activation="relu")(image)
        both = layers.Concatenate()([left, right, layers.Dense(8, activation="relu")(low)])
        return Model(image, layers.Dense(10, activation="softmax")(both))

    return three_branches


@pytest.mark.benchmark(group="check, from the call to the feedback")
@pytest.mark.parametrize(("middle", "hint"), [("image", 0), ("left", 0), ("left", 3)])
def test_check_a_model_of_a_lesson(benchmark, monkeypatch, middle, hint):
    """Building the model, reading it, judging, drawing; hint=3 draws the mistake too."""
    shown = []
    monkeypatch.chdir(LESSON)
    monkeypatch.setattr(cells, "_display", shown.append)

    benchmark(lambda: cells.check("three_branches", _three_branches(middle), hint=hint))
    assert shown[-1]["text/plain"].startswith("Right" if middle == "image" else "Not yet")
    assert "<svg" in shown[-1]["text/html"]


@pytest.mark.benchmark(group="import")
@pytest.mark.parametrize("program", ["pass", "import autograder"])
def test_import_the_kit(benchmark, program):
    """A new Python, without and with the kit; TensorFlow and Jupyter stay out."""

    def run():
        subprocess.run([sys.executable, "-c", program], check=True)

    benchmark.pedantic(run, rounds=20)
