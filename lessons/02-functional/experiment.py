"""Lesson 02's measurement: when do a Sequential and its functional twin give the same numbers?

    python experiment.py

builds both for breast_cancer, copies the weights, trains both, with and without Dropout, with the
seeds 0 to 4, and writes results/*.csv beside this file, in about a minute on two cores. The
notebook runs one more seed with these functions.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import keras
import numpy as np
from keras import Input, Model, Sequential, layers
from sklearn.datasets import load_breast_cancer
from sklearn.preprocessing import StandardScaler

SEEDS = range(5)
EPOCHS = 20
RESULTS = Path(__file__).parent / "results"


def tumours() -> tuple[np.ndarray, np.ndarray]:
    """Return the 569 rows of breast_cancer with scaled columns, and the classes."""
    x, y = load_breast_cancer(return_X_y=True)
    return StandardScaler().fit_transform(x), y


def as_list(*, dropout: bool = False) -> Sequential:
    between = [layers.Dropout(0.2)] if dropout else []
    return Sequential(
        [
            Input(shape=(30,)),
            layers.Dense(16, activation="relu"),
            *between,
            layers.Dense(8, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


def as_function(*, dropout: bool = False) -> Model:
    row = Input(shape=(30,))
    x = layers.Dense(16, activation="relu")(row)
    if dropout:
        x = layers.Dropout(0.2)(x)
    x = layers.Dense(8, activation="relu")(x)
    return Model(row, layers.Dense(1, activation="sigmoid")(x))


def in_one_line() -> Model:
    row = Input(shape=(30,))
    first, second, third = (16, "relu"), (8, "relu"), (1, "sigmoid")
    dense = layers.Dense
    return Model(row, dense(*third)(dense(*second)(dense(*first)(row))))


def largest_gap(one: Model, other: Model) -> float:
    """Return the largest difference between the answers of two models."""
    x, _ = tumours()
    return float(np.abs(one(x).numpy() - other(x).numpy()).max())


def losses(model: Model, seed: int) -> list[float]:
    """Train for 20 epochs and return the loss of each; `seed` decides the order of the rows."""
    x, y = tumours()
    keras.utils.set_random_seed(seed)
    # The same arithmetic as one step at a time, with fewer stops in between.
    model.compile(optimizer="adam", loss="binary_crossentropy", steps_per_execution=18)
    return model.fit(x, y, epochs=EPOCHS, batch_size=32, verbose=0).history["loss"]


def twins(seed: int, *, dropout: bool) -> dict[str, float]:
    """Compare a Sequential and its functional twin: made, after copying, after training."""
    keras.utils.set_random_seed(seed)
    one, other = as_list(dropout=dropout), as_function(dropout=dropout)
    made = largest_gap(one, other)
    other.set_weights(one.get_weights())
    copied = largest_gap(one, other)
    pairs = list(zip(losses(one, seed), losses(other, seed), strict=True))
    return {
        "gap when made": made,
        "gap after copying": copied,
        "epochs with equal loss": sum(a == b for a, b in pairs),
        "gap after training": largest_gap(one, other),
    }


def same_start(
    seed: int, build_one: Callable[[], Model], build_other: Callable[[], Model]
) -> list[bool]:
    """Return for each Dense layer whether both models have the same first weights."""
    found = []
    for build in (build_one, build_other):
        keras.utils.set_random_seed(seed)
        found.append(build().get_weights()[::2])
    return [bool(np.array_equal(a, b)) for a, b in zip(*found, strict=True)]


def measure_twins() -> None:
    with (RESULTS / "twins.csv").open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        for dropout in (False, True):
            for seed in SEEDS:
                found = twins(seed, dropout=dropout)
                if not dropout and seed == 0:
                    lines.writerow(["dropout", "seed", *found])
                lines.writerow([0.2 if dropout else 0, seed, *(f"{v:.6g}" for v in found.values())])


def measure_order() -> None:
    with (RESULTS / "order.csv").open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["written", "seed", "first", "second", "third"])
        for written, build in (("line by line", as_function), ("in one line", in_one_line)):
            for seed in SEEDS:
                same = same_start(seed, as_list, build)
                lines.writerow([written, seed, *("same" if s else "other" for s in same)])


if __name__ == "__main__":
    RESULTS.mkdir(exist_ok=True)
    measure_order()
    measure_twins()
