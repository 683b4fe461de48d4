"""The first cell of a lesson: TensorFlow loaded in silence, then "Ready" or the way to mend."""

from __future__ import annotations

import os
import platform
import sys

from autograder.doctor.installed import drawing, install_command, installed_version
from autograder.doctor.quiet import quiet


def ready() -> None:
    """Load TensorFlow and Keras and print "Ready", or the one command that mends the set-up.

    Nothing reaches the standard error stream. Whatever Keras prints once per process, at its first
    layer, it does here, unseen.
    """
    missing = [name for name in ("tensorflow", "keras") if not installed_version(name)]
    if missing:
        print(f"Not ready: this Python has no {' and no '.join(missing)} ({sys.executable}).")
        print(f"Run this in a terminal, then restart the kernel:\n{install_command()}")
        return
    if "tensorflow" not in sys.modules:
        print("Loading TensorFlow, about 7 s ...", flush=True)
    try:
        _load()
    except Exception as error:  # noqa: BLE001 - a broken install fails in many ways, all told alike
        print(f"Not ready: TensorFlow does not start ({type(error).__name__}: {error}).")
        print(f"Run this in a terminal:\n{sys.executable} -m autograder.doctor")
        return
    python = ".".join(platform.python_version_tuple()[:2])
    keras = ".".join(installed_version("keras").split(".")[:2])
    pictures = "drawing works" if drawing() else "models are shown as text (no Graphviz here)"
    print(f"Ready: Python {python}, Keras {keras}, {pictures}.")


def _load() -> None:
    # The lessons are written for TensorFlow, whatever backend a person's own Keras file names.
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with quiet():
        import keras
        import tensorflow  # noqa: F401 - Keras may have been set to another backend

        # The first weights make TensorFlow look for a GPU, and complain where there is none.
        keras.layers.Dense(1).build((None, 1))
