"""Learner code runs without anything reaching stderr."""

from __future__ import annotations

import os
import sys
import warnings

import pytest

from autograder.notebook.capture import MAX_CHARACTERS, captured_output, shortened


def test_stdout_stderr_warnings_and_native_lines_are_collected(capfd):
    """nbgrader gives 0 for a line on stderr, so none may get through, whoever writes it."""
    with captured_output() as text:
        print("to stdout")
        print("to stderr", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        os.write(2, b"from native code\n")
    assert text.getvalue() == "to stdout\nto stderr\nWarning: careful\nfrom native code\n"
    assert capfd.readouterr() == ("", "")


def test_stderr_is_back_after_an_error(capfd):
    """An exception passes, and what comes later is written where it belongs."""
    with pytest.raises(ZeroDivisionError), captured_output():
        1 / 0  # noqa: B018 - learner code stops like this
    os.write(2, b"afterwards\n")
    assert capfd.readouterr().err == "afterwards\n"


def test_too_much_output_is_shortened_in_the_middle():
    """A loop that prints leaves its beginning and its end."""
    text = shortened("a" * MAX_CHARACTERS + "b" * MAX_CHARACTERS)
    assert text.startswith("aaa")
    assert text.endswith("bbb")
    assert f"... {MAX_CHARACTERS} characters left out ..." in text
