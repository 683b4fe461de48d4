"""Configs written by hand: the least that the reader takes, to be broken one way at a time."""

import pytest

from autograder.errors import AutograderError
from autograder.topology.keras_config import read_config


def tensor(layer, use=0, result=0):
    history = [layer, use, result]
    return {
        "class_name": "__keras_tensor__",
        "config": {"shape": [None, 2], "keras_history": history},
    }


def layer(name, *sources, class_name="Dense", **config):
    nodes = [{"args": [tensor(*source)], "kwargs": {}} for source in sources]
    if class_name == "InputLayer":
        config["batch_shape"] = [None, 2]
    return {
        "module": "keras.layers",
        "class_name": class_name,
        "config": {"name": name, **config},
        "name": name,
        "inbound_nodes": nodes,
    }


def model(*layers, inputs=("x", 0, 0), outputs=("y", 0, 0)):
    return {
        "name": "functional",
        "layers": [layer("x", class_name="InputLayer"), *layers],
        "input_layers": list(inputs),
        "output_layers": list(outputs),
    }


def refused(config, read=read_config):
    with pytest.raises(AutograderError) as caught:
        read(config)
    return caught.value
