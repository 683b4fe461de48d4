"""What a cell displays: words, the drawing and its text twin, as one MIME bundle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.diagnosis.verdict import Verdict
from autograder.errors import AutograderError
from autograder.exercise import Evidence, Exercise, load_exercise
from autograder.exercise.lesson import expected_topology
from autograder.topology.keras_config import read_model_evidence
from autograder.topology.model import Topology
