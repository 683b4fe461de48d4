"""Of pairings that cost the same, takes the one in which an activation stays with its layer."""

from __future__ import annotations

from autograder.topology.alignment.ledger import Ledger
from autograder.topology.alignment.numbered import MISSING, NEVER
from autograder.topology.costs import kind_of

_NO_MORE = 1e-9


def settle(ledger: Ledger) -> None:
    """Pair the layer before each paired activation, where that costs no more.

    Of two like layers in a row one is too many. The rest is easier to read where the drawing's
    activation and its layer are one after the other in the learner's graph too.
    """
    if not ledger.extra:
        return
    expected, learner, pairs = ledger.both.expected, ledger.both.learner, ledger.pairs
    for at, partner in enumerate(tuple(pairs.learner_of)):
        if partner == MISSING or kind_of(expected.calls[at].op) != "activation":
            continue
        mine, theirs = expected.edges[at], learner.edges[partner]
        if len(mine) != 1 or len(theirs) != 1:
            continue
        layer, other = mine[0].source, theirs[0].source
        if pairs.expected_of[other] != MISSING or ledger.both.pair_cost(layer, other) == NEVER:
            continue
        before = ledger.total
        undo = ledger.assign([(layer, other)])
        if ledger.total > before + _NO_MORE:
            ledger.assign(undo)
