"""No config, however it was damaged or made, stops the reader or keeps it busy."""

import copy
import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.errors import AutograderError
from autograder.topology.keras_config import read_config
from tests.keras_models import attention, sequential_twin, shared, siamese, stack, two_levels
from tests.topology.plain_configs import layer, model, refused, tensor


def endless():
    config = model(layer("y", ("x",)))
    config["layers"][1]["config"]["self"] = config
    return config


def deep():
    value = {}
    for _ in range(50_000):
        value = {"deeper": value}
    return model(layer("y", ("x",), value=value))


def doubling():
    value = []
    for _ in range(60):
        value = [value, value]
    return model(layer("y", ("x",), value=value))


HOSTILE = {
    "a cycle of dicts": (endless, "lists and dicts are nested more than 100 deep"),
    "a deep nest": (deep, "lists and dicts are nested more than 100 deep"),
    "a small dict that unfolds": (doubling, "it holds more than 500,000 values"),
    "a million layers": (
        lambda: {**model(), "layers": [layer("y", ("x",))] * 1_000_000},
        "it holds more than 500,000 values",
    ),
    "many layers": (
        lambda: model(*({"name": str(number)} for number in range(30_000))),
        "it has more than 20,000 layers",
    ),
    "a huge text": (lambda: {"layers": ["x" * 3_000_000]}, "a text is longer than 2,000,000"),
    "a huge name": (
        lambda: model(layer("y", ("z" * 1_000_000,))),
        f"it reads {'z' * 57}..., a call that the model lacks",
    ),
    "wide calls of a model called often": (
        lambda: model(
            {
                "module": "keras",
                "class_name": "Functional",
                "name": "inner",
                "config": model({**layer("y"), "inbound_nodes": [wide(2_000)]}),
                "inbound_nodes": [{"args": [tensor("x")], "kwargs": {}}] * 2_000,
            },
            outputs=("inner", 1, 0),
        ),
        "it makes more than 20,000 calls, or calls with far too many arguments",
    ),
}


def wide(count):
    return {"args": [[tensor("x")] * count], "kwargs": {}}


@pytest.mark.parametrize("trick", HOSTILE)
def test_hostile_configs_are_refused_soon(trick):
    """No config makes the reader run or grow without bound."""
    make, expected = HOSTILE[trick]
    config = make()
    start = time.monotonic()
    assert expected in refused(config).what
    # A bound, not a benchmark: what is guarded against would take hours.
    assert time.monotonic() - start < 30


SOUND = [
    json.loads(json.dumps(make().get_config()))
    for make in (stack, siamese, shared, two_levels, attention, sequential_twin)
]
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.floats(), st.text(max_size=3),
    st.lists(st.integers(0, 2), max_size=3),
    st.dictionaries(st.sampled_from(["class_name", "config", "name"]), st.text(max_size=3)),
)  # fmt: skip


def places(value, path=()):
    """The paths of everything inside a config."""
    children = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in children:
        yield (*path, key)
        if isinstance(child, (dict, list)):
            yield from places(child, (*path, key))


PLACES = [list(places(config)) for config in SOUND]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_config_is_read_or_refused(data):
    """Whatever is changed or dropped in a config, nothing but AutograderError is raised."""
    number = data.draw(st.integers(0, len(SOUND) - 1))
    config = copy.deepcopy(SOUND[number])
    for _ in range(data.draw(st.integers(1, 3))):
        target = config
        *path, last = data.draw(st.sampled_from(PLACES[number]))
        try:
            for key in path:
                target = target[key]
            if data.draw(st.booleans()):
                target[last] = data.draw(JUNK)
            else:
                del target[last]
        except (KeyError, IndexError, TypeError):
            continue
    try:
        topology = read_config(config)
    except AutograderError:
        return
    known = {call.id for call in topology.calls}
    for call in topology.calls:
        assert {argument.tensor.call for argument in call.arguments} <= known
    assert {end.tensor.call for end in (*topology.inputs, *topology.outputs)} <= known
    assert len(known) == len(topology.calls)
