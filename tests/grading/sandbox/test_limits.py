"""What a sandboxed kernel may use up, and that nothing of it is left."""

from __future__ import annotations

from autograder.grading.warm.start import own_server
from tests.grading.kernels import all_below, kernel, lives, until


def test_a_memory_bomb_ends_in_an_error(walled):
    """Too much memory in one process is a MemoryError, and the kernel goes on."""
    assert walled.run("hoard = bytearray(20 * 1024**3)").error == "MemoryError: "
    assert walled.run("6 * 7").result == "42"


def test_a_memory_bomb_of_many_processes_is_ended(course):
    """Processes that hold too much together end the kernel."""
    code = """
    import os, time
    for _ in range(8):
        if os.fork() == 0:
            hoard = bytearray(os.urandom(1024)) * (600 * 1024)
            time.sleep(60)
    time.sleep(60)
    """
    with kernel(course.work) as started:
        started.client.execute(code)
        assert until(lambda: not started.manager.is_alive(), 30)


def test_a_fork_bomb_stays_small(course):
    """Processes are limited, and the end of the kernel is the end of all of them."""
    code = "import os, signal\nwhile True:\n    if os.fork() == 0:\n        signal.pause()"
    server = own_server().pid
    before = all_below(server)
    with kernel(course.work) as started:
        found = started.run(code)
        assert found.error == "BlockingIOError: [Errno 11] Resource temporarily unavailable"
        assert len(all_below(server) - before) < 400
    assert until(lambda: not all_below(server) - before)


def test_a_disk_filler_fills_its_own_folder(walled):
    """All that a kernel writes is limited, in large files and in small ones."""
    fill = "with open({!r}, 'wb') as file:\n    while True:\n        file.write(bytes(1 << 20))"
    for path in ("big", "/tmp/big", "/dev/shm/big"):
        found = walled.run(fill.format(path))
        assert found.error.startswith("OSError: [Errno 28] No space left on device")
        walled.run(f"os.remove({path!r})")
    found = walled.run("for n in range(10**6):\n    Path(f'/tmp/{n}').touch()")
    assert found.error.startswith("OSError: [Errno 28] No space left on device")
    walled.run("for path in Path('/tmp').iterdir():\n    if path.name.isdigit(): path.unlink()")


def test_no_daemon_outlives_the_kernel(course):
    """A process that detached itself ends with the kernel."""
    code = """
    import os, time
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True:
                time.sleep(0.1)
        os._exit(0)
    os.wait()
    """
    server = own_server().pid
    with kernel(course.work) as started:
        before = all_below(server)
        started.run(code)
        (daemon,) = all_below(server) - before
        started.client.execute("os._exit(0)")
        assert until(lambda: not lives(daemon))
