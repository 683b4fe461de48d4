"""Lesson 03's measurements: what a second view and a branch add, over five seeds.

    python experiment.py

trains every model below with the seeds 0 to 4 and writes results/*.csv beside this file, in about
six minutes on two cores. The notebook trains one more seed with the same functions.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import keras
import numpy as np
from keras import Input, Model, layers, ops
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

SEEDS = range(5)
EPOCHS = 40
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


def digits(seed: int) -> Data:
    """Return scikit-learn's 1,797 digits, 8 x 8 with values from 0 to 1; 30 % to test on."""
    data = load_digits()
    return Data(
        *train_test_split(
            data.images / 16, data.target, test_size=0.3, stratify=data.target, random_state=seed
        )
    )


def pixels(seed: int) -> Data:
    """Return the same images, each as one line of 64 numbers."""
    data = digits(seed)
    return data._replace(train_x=data.train_x.reshape(-1, 64), test_x=data.test_x.reshape(-1, 64))


def tumours(seed: int) -> Data:
    """Return the 569 rows of breast_cancer, scaled by the training rows; 30 % to test on."""
    x, y = load_breast_cancer(return_X_y=True)
    data = Data(*train_test_split(x, y, test_size=0.3, stratify=y, random_state=seed))
    scaler = StandardScaler().fit(data.train_x)
    return data._replace(
        train_x=scaler.transform(data.train_x), test_x=scaler.transform(data.test_x)
    )


def relu(units: int) -> layers.Layer:
    return layers.Dense(units, activation="relu")


def classified(image: keras.KerasTensor, hidden: keras.KerasTensor) -> Model:
    return Model(image, layers.Dense(10, activation="softmax")(hidden))


def rows_alone() -> Model:
    image = Input(shape=(8, 8))
    return classified(image, relu(32)(ops.mean(image, axis=2)))


def columns_alone() -> Model:
    image = Input(shape=(8, 8))
    return classified(image, relu(32)(ops.mean(image, axis=1)))


def two_branches() -> Model:
    image = Input(shape=(8, 8))
    rows = relu(16)(ops.mean(image, axis=2))
    columns = relu(16)(ops.mean(image, axis=1))
    return classified(image, layers.Concatenate()([rows, columns]))


def one_layer(units: int) -> Model:
    image = Input(shape=(8, 8))
    views = layers.Concatenate()([ops.mean(image, axis=2), ops.mean(image, axis=1)])
    return classified(image, relu(units)(views))


def three_branches() -> Model:
    image = Input(shape=(64,))
    left = layers.Dense(16, activation="tanh")(image)
    return classified(image, layers.Concatenate()([left, relu(16)(image), relu(8)(relu(8)(image))]))


def plain_stack() -> Model:
    image = Input(shape=(64,))
    return classified(image, relu(41)(image))


def wide() -> Model:
    row = Input(shape=(30,))
    return Model(row, layers.Dense(1, activation="sigmoid")(row))


def deep() -> Model:
    row = Input(shape=(30,))
    return Model(row, layers.Dense(1, activation="sigmoid")(relu(8)(relu(17)(row))))


def wide_and_deep() -> Model:
    row = Input(shape=(30,))
    both = layers.Concatenate()([row, relu(8)(relu(16)(row))])
    return Model(row, layers.Dense(1, activation="sigmoid")(both))


VIEWS: dict[str, Callable[[], Model]] = {
    "columns alone": columns_alone,
    "rows alone": rows_alone,
    "both, one Dense(22)": lambda: one_layer(22),
    "both, one Dense(23)": lambda: one_layer(23),
    "both, one Dense(32)": lambda: one_layer(32),
    "both, two branches": two_branches,
}
THREE: dict[str, Callable[[], Model]] = {
    "plain stack, Dense(41)": plain_stack,
    "three branches": three_branches,
}
WIDE_AND_DEEP: dict[str, Callable[[], Model]] = {
    "wide alone": wide,
    "deep alone": deep,
    "wide and deep": wide_and_deep,
}


def trained(build: Callable[[], Model], data: Data, seed: int) -> tuple[int, float]:
    """Train a model; return its number of parameters and its accuracy on the test rows."""
    keras.utils.set_random_seed(seed)
    model = build()
    yes_or_no = model.output_shape[-1] == 1
    model.compile(
        optimizer=keras.optimizers.Adam(0.005),
        loss="binary_crossentropy" if yes_or_no else "sparse_categorical_crossentropy",
        metrics=["accuracy"],
        steps_per_execution=40,  # the same arithmetic, with fewer stops in between
    )
    model.fit(data.train_x, data.train_y, epochs=EPOCHS, batch_size=32, verbose=0)
    return model.count_params(), model.evaluate(data.test_x, data.test_y, verbose=0)[1]


def measure(name: str, models: dict[str, Callable[[], Model]], load: Callable[[int], Data]) -> None:
    """Write results/NAME.csv: one line for every model and seed."""
    RESULTS.mkdir(exist_ok=True)
    with (RESULTS / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["model", "parameters", "seed", "accuracy", "majority"])
        for model, build in models.items():
            for seed in SEEDS:
                data = load(seed)
                parameters, accuracy = trained(build, data, seed)
                lines.writerow(
                    [model, parameters, seed, f"{accuracy:.6f}", f"{data.majority():.6f}"]
                )


if __name__ == "__main__":
    measure("views", VIEWS, digits)
    measure("three_branches", THREE, pixels)
    measure("wide_and_deep", WIDE_AND_DEEP, tumours)
