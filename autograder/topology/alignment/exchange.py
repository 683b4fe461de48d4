"""Exchanges of whole branches: what has to change partners when two calls do."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.topology.alignment.ledger import Ledger
from autograder.topology.alignment.numbered import MISSING

_LONGEST = 40
"""How many calls one exchange may go through."""


def exchanges(ledger: Ledger, expected: int) -> Iterator[list[tuple[int, int]]]:
    """Yield re-pairings that give a call what it should read, by exchanging branches.

    For each port that reads the wrong tensor, the call read and the call that should be exchange
    partners, and so do the calls before and behind them, as far as these follow from one another.
    """
    pairs = ledger.pairs
    if pairs.learner_of[expected] == MISSING or not ledger.wiring.cost(expected):
        return
    for _, seen, wanted in ledger.wiring.examine(expected)[1]:
        if seen is not None and wanted is not None and seen.source != wanted.source:
            changes = _exchange(ledger, wanted.source, seen.source)
            if len(changes) > len(("one", "other")):
                yield list(changes.items())


def _exchange(ledger: Ledger, expected: int, learner: int) -> dict[int, int]:
    """Return the partners after `expected` gets `learner`, with all that follows from it."""
    pairs, both = ledger.pairs, ledger.both
    changes: dict[int, int] = {}
    waiting = [(expected, learner)]
    while waiting and len(changes) < _LONGEST:
        mine, theirs = waiting.pop()
        known = changes.get(mine, pairs.learner_of[mine])
        if known == theirs or both.kinds[0][mine] != both.kinds[1][theirs]:
            continue
        if mine in changes or theirs in changes.values():
            continue
        holder = pairs.expected_of[theirs]
        changes[mine] = theirs
        if holder != MISSING and holder not in changes:
            fits = known != MISSING and both.kinds[0][holder] == both.kinds[1][known]
            changes[holder] = known if fits and known not in changes.values() else MISSING
        edges, others = both.expected.edges[mine], both.learner.edges[theirs]
        if len(edges) == len(others) == 1:
            waiting.append((edges[0].source, others[0].source))
        readers, other_readers = both.expected.readers[mine], both.learner.readers[theirs]
        if len(readers) == len(other_readers) == 1:
            waiting.append((readers[0], other_readers[0]))
    return changes
