"""Rules on graphs drawn by hand, without any variable or line to name calls by."""

import pytest

from autograder.diagnosis.judge import judge
from autograder.topology.model import Topology
from tests.diagnosis.rule_cases import CASES


def _read(text):
    return Topology.from_dot("digraph g {\n" + text + "\n}")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_rule_says_what_it_recognises(case):
    """The first finding has this code and says exactly this."""
    finding = judge(_read(case.expected), _read(case.learner)).findings[0]

    assert finding.code == case.code
    assert finding.message == case.says


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_rule_is_silent_on_the_drawing_itself(case):
    """The drawing held against itself passes without a finding."""
    if "style=functional" in case.expected:
        return
    verdict = judge(_read(case.expected), _read(case.expected))

    assert (verdict.passed, verdict.findings) == (True, ())
