"""The first cell of a lesson."""

import subprocess
import sys

import pytest

from autograder.doctor import installed, ready, startup


def test_loads_in_silence_and_says_ready():
    """A fresh process announces the wait, says Ready, and leaves its error stream empty."""
    code = "from autograder.doctor import ready; ready()"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    keras = ".".join(installed.installed_version("keras").split(".")[:2])
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert run.stderr == ""
    assert run.stdout.splitlines() == [
        "Loading TensorFlow, about 7 s ...",
        f"Ready: Python {python}, Keras {keras}, drawing works.",
    ]


def test_names_what_is_missing_and_the_command(monkeypatch, capsys):
    """A Python without TensorFlow is told the one command, and nothing is imported."""
    monkeypatch.setattr(startup, "installed_version", lambda name: "" if name == "keras" else "2")

    ready()

    assert capsys.readouterr().out == (
        f"Not ready: this Python has no keras ({sys.executable}).\n"
        "Run this in a terminal, then restart the kernel:\n"
        f"{installed.install_command()}\n"
    )


def test_sends_a_broken_tensorflow_to_the_doctor(monkeypatch, capsys):
    """A TensorFlow that is installed and does not start is told how to be looked at."""

    def fail():
        raise ImportError("libhdf5.so: cannot open")

    monkeypatch.setattr(startup, "_load", fail)
    monkeypatch.setitem(sys.modules, "tensorflow", object())

    ready()

    assert capsys.readouterr().out == (
        "Not ready: TensorFlow does not start (ImportError: libhdf5.so: cannot open).\n"
        "Run this in a terminal:\n"
        f"{sys.executable} -m autograder.doctor\n"
    )


@pytest.mark.parametrize(
    ("engine", "end"),
    [("dot", "drawing works."), ("", "models are shown as text (no Graphviz here).")],
)
def test_says_whether_pictures_will_come(monkeypatch, capsys, engine, end):
    """The line ends with what a learner will see of a model."""
    monkeypatch.setattr(startup, "_load", lambda: None)
    monkeypatch.setattr(startup, "drawing", lambda: engine)
    monkeypatch.setitem(sys.modules, "tensorflow", object())

    ready()

    assert capsys.readouterr().out.endswith(f", {end}\n")
