"""What is complained about in the explanation of a near-miss."""

from dataclasses import replace

from autograder.diagnosis.verdict import Finding, Verdict
from autograder.verify.diagnosis import complaint_about, diagnosis_of
from autograder.verify.mutant import Mutant
from tests.verify.subjects import chain

HINTS = ("A question?", "A place.", "An edge.", "`wave = Dense(5)(sea)`")
FINDING = Finding(code="wrong-setting", message="", where="`y` (line 3)", hints=HINTS)
MUTANT = Mutant(topology=chain(), key="units of y", change="one more", words="", at=("y",))


def complaint(*findings, mutant=MUTANT, outcome="incorrect"):
    """Return what is wrong with a verdict of these findings."""
    verdict = Verdict(outcome=outcome, score=0.5, summary="", findings=findings)
    return complaint_about(verdict, mutant)


def test_a_finding_at_the_place_is_good():
    """Code and place of the first finding are what is reported."""
    assert complaint(FINDING) == ""
    verdict = Verdict(outcome="incorrect", score=0.5, summary="", findings=(FINDING,))
    assert diagnosis_of(verdict) == "wrong-setting at `y` (line 3)"


def test_another_place_first_or_alone():
    """The first finding has to hit; that a later one does is said."""
    elsewhere = replace(FINDING, where="`h`")

    assert complaint(elsewhere, FINDING) == "another place is named first"
    assert complaint(elsewhere) == "another place is named"


def test_the_ends_are_a_place_where_the_ends_were_changed():
    """Only then may a finding point at Model(...)."""
    ends = replace(FINDING, where="the outputs of Model(...)")

    assert complaint(ends) == "another place is named"
    assert complaint(ends, mutant=replace(MUTANT, ends=True)) == ""


def test_nothing_or_only_the_fallback_is_said():
    """A learner can do nothing with either."""
    assert complaint() == "nothing is said about it"
    fallback = replace(FINDING, code="other-difference")
    assert complaint(fallback) == "only the fallback is said about it"
    assert complaint(outcome="not-attempted") == ""


def test_ladders_are_complete_and_show_no_code():
    """Four rungs with words; an analogue has other names than the learner's."""
    assert complaint(replace(FINDING, hints=HINTS[:3])) == (
        "the hint ladder of wrong-setting is incomplete"
    )
    told = replace(FINDING, hints=(*HINTS[:3], "`y = Dense(1)(h)`"))
    assert complaint(told) == "a hint of wrong-setting shows the code"
