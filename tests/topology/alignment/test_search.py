"""Alignments are minimal where they say so: held against trying every pairing."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.topology.alignment.endpoints import Interface
from autograder.topology.alignment.ledger import Ledger
from autograder.topology.alignment.numbered import MISSING, NEVER, Comparands, Pairs
from autograder.topology.alignment.search import align
from autograder.topology.alignment.seeds import common_subsequence
from autograder.topology.diff import diff
from autograder.topology.matching import same
from autograder.topology.normal_form import normalise
from autograder.topology.policy import Policy
from tests.topology.random_graphs import edited, random_graph, respelt


def _all_pairings(both: Comparands) -> Iterator[Pairs]:
    size, other = len(both.expected.calls), len(both.learner.calls)

    def extend(chosen: list[int]) -> Iterator[list[int]]:
        if len(chosen) == size:
            yield chosen
            return
        yield from extend([*chosen, MISSING])
        for at in range(other):
            if at not in chosen and both.pair_cost(len(chosen), at) < NEVER:
                yield from extend([*chosen, at])

    for chosen in extend([]):
        pairs = Pairs(size, other)
        for at, learner in enumerate(chosen):
            if learner != MISSING:
                pairs.pair(at, learner)
        yield pairs


def _least(both: Comparands) -> float:
    interface = Interface(both)
    return min(Ledger(both, pairs, interface).total for pairs in _all_pairings(both))


def _small(seed: int, edits: int):
    made = random_graph(seed, 4 + seed % 2)
    other = made
    for at in range(edits):
        other = edited(other, seed + at)
    return normalise(made), normalise(respelt(other, seed))


@given(seed=st.integers(0, 10**6), edits=st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_no_pairing_is_cheaper(seed, edits):
    """On small graphs the alignment costs what the best of all pairings costs."""
    both = Comparands(*_small(seed, edits), Policy())
    _, cost, exact = align(both)
    assert exact
    assert abs(cost - _least(both)) < 1e-9


@given(seed=st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_only_equal_graphs_cost_nothing(seed):
    """A diff costs nothing exactly where the graphs are the same."""
    mine, theirs = _small(seed, 1)
    assert (diff(mine, theirs).cost == 0) == (same(mine, theirs) is not None)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_a_ledger_kept_call_by_call_is_right(seed):
    """After any re-pairing the running total is that of a fresh count, and undoing restores it."""
    mine, theirs = normalise(random_graph(seed, 8)), normalise(random_graph(seed + 1, 8))
    both = Comparands(mine, theirs, Policy())
    interface = Interface(both)
    ledger = Ledger(both, Pairs(len(mine.calls), len(theirs.calls)), interface)
    for step in range(30):
        at, to = (seed + 7 * step) % len(mine.calls), (seed + 3 * step) % len(theirs.calls)
        if both.pair_cost(at, to) == NEVER:
            to = MISSING
        before, kept = ledger.total, list(ledger.pairs.learner_of)
        undo = ledger.assign([(at, to)])
        assert abs(ledger.total - Ledger(both, ledger.pairs.copy(), interface).total) < 1e-9
        if step % 3 == 0:
            ledger.assign(undo)
            assert ledger.pairs.learner_of == kept
            assert abs(ledger.total - before) < 1e-9


def test_without_work_the_proof_is_not_finished(monkeypatch):
    """A proof that runs out of its budget says so and keeps the best pairing known."""
    monkeypatch.setattr("autograder.topology.alignment.search.WORK", 0)
    monkeypatch.setattr("autograder.topology.alignment.search.PASSES", 0)
    mine, theirs = _small(3, 3)
    both = Comparands(mine, theirs, Policy())
    _, cost, exact = align(both)
    assert not exact
    assert cost >= _least(both) - 1e-9


@given(
    one=st.lists(st.sampled_from("abc"), max_size=9),
    other=st.lists(st.sampled_from("abc"), max_size=9),
)
@settings(max_examples=150, deadline=None)
def test_common_subsequences_are_longest(one, other):
    """The runs that two sequences share are as long as dynamic programming finds them."""
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for left, x in enumerate(one):
        for right, y in enumerate(other):
            table[left + 1][right + 1] = (
                table[left][right] + 1
                if x == y
                else max(table[left][right + 1], table[left + 1][right])
            )
    found = common_subsequence(one, other)
    assert all(one[left] == other[right] for left, right in found)
    assert found == sorted(set(found))
    assert len(found) == table[-1][-1]
