"""The pairing of two graphs that differ under which the fewest repairs are needed."""

from autograder.topology.alignment.numbered import MISSING, Comparands, Pairs
from autograder.topology.alignment.repairs import repairs
from autograder.topology.alignment.search import align

__all__ = ["MISSING", "Comparands", "Pairs", "align", "repairs"]
