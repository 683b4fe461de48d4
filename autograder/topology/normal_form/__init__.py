"""One spelling for every equivalent way to write a topology: small passes, run to a standstill."""

from autograder.topology.normal_form.normalise import PASSES, normalise

__all__ = ["PASSES", "normalise"]
