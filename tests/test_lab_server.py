"""JupyterLab on a learner's folder: how it is started, and how it ends."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from autograder import lab


def test_starts_on_loopback_only(tmp_path, monkeypatch):
    """JupyterLab listens on this machine alone, in the learner's folder."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert lab.lab_command(tmp_path, port=8899, browser=False) == [
        sys.executable,
        "-m",
        "jupyterlab",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={tmp_path}",
        "--ServerApp.port=8899",
        "--ServerApp.port_retries=0",
        "--ServerApp.open_browser=False",
    ]


def test_starts_for_the_only_user_of_a_container(tmp_path, monkeypatch):
    """Root may start it too, for in a container there is often nobody else."""
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)

    assert lab.lab_command(tmp_path)[-1] == "--ServerApp.allow_root=True"


def test_asks_nothing_about_news(tmp_path, monkeypatch):
    """A setting for this start alone keeps JupyterLab from asking whether to fetch its news."""
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/somebody/else")

    first, _, others = lab._environment(tmp_path)["JUPYTER_CONFIG_PATH"].partition(os.pathsep)

    assert others == "/somebody/else"
    overrides = json.loads(
        (Path(first) / "labconfig/default_setting_overrides.json").read_text(encoding="utf-8")
    )
    assert overrides["@jupyterlab/apputils-extension:notification"] == {"fetchNews": "false"}


def test_returns_what_jupyterlab_returned(tmp_path, monkeypatch):
    """The exit code of JupyterLab is handed on."""
    monkeypatch.setattr(lab, "lab_command", lambda *_, **__: [sys.executable, "-c", "exit(3)"])

    assert lab.start(tmp_path) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Control-C otherwise")
def test_control_c_leaves_the_stopping_to_jupyterlab(tmp_path):
    """Control-C does not end the parent before JupyterLab has ended by itself."""
    child = (
        "import signal, time; signal.signal(signal.SIGINT, lambda *_: None);"
        "print('up', flush=True); time.sleep(1.5); exit(4)"
    )
    parent = (
        "import sys; from autograder import lab; from pathlib import Path;"
        f"lab.lab_command = lambda *_, **__: [sys.executable, '-c', {child!r}];"
        f"sys.exit(lab.start(Path({str(tmp_path)!r})))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent], stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout.readline() == b"up\n"
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=30) == 4


def test_jupyterlab_answers_on_this_machine_alone(tmp_path, monkeypatch):
    """The command really starts JupyterLab with nbgrader's parts, and ends at Control-C."""
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    command = lab.lab_command(tmp_path, port=free_port(), browser=False)
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) as process:
        try:
            server = started_server(tmp_path / "runtime", process)
            address = f"{server['url']}api/contents?token={server['token']}"
            with urllib.request.urlopen(address, timeout=30) as answer:
                listing = json.load(answer)
        finally:
            process.terminate()

    assert server["hostname"] == "127.0.0.1"
    assert listing["type"] == "directory"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def started_server(runtime, process):
    """What the server wrote about itself, once it has."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            with contextlib.suppress(ValueError):
                return json.loads(file.read_text())
        time.sleep(0.1)
    pytest.fail("JupyterLab did not start")
