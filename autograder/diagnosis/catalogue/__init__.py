"""All that findings say, keyed by code (a variant of a code behind a colon)."""

from __future__ import annotations

from autograder.diagnosis.catalogue.attention import ATTENTION
from autograder.diagnosis.catalogue.interface import INTERFACE
from autograder.diagnosis.catalogue.layers import ACTIVATIONS, LAYERS
from autograder.diagnosis.catalogue.outcomes import OUTCOMES
from autograder.diagnosis.catalogue.sharing import SHARING
from autograder.diagnosis.catalogue.wiring import WIRING
from autograder.diagnosis.catalogue.wording import Wording, fill

__all__ = ["CATALOGUE", "Wording", "fill", "wording"]

CATALOGUE: dict[str, Wording] = {
    **OUTCOMES,
    **INTERFACE,
    **WIRING,
    **SHARING,
    **LAYERS,
    **ACTIVATIONS,
    **ATTENTION,
}


def wording(key: str) -> Wording:
    """Return the entry for a code, or for "code:variant"."""
    return CATALOGUE[key]
