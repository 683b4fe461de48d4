"""Requests and answers cross a process as plain JSON."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.diagnosis.same_function import ProbeAnswer
from autograder.errors import AutograderError
from autograder.probe.limits import HERE
from autograder.probe.request import prepare
from autograder.probe.wire import answer_line, read_answer, read_request, request_line
from tests.probe.ways import PASSES, compared


def _bare(topology):
    """Return a topology without what is only for people, which is not sent."""
    calls = [
        replace(call, shapes=(), origins=(), inside=(), variable=None, line=None)
        for call in topology.calls
    ]
    ends = [replace(end, name=None) for end in topology.outputs]
    starts = [replace(end, name=None) for end in topology.inputs]
    return tuple(calls), tuple(starts), tuple(ends)


@pytest.mark.parametrize("name", PASSES)
def test_a_request_reads_back_as_it_was(name):
    """Calls, settings, wiring and the pairing of weights survive."""
    request = prepare(*compared(*PASSES[name]), HERE)

    read = read_request(request_line(request))

    assert _bare(read.expected) == _bare(request.expected)
    assert _bare(read.learner) == _bare(request.learner)
    assert read.groups == request.groups


@pytest.mark.parametrize(
    "answer", [ProbeAnswer(same=True, reason="equal"), ProbeAnswer(same=False, reason="é")]
)
def test_an_answer_reads_back_as_it_was(answer):
    """Both kinds of answer survive."""
    assert read_answer(answer_line(answer)) == answer


@pytest.mark.parametrize(
    "line", [b"", b"{}", b'{"same": 1, "reason": ""}', b"[[", b'"yes"', b"\xff"]
)
def test_what_is_no_answer_is_a_no(line):
    """A process that says anything else has found nothing."""
    assert read_answer(line) == ProbeAnswer(same=False, reason="the probe's process gave no answer")


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[" * 100_000, b'{"expected": 1}', b'{"expected": {"calls": [1]}}']
)
def test_what_is_no_request_is_refused(line):
    """Anything else that comes in is an error of the kit's, told as such."""
    with pytest.raises(AutograderError) as error:
        read_request(line)

    assert error.value.what == "A request to the same-function probe cannot be read."
