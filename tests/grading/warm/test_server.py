"""The warm server's life: it goes with its grader, and is replaced when it dies."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from autograder.grading.warm.start import own_server
from tests.grading.kernels import children, kernel, lives, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="warm kernels need Linux")


@pytest.mark.parametrize("sandbox", [False, True])
def test_a_dead_server_takes_its_kernels_along_and_is_replaced(tmp_path, sandbox):
    """When the server is killed its kernels are dead for Jupyter too, and new ones start."""
    with kernel(tmp_path, sandbox=sandbox) as started:
        old = own_server().pid
        (process,) = children(old)
        os.kill(old, signal.SIGKILL)
        assert until(lambda: not lives(process))
        assert not started.manager.is_alive()
    with kernel(tmp_path, sandbox=sandbox) as started:
        assert started.run("6 * 7").result == "42"
    assert own_server().pid != old


def test_a_closed_channel_ends_its_kernels(tmp_path):
    """When a grader dies the kernels that it started go with it."""
    server = own_server()
    before = children(server.pid)
    end = server.new_end()
    with kernel(tmp_path, sandbox=True, channel=end.fileno()) as started:
        (process,) = children(server.pid) - before
        end.close()
        started.manager.provisioner._asked.close()
        assert until(lambda: not lives(process))
