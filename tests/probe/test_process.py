"""The probe in a process of its own: its answers, its limits, and what it is not told."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from autograder.probe import ProbeProcess, process
from autograder.probe.limits import APART
from autograder.probe.process import launch
from tests.probe.other_ways import STAYS
from tests.probe.ways import PASSES, compared


@pytest.fixture(scope="module")
def probe():
    """One process for all the tests that only ask."""
    with ProbeProcess() as made:
        yield made


def _instead(code):
    """Return a launcher that starts other code in place of the probe's."""

    def started(_, environment, folder):
        return launch((sys.executable, "-c", code), environment, folder)

    return started


@pytest.mark.parametrize(
    "name", ["padding as a layer", "a shared layer by TimeDistributed", "dropout before the relu"]
)
def test_it_finds_what_the_probe_here_finds(probe, name):
    """What computes the same is found in another process too."""
    answer = probe(*compared(*PASSES[name]))

    assert answer.same, answer.reason


@pytest.mark.parametrize("name", ["three times for twice", "no bias", "a Lambda"])
def test_it_tells_apart_what_the_probe_here_does(probe, name):
    """The reasons are the same ones, whether numbers were needed or not."""
    shapes, drawing, learner, reason = STAYS[name]

    answer = probe(*compared(shapes, drawing, learner))

    assert (answer.same, answer.reason) == (False, reason)


def test_no_process_starts_where_no_numbers_are_needed():
    """Most wrong answers differ in what can be counted."""
    started = []
    with ProbeProcess(launcher=started.append) as probe:
        answer = probe(*compared(*STAYS["no bias"][:3]))

    assert (answer.same, started) == (False, [])


def test_secrets_are_not_handed_on(monkeypatch):
    """Of the environment the process gets what it needs to start, and nothing else."""
    monkeypatch.setenv("COURSE_PASSWORD", "secret")
    code = "import os, json; print(json.dumps({'same': False, 'reason': ' '.join(os.environ)}))"
    with ProbeProcess(launcher=_instead(f"input(); {code}")) as probe:
        answer = probe(*compared(*PASSES["relu of relu"]))

    assert "KERAS_BACKEND" in answer.reason.split()
    assert not {"COURSE_PASSWORD", "HOME", "USER"} & set(answer.reason.split())


def test_a_process_that_dies_is_a_no_and_the_next_request_gets_another():
    """A crash costs one request its answer, and none after it."""
    launched = []

    def dying_first(command, environment, folder):
        launched.append(command)
        if len(launched) == 1:
            return _instead("input(); import os; os._exit(7)")(command, environment, folder)
        return launch(command, environment, folder)

    case = compared(*PASSES["relu of relu"])
    with ProbeProcess(launcher=dying_first) as probe:
        first, second = probe(*case), probe(*case)

    assert (first.same, first.reason) == (False, "the probe's process ended early (7)")
    assert second.same, second.reason


def test_a_process_that_hangs_is_ended(monkeypatch):
    """Past its time the process is killed, and the verdict stays."""
    monkeypatch.setattr(process, "START_SECONDS", 0.5)
    monkeypatch.setattr(process, "SPARE_SECONDS", 0.5)
    held = []

    def hanging(command, environment, folder):
        held.append(_instead("import time; time.sleep(600)")(command, environment, folder))
        return held[0]

    with ProbeProcess(limits=replace(APART, seconds=0.1), launcher=hanging) as probe:
        answer = probe(*compared(*PASSES["relu of relu"]))

    assert (answer.same, answer.reason) == (False, "the probe's process took too long")
    assert held[0].poll() is not None


def test_the_probes_of_one_submission_share_their_time(monkeypatch):
    """A notebook full of models that take long does not hold up the class."""
    monkeypatch.setattr(process, "TOTAL_SECONDS", 0)

    with ProbeProcess() as probe:
        answer = probe(*compared(*PASSES["relu of relu"]))

    reason = "the time for the probes of this submission is used up"
    assert (answer.same, answer.reason) == (False, reason)


def test_a_process_that_cannot_start_is_a_no():
    """A machine on which nothing starts keeps the verdicts that it has."""

    def failing(*_):
        raise OSError("no more processes")

    with ProbeProcess(launcher=failing) as probe:
        answer = probe(*compared(*PASSES["relu of relu"]))

    reason = "the probe failed with OSError: no more processes"
    assert (answer.same, answer.reason) == (False, reason)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space hold on Linux")
def test_memory_and_time_are_limited():
    """The serving process sets its own limits, which it cannot raise again."""
    code = (
        "import io, resource\n"
        "from autograder.probe.limits import APART\n"
        "from autograder.probe.serving import serve\n"
        "serve(io.BytesIO(b'no request\\n'), io.BytesIO(), APART)\n"
        "print(resource.getrlimit(resource.RLIMIT_AS)[1] // 1024**3,"
        " resource.getrlimit(resource.RLIMIT_CPU)[0] <= 300,"
        " resource.getrlimit(resource.RLIMIT_FSIZE)[1])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"},
    )

    assert run.stdout.split() == ["6", "True", "1048576"]
