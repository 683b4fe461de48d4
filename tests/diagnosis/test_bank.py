"""The bank: every wrong answer gets the finding a tutor would give, every right one passes."""

import re

import pytest

from autograder.diagnosis.misconceptions import RULES
from tests.diagnosis.bank import judged
from tests.diagnosis.bank_right import RIGHT
from tests.diagnosis.bank_wrong import WRONG
from tests.diagnosis.messages import MESSAGES
from tests.diagnosis.rule_cases import CASES


def _name(entry):
    return f"{entry.drawing}: {entry.name}"


@pytest.mark.parametrize("entry", WRONG, ids=_name)
def test_a_wrong_answer_gets_the_finding_a_tutor_would_give(entry):
    """The first finding has the code and names the place, and nothing wrong passes."""
    verdict = judged(entry)

    assert not verdict.passed
    assert verdict.score < 1
    assert verdict.findings[0].code == entry.code
    assert entry.place in verdict.findings[0].where


@pytest.mark.parametrize("entry", RIGHT, ids=_name)
def test_a_right_answer_passes_however_it_is_spelt(entry):
    """A right answer passes with the full score, and no misconception is seen in it."""
    verdict = judged(entry)

    assert [finding.message for finding in verdict.findings] == []
    assert (verdict.outcome, verdict.score) == ("correct", 1.0)


@pytest.mark.parametrize("entry", [e for e in WRONG if _name(e) in MESSAGES], ids=_name)
def test_a_finding_says_exactly_this(entry):
    """The whole message of the first finding stands as written here."""
    assert judged(entry).findings[0].message == MESSAGES[_name(entry)]


def test_every_rule_is_shown_by_an_answer():
    """No rule is left without an answer that it recognises."""
    shown = {entry.code for entry in WRONG} | {case.code for case in CASES}

    assert {rule.code for rule in RULES} - shown == {"other-difference"}


def test_every_code_of_the_bank_is_shown_in_full():
    """For each code in the bank one message at least is held to its full text."""
    shown = {entry.code for entry in WRONG if _name(entry) in MESSAGES}

    assert {entry.code for entry in WRONG} - shown == set()


def test_every_finding_has_the_whole_ladder():
    """Each has a next step and four hints, the first a question, and none shows a code."""
    for finding in [each for entry in WRONG for each in judged(entry).findings]:
        texts = (finding.message, finding.next_step, *finding.hints)
        assert len(finding.hints) == 4
        assert finding.hints[0].endswith("?")
        assert all(text.strip() == text != "" for text in texts)
        assert not any("-" in finding.code and finding.code in text for text in texts)
        assert not any(re.search(r"\{\w+\}|  |`\+|Your the|your the", text) for text in texts)
