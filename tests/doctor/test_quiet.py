"""Silence on the standard error stream."""

import os
import sys
import warnings

import pytest

from autograder.doctor.quiet import quiet


def test_drops_what_native_and_python_code_write(capfd):
    """Nothing written inside reaches the stream, by file descriptor, by Python or as a warning."""
    with quiet():
        os.write(2, b"from a C library\n")
        print("from Python", file=sys.stderr)
        warnings.warn("about the start-up", stacklevel=1)

    assert capfd.readouterr().err == ""


def test_the_stream_speaks_again_afterwards(capfd):
    """What is written after the block arrives, even where the block raised."""
    with pytest.raises(ValueError, match="from inside"), quiet():
        int("from inside")
    os.write(2, b"afterwards\n")

    assert capfd.readouterr().err == "afterwards\n"


def test_works_without_a_standard_error_stream(monkeypatch):
    """A process without file descriptor 2 is served all the same."""

    def refuse(_):
        raise OSError

    monkeypatch.setattr(os, "dup", refuse)
    ran = []
    with quiet():
        ran.append(True)

    assert ran == [True]
