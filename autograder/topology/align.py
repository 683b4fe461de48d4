"""The pairing of two graphs that makes repairs cheap: first guesses, improved, then proven."""

from __future__ import annotations

from autograder.topology.costs import SMALLEST
from autograder.topology.exact import BranchAndBound
from autograder.topology.improve import improve
from autograder.topology.ledger import Ledger
from autograder.topology.numbered import Comparands, Pairs
from autograder.topology.seeds import seeds

TRIALS = 400
"""How many other partners the improvement of one first guess may try."""
STEPS = 4000
"""How many partners the proof may look at."""
PROVABLE = 60
"""The largest expected graph, in calls, for which a proof is tried."""


def align(both: Comparands) -> tuple[Pairs, float, bool]:
    """Return the cheapest pairing found, its cost, and whether no cheaper one exists."""
    best: Ledger | None = None
    for pairs in seeds(both):
        ledger = Ledger(both, pairs)
        improve(ledger, TRIALS)
        if best is None or ledger.total < best.total - 1e-9:
            best = ledger
        if best.total <= SMALLEST:
            break
    assert best is not None
    if best.total <= SMALLEST:
        return best.pairs, best.total, True
    if len(both.expected.calls) > PROVABLE:
        return best.pairs, best.total, False
    search = BranchAndBound(both, best.pairs, best.total, STEPS)
    search.run()
    return search.best, search.cost, search.finished
