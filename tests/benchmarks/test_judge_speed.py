"""How long a verdict takes; `pytest tests/benchmarks --benchmark-only`, nothing is asserted.

Each group's table gives in brackets how many times as long the larger graphs take. Beside other
work on the machine `--benchmark-timer=time.process_time` tells more than the clock.
"""

import pytest

from autograder.diagnosis.judge import judge
from autograder.topology.normal_form import normalise
from tests.topology.build import call, dense, graph, inp
from tests.topology.random_graphs import edited, respelt


def _residual(*blocks):
    """Return a residual network of bottleneck blocks; (3, 4, 6, 3) is ResNet50's."""
    calls = {"x": inp(224, 224, 3), "stem": call("Conv2D", "x", filters=64, kernel_size=7)}
    last = "stem"
    for stage, count in enumerate(blocks):
        for at in range(count):
            last = _block(calls, f"s{stage}b{at}", last, 64 * 2**stage, project=at == 0)
    calls["pool"] = call("GlobalAveragePooling2D", last)
    calls["score"] = dense("pool", 1000, activation="softmax")
    return graph(**calls)


def _block(calls, name, last, width, *, project):
    step = last
    for at, (filters, size) in enumerate([(width, 1), (width, 3), (4 * width, 1)]):
        calls[f"{name}c{at}"] = call("Conv2D", step, filters=filters, kernel_size=size)
        calls[f"{name}n{at}"] = call("BatchNormalization", f"{name}c{at}")
        step = f"{name}n{at}"
        if at < 2:  # the last one is followed by the sum
            calls[f"{name}r{at}"] = call("ReLU", step)
            step = f"{name}r{at}"
    if project:
        calls[f"{name}p"] = call("Conv2D", last, filters=4 * width, kernel_size=1)
        last = f"{name}p"
    calls[f"{name}s"] = call("Add", last, step)
    calls[f"{name}o"] = call("ReLU", f"{name}s")
    return f"{name}o"


def _lesson():
    return graph(
        image=inp(64),
        left=dense("image", 16, activation="tanh"),
        right=dense("image", 16, activation="relu"),
        first=dense("image", 8, activation="relu"),
        second=dense("first", 8, activation="relu"),
        both=call("Concatenate", "left", "right", "second"),
        digit=dense("both", 10, activation="softmax"),
    )


GRAPHS = {
    "lesson": _lesson,
    "100 calls": lambda: _residual(1, 3, 3, 2),
    "ResNet50": lambda: _residual(3, 4, 6, 3),
    "1000 calls": lambda: _residual(10, 30, 40, 20),
}


@pytest.fixture(params=GRAPHS)
def drawing(request):
    return GRAPHS[request.param]()


@pytest.mark.benchmark(group="judge, equal")
def test_judge_a_respelt_copy(benchmark, drawing):
    """The whole verdict on a graph written another way."""
    learner = respelt(drawing, 1)
    assert benchmark(lambda: judge(drawing, learner)).passed


@pytest.mark.parametrize("edits", [1, 5])
def test_judge_mistakes(benchmark, drawing, edits):
    """The whole verdict on a graph with mistakes in it, its findings included."""
    benchmark.group = f"judge, {edits} edit{'s' * (edits > 1)}"
    learner, made, seed = drawing, 0, 0
    while made < edits:
        seed += 1
        other = edited(learner, seed)
        # An edit of the ends may throw most of the graph away, which makes the job easy.
        if len(normalise(other).calls) > 0.9 * len(normalise(drawing).calls):
            learner, made = other, made + 1
    turned = respelt(learner, 1)

    verdict = benchmark(lambda: judge(drawing, turned))
    assert verdict.passed == (not verdict.findings)
