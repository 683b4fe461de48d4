"""From a score to points."""

from __future__ import annotations

import pytest

from autograder.diagnosis.verdict import Verdict
from autograder.exercise import points_for


def verdict(score, outcome="incorrect"):
    return Verdict(outcome=outcome, score=score, summary="")


@pytest.mark.parametrize(
    ("score", "maximum", "points"),
    [
        (0.0, 4, 0.0),
        (0.5, 4, 2.0),
        (0.99, 4, 3.75),
        (2 / 3, 6, 4.0),
        (0.3, 1, 0.25),
        (0.999, 8, 7.75),
    ],
)
def test_points_are_rounded_down_to_quarters(score, maximum, points):
    """Rounding happens once, downwards, and never reaches the maximum without a pass."""
    assert points_for(verdict(score), maximum) == points


def test_a_pass_earns_the_maximum_whatever_it_is():
    """A maximum that is no multiple of a quarter is still reached."""
    assert points_for(verdict(1.0, "correct"), 3.3) == 3.3
