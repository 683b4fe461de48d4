"""Reads the JSON that Keras writes about a model, and a notebook's evidence, into topologies."""

from autograder.topology.keras_config.evidence import read_model_evidence
from autograder.topology.keras_config.read import read_config

__all__ = ["read_config", "read_model_evidence"]
