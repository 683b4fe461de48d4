"""Every test of this folder that asks for `lesson` runs once for each lesson of solutions/."""

from __future__ import annotations

import pytest

from tests.lessons.lesson import Lesson, names


def pytest_configure(config):
    """Name the mark of the tests that run a whole notebook in a kernel."""
    config.addinivalue_line("markers", "whole: runs a whole lesson in a kernel, up to a minute")


@pytest.fixture(scope="session", params=names())
def lesson(request):
    """One lesson after the other."""
    return Lesson(name=request.param)
