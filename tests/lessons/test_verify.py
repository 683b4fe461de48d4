"""Every lesson holds what `autograder verify` asks of it."""

import pytest

from autograder.grading.course import Course
from autograder.probe import ProbeProcess
from autograder.verify.verify import verify
from tests.lessons.lesson import ROOT


@pytest.fixture(scope="module")
def probe():
    """The probe in its own process, as a grader keeps it."""
    with ProbeProcess() as process:
        yield process


@pytest.fixture(scope="module")
def report(lesson, probe):
    """What verify finds about the lesson."""
    return verify(Course(root=ROOT), lesson.name, probe)


def test_no_near_miss_passes_without_a_reason(report):
    """Solutions pass, stubs and shortcuts earn what they may, near-misses are told apart."""
    assert report.failures == ()


def test_every_model_has_near_misses(report):
    """An exercise that asks for a model is tried with at least ten."""
    few = {
        each.id: len(each.near_misses)
        for each in report.exercises
        if each.kind in {"topology", "builder"} and len(each.near_misses) < 10
    }
    assert few == {}


def test_every_near_miss_is_explained(report):
    """The first finding is no fallback, names the place, and has a whole ladder without code."""
    complaints = {
        (each.id, miss.key): miss.complaint
        for each in report.exercises
        for miss in each.misdiagnosed
    }
    assert complaints == {}
