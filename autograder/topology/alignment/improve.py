"""Makes a pairing better by giving one or two calls another partner at a time."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.topology.alignment.exchange import exchanges
from autograder.topology.alignment.ledger import Ledger
from autograder.topology.alignment.numbered import MISSING, NEVER

_LEAST_GAIN = 1e-9


def improve(ledger: Ledger, work: int) -> None:
    """Try other partners where something costs, until nothing helps or `work` edges were seen."""
    limit = ledger.work + work
    better = True
    while better and ledger.work < limit:
        better = False
        for at in _suspects(ledger):
            better |= _mended(ledger, at, limit)
            if ledger.work >= limit:
                break


def _mended(ledger: Ledger, expected: int, limit: int) -> bool:
    """Give a call the first other partner that makes the whole cheaper, if there is one."""
    # Looking for partners goes over all the learner's calls, though quickly.
    ledger.work += len(ledger.pairs.expected_of) // 20
    for changes in (*exchanges(ledger, expected), *_moves(ledger, expected)):
        if ledger.work >= limit:
            return False
        ledger.work += 1
        before = ledger.total
        undo = ledger.assign(changes)
        if ledger.total < before - _LEAST_GAIN:
            return True
        ledger.assign(undo)
    return False


def _suspects(ledger: Ledger) -> list[int]:
    """Return the expected calls that cost something, and those next to calls too many."""
    pairs, both = ledger.pairs, ledger.both
    found = {at for at, cost in enumerate(ledger.of_call) if cost}
    for at, expected in enumerate(pairs.expected_of):
        if expected != MISSING:
            continue
        near = [edge.source for edge in both.learner.edges[at]] + both.learner.readers[at]
        found |= {pairs.expected_of[each] for each in near if pairs.expected_of[each] != MISSING}
    if ledger.frame:
        found.update(both.expected.inputs)
        found.update(source for source, _ in both.expected.outputs)
    return sorted(found)


def _moves(ledger: Ledger, expected: int) -> Iterator[list[tuple[int, int]]]:
    """Yield re-pairings of a call: with each likely partner, taken or exchanged, or with none."""
    pairs = ledger.pairs
    current = pairs.learner_of[expected]
    for learner in _likely(ledger, expected):
        if learner == current or ledger.both.pair_cost(expected, learner) == NEVER:
            continue
        yield [(expected, learner)]
        holder = pairs.expected_of[learner]
        if MISSING in {holder, current}:
            continue
        if ledger.both.pair_cost(holder, current) < NEVER:
            yield [(expected, learner), (holder, current)]
    if current != MISSING:
        yield [(expected, MISSING)]


def _likely(ledger: Ledger, expected: int) -> list[int]:
    """Return calls of the learner that stand to their neighbours as the expected call does."""
    pairs, both = ledger.pairs, ledger.both
    found: dict[int, None] = {}
    for edge in both.expected.edges[expected]:
        partner = pairs.learner_of[edge.source]
        if partner != MISSING:
            found.update(dict.fromkeys(both.learner.readers[partner]))
    for reader in both.expected.readers[expected]:
        partner = pairs.learner_of[reader]
        if partner != MISSING:
            found.update(dict.fromkeys(edge.source for edge in both.learner.edges[partner]))
    label = both.expected.labels[expected]
    for at, other in enumerate(pairs.expected_of):
        if other == MISSING or ledger.of_call[other]:
            same = both.learner.labels[at] == label
            if same or (other == MISSING and both.pair_cost(expected, at) < NEVER):
                found[at] = None
    return list(found)
