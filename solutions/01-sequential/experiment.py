"""Lesson 01's measurement: what hidden layers add on two tables of numbers, over five seeds.

    python experiment.py

trains a single Dense layer and a flat stack on iris and on breast_cancer with the seeds 0 to 4 and
writes results/stacks.csv beside this file, in about a minute on two cores. A seed chooses the
test rows, the first weights and the order of the batches.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import Input, Sequential, layers
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

SEEDS = range(5)
LEARNING_RATE = 0.02
RESULTS = Path(__file__).parent / "results" / "stacks.csv"


class Table(NamedTuple):
    """A data set and how both models are trained on it; `outputs` is 1 for two classes."""

    outputs: int
    hidden: tuple[int, ...]
    epochs: int
    batch: int


TABLES = {
    "iris": Table(outputs=3, hidden=(8,), epochs=40, batch=16),
    "breast_cancer": Table(outputs=1, hidden=(16, 8), epochs=20, batch=32),
}


class Rows(NamedTuple):
    """Rows to learn from and rows to test on."""

    train_x: np.ndarray
    test_x: np.ndarray
    train_y: np.ndarray
    test_y: np.ndarray


def load(name: str, seed: int) -> Rows:
    """Return the rows of a data set, scaled by the training rows; 30 % to test on."""
    source = {"iris": load_iris, "breast_cancer": load_breast_cancer}[name]
    x, y = source(return_X_y=True)
    rows = Rows(*train_test_split(x, y, test_size=0.3, stratify=y, random_state=seed))
    scaler = StandardScaler().fit(rows.train_x)
    return rows._replace(
        train_x=scaler.transform(rows.train_x), test_x=scaler.transform(rows.test_x)
    )


def stack(features: int, hidden: tuple[int, ...], outputs: int) -> Sequential:
    """Return relu layers of the widths `hidden` before one output layer."""
    inner = [layers.Dense(width, activation="relu") for width in hidden]
    last = layers.Dense(outputs, activation="sigmoid" if outputs == 1 else "softmax")
    return Sequential([Input(shape=(features,)), *inner, last])


def test_accuracy(name: str, hidden: tuple[int, ...], seed: int) -> tuple[int, float]:
    """Train one model; return its number of parameters and its accuracy on the test rows."""
    table, rows = TABLES[name], load(name, seed)
    keras.utils.set_random_seed(seed)
    model = stack(rows.train_x.shape[1], hidden, table.outputs)
    kind = "binary_crossentropy" if table.outputs == 1 else "sparse_categorical_crossentropy"
    model.compile(keras.optimizers.Adam(LEARNING_RATE), loss=kind, metrics=["accuracy"])
    model.fit(rows.train_x, rows.train_y, epochs=table.epochs, batch_size=table.batch, verbose=0)
    return model.count_params(), float(model.evaluate(rows.test_x, rows.test_y, verbose=0)[1])


def majority(name: str, seed: int) -> float:
    """Return the accuracy on the test rows of always naming the most frequent class."""
    rows = load(name, seed)
    return float(np.mean(rows.test_y == np.bincount(rows.train_y).argmax()))


def recorded(name: str) -> dict[str, list[float]]:
    """Return the committed accuracies of a data set, by model, in the order of the seeds."""
    found: dict[str, list[float]] = {}
    with RESULTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["data"] == name:
                found.setdefault(row["model"], []).append(float(row["test_accuracy"]))
    return found


def show_runs(name: str, mine: dict[str, float] | None = None) -> None:
    """Plot the committed seeds as dots and one's own run as a diamond; print both as a table."""
    models, own = recorded(name), mine or {}
    chance = max(models.pop("majority"))
    figure, axes = plt.subplots(figsize=(8, 2.2))
    for height, (model, values) in enumerate(models.items()):
        axes.plot(values, [height] * len(values), "o", color="tab:blue", alpha=0.6, markersize=9)
        if model in own:
            axes.plot(own[model], height, "D", color="black", fillstyle="none", markersize=12)
    axes.set_yticks(range(len(models)), models, fontsize=12)
    axes.tick_params(axis="x", labelsize=12)
    axes.set_xlabel(f"accuracy on the test rows of {name}", fontsize=12)
    axes.set_ylim(len(models) - 0.5, -0.5)
    figure.tight_layout()
    plt.show()
    print(f"{name:14}" + "".join(f"  seed {seed}" for seed in SEEDS) + ("   yours" if own else ""))
    for model, values in models.items():
        cells = "".join(f"{value:8.3f}" for value in values)
        print(f"{model:14}{cells}" + (f"{own[model]:8.3f}" if model in own else ""))
    print(f"always naming the most frequent class: {chance:.3f}")


def main() -> None:
    with RESULTS.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["data", "model", "parameters", "seed", "test_accuracy"])
        for name, table in TABLES.items():
            for seed in SEEDS:
                writer.writerow([name, "majority", 0, seed, f"{majority(name, seed):.3f}"])
            for model, hidden in (("one Dense", ()), ("flat stack", table.hidden)):
                for seed in SEEDS:
                    parameters, accuracy = test_accuracy(name, hidden, seed)
                    row = [name, model, parameters, seed, f"{accuracy:.3f}"]
                    writer.writerow(row)
                    print(*row)


if __name__ == "__main__":
    main()
