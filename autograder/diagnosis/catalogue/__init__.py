"""All that findings say, keyed by code (a variant of a code behind a colon)."""

from autograder.diagnosis.catalogue.all import CATALOGUE, wording
from autograder.diagnosis.catalogue.wording import Wording, fill

__all__ = ["CATALOGUE", "Wording", "fill", "wording"]
