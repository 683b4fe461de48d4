"""The pairing of two graphs that makes repairs cheap: first guesses, improved, then proven."""

from __future__ import annotations

from autograder.topology.alignment.endpoints import Interface
from autograder.topology.alignment.exact import BranchAndBound
from autograder.topology.alignment.improve import improve
from autograder.topology.alignment.ledger import Ledger
from autograder.topology.alignment.numbered import Comparands, Pairs
from autograder.topology.alignment.seeds import seeds
from autograder.topology.alignment.settle import settle
from autograder.topology.costs import SMALLEST

GOOD = 2.0
"""A first guess that costs no more is taken at once."""
EDGES = 20_000
"""How many edges the improvement of the best first guess may look at."""
WORK = 9_000
"""How many partners the proof may look at, times the calls of the expected graph."""
PASSES = 4
"""How often the proof may go over a large graph at least."""
PROVABLE = 300
"""The largest graph, in calls, for which a proof is tried."""


def align(both: Comparands) -> tuple[Pairs, float, bool]:
    """Return the cheapest pairing found, its cost, and whether no cheaper one exists."""
    interface = Interface(both)
    best = _best_guess(both, interface)
    improve(best, EDGES)
    finished = best.total <= SMALLEST
    if not finished and max(len(both.expected.calls), len(both.learner.calls)) <= PROVABLE:
        best, finished = _proven(both, interface, best)
    settle(best)
    return best.pairs, best.total, finished


def _proven(both: Comparands, interface: Interface, best: Ledger) -> tuple[Ledger, bool]:
    """Return the cheapest pairing of all, and whether the search for it came to an end."""
    size = len(both.expected.calls)
    search = BranchAndBound(both, interface, best, max(WORK // max(1, size), PASSES * size))
    search.run()
    return Ledger(both, search.best, interface), search.finished


def _best_guess(both: Comparands, interface: Interface) -> Ledger:
    best: Ledger | None = None
    for pairs in seeds(both):
        guess = Ledger(both, pairs, interface)
        if best is None or guess.total < best.total:
            best = guess
        if best.total <= GOOD:
            break
    assert best is not None
    return best
