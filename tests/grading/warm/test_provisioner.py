"""Warm kernels through Jupyter: as fresh as new ones, ended and replaced as Jupyter expects."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from autograder.grading.warm.start import own_server
from tests.grading.kernels import children, kernel, lives, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="warm kernels need Linux")


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    """A warm kernel without walls."""
    folder = tmp_path_factory.mktemp("lesson")
    (folder / "seeds.csv").write_text("seed\n0\n", encoding="utf-8")
    with kernel(folder, sandbox=False) as started:
        yield started


def test_the_server_has_one_thread(warm):
    """Nothing that is imported before the fork starts a thread: a fork would not copy it."""
    pid = own_server().pid
    assert [task.name for task in Path(f"/proc/{pid}/task").iterdir()] == [str(pid)]
    assert "tensorflow" in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")


def test_a_kernel_runs_in_the_submission_folder(warm):
    """Relative paths are the submission's."""
    assert warm.run("open('seeds.csv').read()").result == repr("seed\n0\n")


def test_keras_trains(warm):
    """A model is trained in a forked kernel, and its layers are named as in a new process."""
    code = """
    import keras, numpy
    model = keras.Sequential([keras.layers.Dense(3, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    done = model.fit(numpy.ones((32, 4)), numpy.ones((32, 1)), epochs=2, verbose=0)
    [layer.name for layer in model.layers], len(done.history["loss"])
    """
    assert warm.run(code).result == "(['dense', 'dense_1'], 2)"


def test_plots_are_drawn(warm):
    """matplotlib's pictures reach the notebook."""
    found = warm.run("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()")
    assert [sorted(data) for data in found.shown] == [["image/png", "text/plain"]]


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("import subprocess; subprocess.run(['echo', 'command'])", "command\n"),
        ("!echo terminal", "terminal\r\n"),
        ("import os; os.write(1, b'native\\n');", "native\n"),
        ("import os\nif os.fork() == 0:\n    print('fork', flush=True)\n    os._exit(0)", "fork\n"),
    ],
)
@pytest.mark.parametrize("sandbox", [False, True])
def test_output_of_other_processes_is_shown(tmp_path, code, printed, sandbox):
    """What a command, a native library or a forked Python process prints reaches the notebook."""
    with kernel(tmp_path, sandbox=sandbox) as started:
        assert started.run(f"{code}\nimport time; time.sleep(0.5)").stdout == printed


def test_numbers_differ_from_kernel_to_kernel(tmp_path):
    """No generator continues one that the server seeded."""
    code = """
    import random, numpy, keras, tensorflow, uuid
    (random.random(), numpy.random.rand(), float(keras.random.normal(())),
     float(tensorflow.random.normal(())), uuid.uuid4())
    """
    with kernel(tmp_path, sandbox=False) as first, kernel(tmp_path, sandbox=False) as second:
        pairs = zip(first.run(code).result.split(), second.run(code).result.split(), strict=True)
        assert [one for one, other in pairs if one == other] == []


def test_seeded_numbers_are_those_of_a_new_process(warm):
    """With a seed, a warm kernel draws what any process draws."""
    code = "import keras; keras.utils.set_random_seed(7); float(keras.random.uniform(()))"
    alone = subprocess.run(
        [sys.executable, "-c", f"{code.rpartition(';')[0]}; print({code.rpartition(';')[2]})"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "KERAS_BACKEND": "tensorflow"},
    )
    assert warm.run(code).result == alone.stdout.strip()


def test_kernels_share_no_names(warm, tmp_path):
    """What one kernel defines or imports stays in it."""
    warm.run("import json; json.planted = 1; planted = 2")
    with kernel(tmp_path, sandbox=False) as other:
        assert other.run("import json; hasattr(json, 'planted')").result == "False"
        assert other.run("planted").error == "NameError: name 'planted' is not defined"


def test_an_interrupt_stops_a_cell(warm):
    """Jupyter's interrupt raises KeyboardInterrupt in the cell, and the kernel goes on."""
    tell = warm.manager.provisioner._tell
    threading.Timer(1.0, tell, ["signal"], {"signal": signal.SIGINT}).start()
    assert warm.run("while True: pass").error == "KeyboardInterrupt: "
    assert warm.run("6 * 7").result == "42"


def test_a_restarted_kernel_is_a_new_one(tmp_path):
    """Jupyter's restart works, and forgets."""
    with kernel(tmp_path, sandbox=False) as started:
        started.run("import os; old = os.getpid()")
        started.client.stop_channels()
        started.manager.restart_kernel(now=True)
        started.connect()
        assert started.run("old").error == "NameError: name 'old' is not defined"


@pytest.mark.parametrize(
    ("end", "code"), [("os._exit(3)", 3), ("os.kill(os.getpid(), 9)", -9), ("os.abort()", -6)]
)
@pytest.mark.parametrize("sandbox", [False, True])
def test_a_kernel_that_ended_says_how(tmp_path, end, code, sandbox):
    """Jupyter sees that a kernel is gone, and its exit code or signal."""
    with kernel(tmp_path, sandbox=sandbox) as started:
        started.client.execute(f"import os; {end}")
        provisioner = started.manager.provisioner
        assert until(lambda: provisioner._tell("poll") is not None)
        assert provisioner._tell("poll") == code


@pytest.mark.parametrize("sandbox", [False, True])
def test_an_ended_kernel_leaves_no_process(tmp_path, sandbox):
    """After Jupyter's shutdown no process of the kernel's is left."""
    server = own_server().pid
    before = children(server)
    with kernel(tmp_path, sandbox=sandbox):
        started = children(server) - before
        assert len(started) == 1
    assert until(lambda: not any(lives(pid) for pid in started))
