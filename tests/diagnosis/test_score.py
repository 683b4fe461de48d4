"""The score: its bounds, what it does not depend on, and that mending never lowers it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.diagnosis.chains import edges_beyond_a_chain, is_chain
from autograder.diagnosis.judge import judge
from autograder.topology.diff import apply
from autograder.topology.model import Topology
from autograder.topology.normal_form import normalise
from tests.diagnosis.bank import built, drawn, judged
from tests.diagnosis.bank_wrong import WRONG
from tests.diagnosis.drawings import DRAWINGS
from tests.diagnosis.random_graphs import mistaken, random_graph, renamed

SEEDS = st.integers(min_value=0, max_value=10**6)


def _models():
    """Yield the wrong answers of the bank that are models, each with its graph."""
    for entry in WRONG:
        learner = built(entry.cell)
        if isinstance(learner, Topology):
            yield entry, learner


def _read(text):
    return Topology.from_dot("digraph g {\n" + text + "\n}")


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS, mistakes=st.integers(min_value=0, max_value=4))
def test_the_score_is_one_exactly_for_a_pass(seed, mistakes):
    """Every score lies in [0, 1], and it is 1 for a pass and for nothing else."""
    graph = random_graph(seed)
    verdict = judge(graph, mistaken(graph, seed + 1, mistakes=mistakes))

    assert 0 <= verdict.score <= 1
    assert (verdict.score == 1) == verdict.passed


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS)
def test_names_and_order_change_no_verdict(seed):
    """A graph renamed and written down in another order gets the same score and findings."""
    graph = random_graph(seed)
    wrong = mistaken(graph, seed + 1, mistakes=3)
    one, other = judge(graph, wrong), judge(renamed(graph, seed), renamed(wrong, seed + 2))

    assert one.score == other.score
    assert [each.code for each in one.findings] == [each.code for each in other.findings]


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS)
def test_the_findings_stand_for_the_whole_diff(seed):
    """Each change of the diff belongs to exactly one finding, and making all of them passes."""
    graph = random_graph(seed)
    wrong = mistaken(graph, seed + 1, mistakes=3)
    verdict = judge(graph, wrong)
    if verdict.passed:
        return
    covered = [change for finding in verdict.findings for change in finding.changes]

    assert sorted(map(repr, covered)) == sorted(map(repr, verdict.diff.changes))
    assert judge(graph, apply(verdict.diff, normalise(graph), normalise(wrong))).passed


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS)
def test_mending_one_of_two_mistakes_never_lowers_the_score(seed):
    """Making the repairs of one finding alone never costs anything."""
    graph = random_graph(seed)
    wrong = mistaken(graph, seed + 1, mistakes=2)
    verdict = judge(graph, wrong)
    for finding in verdict.findings:
        part = replace(verdict.diff, changes=finding.changes)
        mended = apply(part, normalise(graph), normalise(wrong))
        if len(normalise(mended).calls) < len(mended.calls):
            continue  # Two calls became alike, and so one: that is another graph again.
        assert judge(graph, mended).score >= verdict.score


def test_mending_a_finding_of_the_bank_never_lowers_the_score():
    """In every wrong answer of the bank each finding's repairs help, and all of them pass."""
    worse = []
    for entry, learner in _models():
        verdict = judged(entry)
        for finding in verdict.findings:
            part = replace(verdict.diff, changes=finding.changes)
            drawing = drawn(entry.drawing)
            after = judge(drawing, apply(part, normalise(drawing), normalise(learner)))
            if after.score < verdict.score or not (after.passed or len(verdict.findings) > 1):
                worse.append((entry.drawing, entry.name, finding.code))

    assert worse == []


def test_a_plain_stack_earns_at_most_half_where_branches_are_drawn():
    """A learner's plain chain gets at most half where the drawing is none."""
    scores = {
        entry.name: judged(entry).score
        for entry, learner in _models()
        if is_chain(learner) and not is_chain(drawn(entry.drawing))
    }

    assert len(scores) >= 3
    assert max(scores.values()) <= 0.5


@pytest.mark.parametrize(
    ("drawing", "edges"),
    [
        ("stack", 0),
        ("two_towers", 1),
        ("three_branches", 4),
        ("residual", 1),
        ("two_heads", 1),
        ("siamese", 1),
        ("block", 3),
    ],
)
def test_the_edges_that_no_plain_chain_has_are_counted(drawing, edges):
    """The wiring's denominator is the number of edges beyond the best plain chain."""
    assert edges_beyond_a_chain(drawn(drawing)) == edges


def test_the_arithmetic_of_a_mark_can_be_done_by_hand():
    """One wrong setting among six calls costs a twelfth of the half that calls have."""
    drawing = DRAWINGS["residual"]
    learner = drawing.replace(
        "b   [op=Dense, units=32]", "b   [op=Dense, units=32, use_bias=false]"
    )

    # Three Dense, two activations and an Add are six calls; all of the wiring is right.
    score = judge(Topology.from_dot(drawing), Topology.from_dot(learner)).score
    assert score == pytest.approx((1 - 0.5 / 6 + 1) / 2)


