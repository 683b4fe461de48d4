"""Lesson 01's measurement: what hidden layers add on two tables of numbers, over five seeds.

    python experiment.py

trains a single Dense layer and a flat stack on iris and on breast_cancer with the seeds 0 to 4 and
writes results/*.csv beside this file, in about a minute on two cores. A seed decides the test rows,
the first weights and the order of the rows. The notebook trains one more seed with these functions.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import keras
import numpy as np
from keras import Input, Sequential, layers
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

SEEDS = range(5)
EPOCHS = {"iris": 40, "breast_cancer": 20}
BATCH = {"iris": 16, "breast_cancer": 32}
RESULTS = Path(__file__).parent / "results"


class Data(NamedTuple):
    """Rows to learn from and rows to test on."""

    train_x: np.ndarray
    test_x: np.ndarray
    train_y: np.ndarray
    test_y: np.ndarray

    def majority(self) -> float:
        """Return the accuracy on the test rows of always naming the most frequent class."""
        return float(np.mean(self.test_y == np.bincount(self.train_y).argmax()))


def load(name: str, seed: int) -> Data:
    """Return the rows of a data set, scaled by the training rows; 30 % to test on."""
    source = {"iris": load_iris, "breast_cancer": load_breast_cancer}[name]
    x, y = source(return_X_y=True)
    data = Data(*train_test_split(x, y, test_size=0.3, stratify=y, random_state=seed))
    scaler = StandardScaler().fit(data.train_x)
    return data._replace(
        train_x=scaler.transform(data.train_x), test_x=scaler.transform(data.test_x)
    )


def iris(hidden: list[int]) -> Sequential:
    return Sequential([Input(shape=(4,)), *relu(hidden), layers.Dense(3, activation="softmax")])


def breast_cancer(hidden: list[int]) -> Sequential:
    return Sequential([Input(shape=(30,)), *relu(hidden), layers.Dense(1, activation="sigmoid")])


def relu(widths: list[int]) -> list[layers.Layer]:
    return [layers.Dense(width, activation="relu") for width in widths]


MODELS: dict[str, dict[str, Callable[[], Sequential]]] = {
    "iris": {"one Dense": lambda: iris([]), "flat stack": lambda: iris([8])},
    "breast_cancer": {
        "one Dense": lambda: breast_cancer([]),
        "flat stack": lambda: breast_cancer([16, 8]),
    },
}


def trained(name: str, model_name: str, seed: int) -> tuple[int, float]:
    """Train a model; return its number of parameters and its accuracy on the test rows."""
    data = load(name, seed)
    keras.utils.set_random_seed(seed)
    model = MODELS[name][model_name]()
    yes_or_no = model.output_shape[-1] == 1
    model.compile(
        optimizer=keras.optimizers.Adam(0.02),
        loss="binary_crossentropy" if yes_or_no else "sparse_categorical_crossentropy",
        metrics=["accuracy"],
        steps_per_execution=13,  # the same arithmetic, with fewer stops in between
    )
    model.fit(data.train_x, data.train_y, epochs=EPOCHS[name], batch_size=BATCH[name], verbose=0)
    return model.count_params(), float(model.evaluate(data.test_x, data.test_y, verbose=0)[1])


def measure(name: str) -> None:
    """Write results/NAME.csv: one line for every model and seed."""
    RESULTS.mkdir(exist_ok=True)
    with (RESULTS / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["model", "parameters", "seed", "accuracy", "majority"])
        for model_name in MODELS[name]:
            for seed in SEEDS:
                parameters, accuracy = trained(name, model_name, seed)
                majority = load(name, seed).majority()
                lines.writerow([model_name, parameters, seed, f"{accuracy:.6f}", f"{majority:.6f}"])


if __name__ == "__main__":
    for data_set in MODELS:
        measure(data_set)
