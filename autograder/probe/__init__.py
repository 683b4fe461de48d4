"""The same-function probe: whether a model built another way computes what the drawing does."""

from autograder.probe.here import probe_here
from autograder.probe.process import ProbeProcess

__all__ = ["ProbeProcess", "probe_here"]
