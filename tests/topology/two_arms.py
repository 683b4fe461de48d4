"""What the tests of matching share: a small model with two arms, and equality of two graphs."""

from autograder.topology.matching import same
from autograder.topology.model import Topology
from autograder.topology.normal_form import normalise
from autograder.topology.policy import Policy
from tests.topology.build import call, dense, graph, inp


def same_graph(expected: Topology, learner: Topology, policy: Policy | None = None) -> bool:
    normal = normalise(expected, policy), normalise(learner, policy)
    return same(*normal, policy) is not None


def two_arms(**changes):
    calls = {
        "a": inp(10),
        "b": inp(20),
        "left": dense("a", 32, activation="relu"),
        "right": dense("b", 32, activation="relu"),
        "both": call("Concatenate", "left", "right"),
        "score": dense("both", 1, activation="sigmoid"),
    }
    return graph(**{**calls, **changes})
