"""From a score to points."""

from __future__ import annotations

import math

from autograder.diagnosis.verdict import Verdict


def points_for(verdict: Verdict, maximum: float) -> float:
    """Return the points of a verdict, rounded down once to quarters; a pass earns the maximum."""
    if verdict.passed:
        return float(maximum)
    # Thirds and the like arrive a hair below the quarter they stand for.
    quarters = math.floor(max(0.0, min(1.0, verdict.score)) * maximum * 4 + 1e-9)
    return max(0.0, min(quarters / 4, maximum - 0.25))
