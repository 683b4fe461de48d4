"""The operators on every drawing of the bank: branches, shared layers, skips, states, attention."""

import pytest

from autograder.topology.model import Topology
from autograder.verify.graphs import Case, near_misses
from autograder.verify.subject import subject_of
from tests.diagnosis.drawings import DRAWINGS


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_near_miss_of_a_drawing_passes(name):
    """What passes means the same as the drawing; there are near-misses of every one."""
    drawing = Topology.from_dot(DRAWINGS[name])

    found, _ = near_misses([Case(subject=subject_of(drawing, drawing))])

    assert [each.words for each in found if each.status not in {"caught", "equal"}] == []
    assert len([each for each in found if each.status == "caught"]) >= 10
