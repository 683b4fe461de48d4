"""The same-function probe: whether a model built another way computes what the drawing does.

It builds both from their topologies, with layers of a fixed list and plain values: nothing of a
learner's is deserialised, so there is no class, function or pickle to run. That one assignment of
weights, one to one, makes both compute the same numbers at random weights and inputs is the proof;
how it was found does not matter. Not taken: rebuilding the config with Keras (its readers import
what a config names), and solving for weights (two linear layers have the functions of one, and
train otherwise).
"""

from autograder.probe.here import probe_here
from autograder.probe.process import ProbeProcess

__all__ = ["ProbeProcess", "probe_here"]
