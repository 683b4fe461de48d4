"""The doctor's words about the sandbox, and that it finds out by trying."""

from __future__ import annotations

import sys

import pytest

from autograder.errors import AutograderError
from autograder.grading import kernels
from autograder.grading.sandbox.abilities import Abilities, abilities
from autograder.grading.sandbox.check import check_sandbox

REFUSED = Abilities(
    is_linux=True,
    landlock=7,
    has_filter=True,
    problem="PermissionError: [Errno 1] unshare: Operation not permitted",
    mend="sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0",
)


def test_a_machine_with_a_sandbox_names_its_walls():
    """All walls stand: the line names them."""
    found = check_sandbox(Abilities(is_linux=True, landlock=7, has_filter=True))
    assert found.state == "ok"
    assert found.seen == "in a sandbox of namespaces, Landlock 7, seccomp"


def test_a_machine_that_refuses_says_what_helps():
    """What the machine refuses is named, with the command that may mend it."""
    found = check_sandbox(REFUSED)
    assert found.state == "note"
    assert found.seen == (
        "needs --no-sandbox here (PermissionError: [Errno 1] unshare: Operation not permitted)"
    )
    assert found.mend == "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0"


def test_elsewhere_there_is_none():
    """Other systems have none, which is no problem of the machine's."""
    found = check_sandbox(Abilities(is_linux=False))
    assert (found.state, found.mend) == ("note", "")
    assert found.seen == "in ordinary kernels, without a sandbox, which only Linux has"


def test_this_machine_is_tried():
    """The answer comes from a sandbox that was entered, or refused."""
    found = abilities()
    assert found.is_linux == (sys.platform == "linux")
    assert found.is_whole == (found.is_linux and found.problem == "")


@pytest.fixture
def refusing(monkeypatch):
    """A Linux machine that refuses namespaces."""
    monkeypatch.setattr(kernels, "USUAL", "walled")
    monkeypatch.setattr(kernels, "abilities", lambda: REFUSED)


def test_without_a_sandbox_nobody_grades_unasked(refusing):
    """Grading stops with what the machine refuses, what may help, and the way to go on."""
    with pytest.raises(AutograderError) as stopped:
        kernels.choose()
    assert stopped.value.what == (
        "This machine cannot put submissions into a sandbox: "
        "PermissionError: [Errno 1] unshare: Operation not permitted."
    )
    assert stopped.value.next_step == (
        "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0\n"
        "Or, if you trust every submission: grade with --no-sandbox."
    )


def test_who_asks_for_no_sandbox_is_warned(refusing):
    """--no-sandbox grades in warm kernels, and says what that means."""
    chosen = kernels.choose(sandbox=False)
    assert (chosen, kernels.best()) == ("warm", "warm")
    assert kernels.warning(chosen) == (
        "Submissions run without a sandbox: their code can read and change what you can."
    )


def test_elsewhere_ordinary_kernels_come_with_one_warning(monkeypatch):
    """Where there is no fork kernels are ordinary, with or without the option."""
    monkeypatch.setattr(kernels, "USUAL", "ordinary")
    assert {kernels.choose(), kernels.choose(sandbox=False), kernels.best()} == {"ordinary"}
    assert kernels.warning("ordinary") == (
        "Submissions run without a sandbox, which only Linux has, and one import of TensorFlow "
        "each. The marks are the same."
    )
    assert kernels.warning("walled") == ""