def test_a_missing_skip_loses_the_wirings_half():
    """Without the one edge that makes a block residual, nothing of the wiring's half is left."""
    learner = DRAWINGS["residual"].replace("x -> sum -> out;", "sum -> out;")
    learner = learner.replace("sum [op=Add];", "").replace("-> sum;", "-> out;")
    learner = learner.replace("sum -> out;", "")

    # The Add is missing: 1 of 6 calls.
    score = judge(drawn("residual"), Topology.from_dot(learner)).score
    assert score == pytest.approx((1 - 1 / 6) / 2)


def test_a_chain_has_its_whole_score_for_calls():
    """Where the drawing is a plain chain, a wrong order costs as much as a missing layer."""
    expected = _read(
        'x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dropout, rate=0.5]; x -> a -> b;'
    )
    learner = _read(
        'x [op=Input, tensor="(4,)"]; a [op=Dense, units=3]; b [op=Dropout, rate=0.5]; x -> b -> a;'
    )

    assert 0 <= judge(expected, learner).score < 1


@pytest.mark.parametrize(
    ("layer", "score"),
    [
        ("e [op=Dense, units=8]; x -> e -> o;", 0.5),
        ("e [op=Dense, units=8, activation=relu]; x -> e -> o;", 0.5),
        ("e [op=Dense, units=8]; r [op=Activation, activation=relu]; x -> e -> r -> o;", 0.5),
        ("e [op=Activation, activation=relu]; x -> e -> o;", 0.5),
        ("e [op=Dense, units=8, activation=relu]; d [op=Dropout, rate=0.5]; x->e->d->o;", 0.0),
    ],
)
def test_a_needless_layer_costs_the_same_with_and_without_its_activation(layer, score):
    """However it is spelled, a layer and the activation behind it are one mistake."""
    ends = 'x [op=Input, tensor="(4,)"]; o [op=Dense, units=3, activation=softmax];'
    drawing = _read(ends + "x -> o;")

    assert judge(drawing, _read(ends + layer)).score == pytest.approx(score, abs=1e-6)


HEADS = """
  graph [outputs="yes, digit"];
  x     [op=Input, tensor="(10,)"];
  trunk [op=Dense, units=64, activation=relu];
  yes   [op=Dense, units=1, activation=sigmoid];
  digit [op=Dense, units=10, activation=softmax];
  x -> trunk -> yes;
  trunk -> digit;
"""
TRUNK = """
  x     [op=Input, tensor="(10,)"];
  trunk [op=Dense, units=64, activation=relu];
"""


@pytest.mark.parametrize(
    ("learner", "score"),
    [
        # Six calls in the drawing's form, one edge that no plain chain has.
        pytest.param('graph [outputs="x, x"]; x [op=Input, tensor="(10,)"];', 0, id="no layer"),
        pytest.param(
            'graph [outputs="trunk, trunk"];' + TRUNK + "x -> trunk;", 2 / 6 / 2, id="no head"
        ),
        pytest.param(
            'graph [outputs="yes, yes"];'
            + TRUNK
            + "yes [op=Dense, units=1, activation=sigmoid]; x -> trunk -> yes;",
            (1 - 3 / 6) / 2,
            id="one head, twice",
        ),
    ],
)
def test_a_branch_of_which_nothing_is_there_earns_no_wiring(learner, score):
    """The fork to a head that was never built is not there either."""
    assert judge(_read(HEADS), _read(learner)).score == pytest.approx(score, abs=1e-6)


def test_two_results_of_one_call_are_no_chain():
    """Whoever ends at both halves of a split has a fork, as the drawing has."""
    halves = (
        'graph [outputs="s[1], s"]; x [op=Input, tensor="(4,)"];'
        "s [op=Split, indices_or_sections=2, axis=-1]; "
    )
    right = _read(halves + "n [op=LayerNormalization]; x -> n -> s;")
    other = _read(halves + "d [op=Dropout, rate=0.5]; x -> d -> s;")

    assert not is_chain(right)
    assert judge(right, other).score == pytest.approx((1 - 1.5 / 2 + 1) / 2, abs=1e-6)


def test_operands_in_the_wrong_place_count_once():
    """Of three wrong operands two stand in each other's place and one is of another tensor."""
    start = 'x [op=Input, tensor="(4,)"]; e [op=Dense, units=4]; m [op=Negative]; x -> e -> m;'
    end = "c [op=Concatenate, axis=1]; o [op=Flatten]; c -> o;"
    drawn = _read("graph [concat_order=strict];" + start + end + "m -> c; m -> c; m -> c; e -> c;")
    built = _read(start + end + "e -> c; e -> c; m -> c; m -> c;")

    wrong = len(edges := judge(drawn, built).diff.changes)
    assert (wrong, {type(edge).__name__ for edge in edges}) == (3, {"Rewire"})
    assert judge(drawn, built).score == pytest.approx((1 + (1 - 2 / 3)) / 2, abs=1e-6)
