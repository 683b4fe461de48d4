"""Reads what a notebook sent about a live model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from autograder.topology.keras_config.document import check_document, mapping, refuse
from autograder.topology.keras_config.flatten import Seen
from autograder.topology.keras_config.read import read_with_scope
from autograder.topology.model import Topology


def read_model_evidence(evidence: dict[str, Any]) -> Topology:
    """Read the data of `autograder.extract.evidence_of_model`, as it is or through JSON."""
    check_document(evidence)
    mapping(evidence, "the evidence", "")
    weights = evidence.get("weights")
    seen = Seen(groups=weights)
    topology, scope = read_with_scope(evidence.get("config"), seen)
    return topology
