"""The whole catalogue, gathered from its families."""

from __future__ import annotations

from autograder.diagnosis.catalogue.activations import ACTIVATIONS
from autograder.diagnosis.catalogue.answers import ANSWERS
from autograder.diagnosis.catalogue.attention import ATTENTION
from autograder.diagnosis.catalogue.inputs import INPUTS
from autograder.diagnosis.catalogue.layers import LAYERS
from autograder.diagnosis.catalogue.merges import MERGES
from autograder.diagnosis.catalogue.outcomes import OUTCOMES
from autograder.diagnosis.catalogue.outputs import OUTPUTS
from autograder.diagnosis.catalogue.sharing import SHARING
from autograder.diagnosis.catalogue.wiring import WIRING
from autograder.diagnosis.catalogue.wording import Wording

CATALOGUE: dict[str, Wording] = {
    **OUTCOMES,
    **INPUTS,
    **OUTPUTS,
    **WIRING,
    **MERGES,
    **SHARING,
    **LAYERS,
    **ACTIVATIONS,
    **ATTENTION,
    **ANSWERS,
}


def wording(key: str) -> Wording:
    """Return the entry for a code, or for "code:variant"."""
    return CATALOGUE[key]
