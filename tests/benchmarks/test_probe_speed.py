"""How long the same-function probe takes, beside the verdict; nothing is asserted of times."""

from dataclasses import replace

import keras
import pytest

from autograder.probe import ProbeProcess, probe_here
from autograder.probe.limits import HERE
from tests.probe.other_ways import STAYS
from tests.probe.ways import PASSES, compared

PATIENT = replace(HERE, seconds=60.0)
MNIST = (28, 28, 1)


def _mnist(padded):
    """Return a way to build a small network for pictures."""

    def way(n, _, x):
        if padded:
            x = n.Conv2D(32, 3, activation="relu")(n.ZeroPadding2D(1)(x))
        else:
            x = n.Conv2D(32, 3, activation="relu", padding="same")(x)
        x = n.Conv2D(32, 3, activation="relu")(n.MaxPooling2D()(x))
        return n.Dense(10, activation="softmax")(n.Dense(64)(n.Flatten()(n.MaxPooling2D()(x))))

    return way


def _words(sliced):
    """Return a way to build a small network for sentences of 40 words."""

    def way(n, _, x):
        x = n.Embedding(2000, 16)(x)
        x = n.LSTM(16, return_sequences=sliced)(x)
        return n.Dense(1, activation="sigmoid")(x[:, -1] if sliced else x)

    return way


def _resnet(pooled):
    """Return ResNet50 with its global average written one way or another."""

    def way(n, o, x):
        inner = keras.applications.ResNet50(include_top=False, weights=None, input_tensor=x).output
        mean = n.GlobalAveragePooling2D()(inner) if pooled else o.mean(o.mean(inner, 1), 1)
        return n.Dense(10, activation="softmax")(mean)

    return way


CASES = {
    "no numbers needed": STAYS["no bias"][:3],
    "told apart at once": STAYS["three times for twice"][:3],
    "equal: shared layer": PASSES["a shared layer on one long batch"],
    "equal: attention": PASSES["attention of heads by hand"],
    "equal: pictures of 28 by 28": ([MNIST], _mnist(padded=False), _mnist(padded=True)),
    "equal: LSTM over 40 words": ([(40,)], _words(sliced=False), _words(sliced=True)),
}


@pytest.mark.benchmark(group="the probe in the notebook")
@pytest.mark.parametrize("name", CASES)
def test_probe_here(benchmark, name):
    """What an incorrect verdict waits for the probe, without the notebook's limit of time."""
    case = compared(*CASES[name])

    answer = benchmark(lambda: probe_here(*case, limits=PATIENT))

    assert answer.same == name.startswith("equal"), answer.reason


@pytest.mark.benchmark(group="the probe in a process of its own")
@pytest.mark.parametrize("name", ["first", "further", "ResNet50"])
def test_probe_in_a_process(benchmark, name):
    """The first request starts the process; ResNet50 has pictures of 224 by 224."""
    shapes, drawing, learner = PASSES["relu of relu"]
    if name == "ResNet50":
        shapes, drawing, learner = [(224, 224, 3)], _resnet(pooled=True), _resnet(pooled=False)
    case = compared(shapes, drawing, learner)
    with ProbeProcess() as probe:
        if name != "first":
            probe(*compared(*PASSES["relu of relu"]))

        answer = benchmark.pedantic(lambda: probe(*case), rounds=1)

    assert answer.same, answer.reason
