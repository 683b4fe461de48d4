"""Silence for libraries that write to the standard error stream behind Python's back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from typing import TextIO
from warnings import catch_warnings, simplefilter

from autograder.streams import stderr_into


@contextmanager
def quiet() -> Iterator[None]:
    """Drop warnings, and what C libraries write to the standard error stream.

    TensorFlow's first lines and Fontconfig's go to the file descriptor, which no Python stream
    sees, and nbgrader takes every such line in a graded cell for a failure.
    """
    with _nowhere() as sink, catch_warnings(), stderr_into(sink), redirect_stderr(sink):
        simplefilter("ignore")
        yield


def _nowhere() -> TextIO:
    return open(os.devnull, "w")  # noqa: PTH123 - no path on Windows; the caller closes it
