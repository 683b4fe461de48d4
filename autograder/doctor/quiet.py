"""Silence for libraries that write to the standard error stream behind Python's back."""

from __future__ import annotations

import contextlib
import os
import warnings
from collections.abc import Iterator


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Drop warnings, and what C libraries write to the standard error stream.

    TensorFlow's first lines and Fontconfig's go to the file descriptor, which no Python stream
    sees, and nbgrader takes every such line in a graded cell for a failure.
    """
    with warnings.catch_warnings(), _nowhere():
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def _nowhere() -> Iterator[None]:
    try:
        kept = os.dup(2)
    except OSError:
        yield  # A process without a standard error stream, such as pythonw.
        return
    with open(os.devnull, "w") as sink:  # noqa: PTH123 - os.devnull is no path on Windows
        os.dup2(sink.fileno(), 2)
        try:
            with contextlib.redirect_stderr(sink):
                yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
