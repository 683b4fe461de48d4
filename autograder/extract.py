"""Reads live Keras models into evidence and topologies."""

from __future__ import annotations

from typing import Any

from autograder.topology.keras_config import read_config
from autograder.topology.model import Topology


def topology_of(model: Any) -> Topology:
    """Read a live Keras model."""
    return read_config(model.get_config())
