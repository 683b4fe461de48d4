"""The pairing of two graphs that makes repairs cheap: first guesses, improved, then proven."""

from __future__ import annotations

from autograder.topology.costs import SMALLEST
from autograder.topology.endpoints import Interface
from autograder.topology.exact import BranchAndBound
from autograder.topology.improve import improve
from autograder.topology.ledger import Ledger
from autograder.topology.numbered import Comparands, Pairs
from autograder.topology.seeds import seeds

TRIALS = 400
"""How many other partners the improvement of the best first guess may try."""
STEPS = 2000
"""How many partners the proof may look at."""
PROVABLE = 60
"""The largest expected graph, in calls, for which a proof is tried."""


def align(both: Comparands) -> tuple[Pairs, float, bool]:
    """Return the cheapest pairing found, its cost, and whether no cheaper one exists."""
    interface = Interface(both)
    guesses = [Ledger(both, pairs, interface) for pairs in seeds(both)]
    best = min(guesses, key=lambda ledger: ledger.total)
    improve(best, TRIALS)
    if best.total <= SMALLEST:
        return best.pairs, best.total, True
    if len(both.expected.calls) > PROVABLE:
        return best.pairs, best.total, False
    search = BranchAndBound(both, interface, best, STEPS)
    search.run()
    return search.best, search.cost, search.finished
