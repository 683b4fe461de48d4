"""Running learner code so that what it writes to stderr costs no marks."""

from __future__ import annotations

import contextlib
import io
import tempfile
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from autograder.streams import stderr_into

MAX_CHARACTERS = 10_000
"""What is shown of one run's output; a loop that prints would else fill the notebook."""


@contextlib.contextmanager
def captured_output() -> Iterator[io.StringIO]:
    """Collect stdout, stderr and warnings, also those of native code, in the yielded text.

    nbgrader gives 0 for any line on stderr, and Keras warns there about working code
    (`input_shape=`), so nothing may reach it while learner code runs.
    """
    text = io.StringIO()
    with (
        _native_stderr() as native,
        contextlib.redirect_stdout(text),
        contextlib.redirect_stderr(text),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("always")
        warnings.showwarning = _writing_to(text)
        yield text
    text.write("".join(native))


def _writing_to(text: io.StringIO) -> Callable[..., None]:
    def write(message: Warning | str, *_: Any, **__: Any) -> None:
        text.write(f"Warning: {message}\n")

    return write


def shortened(text: str) -> str:
    """Return the text, its middle left out where it is too long to show."""
    if len(text) <= MAX_CHARACTERS:
        return text
    half = MAX_CHARACTERS // 2
    return (
        f"{text[:half]}\n... {len(text) - MAX_CHARACTERS} characters left out ...\n{text[-half:]}"
    )


@contextlib.contextmanager
def _native_stderr() -> Iterator[list[str]]:
    lines: list[str] = []
    with tempfile.TemporaryFile() as file:
        try:
            with stderr_into(file):
                yield lines
        finally:
            file.seek(0)
            lines.append(file.read(MAX_CHARACTERS).decode("utf-8", "replace"))
