"""A course with secrets in it, and a sandboxed kernel of one submission."""

from __future__ import annotations

import sqlite3
import sys
from types import SimpleNamespace

import pytest

from tests.grading.kernels import Kernel

SECRET = "only for instructors"


def pytest_collection_modifyitems(items):
    """Skip what needs a sandbox where there is none."""
    for item in items:
        if sys.platform != "linux" and "sandbox" in item.path.parts:
            item.add_marker(pytest.mark.skip(reason="the sandbox needs Linux"))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with everything that a learner may not see, and one submission to run."""
    root = tmp_path_factory.mktemp("course")
    work = root / "class" / "autograded" / "ada" / "01-practice"
    for folder in (work, root / "solutions", root / "class" / "submitted" / "bea"):
        folder.mkdir(parents=True)
    (root / "solutions" / "references.py").write_text(SECRET, encoding="utf-8")
    (root / "class" / "submitted" / "bea" / "bea.ipynb").write_text(SECRET, encoding="utf-8")
    (root / "class" / "seed").write_text(SECRET, encoding="utf-8")
    with sqlite3.connect(root / "class" / "gradebook.db") as database:
        database.execute("create table grade (mark int)")
    database.close()
    (work / "data.csv").write_text("1\n", encoding="utf-8")
    (work / "01-practice.ipynb").write_text(SECRET, encoding="utf-8")
    (work / "link.csv").symlink_to(root / "class" / "seed")
    return SimpleNamespace(root=root, work=work)


@pytest.fixture(scope="module")
def walled(course):
    """A sandboxed kernel of that submission."""
    started = Kernel(course.work, hidden=[str(course.root)])
    started.run("import ctypes, os, signal, socket, subprocess, sys; from pathlib import Path")
    yield started
    started.end()
