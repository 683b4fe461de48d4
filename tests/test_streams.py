"""The standard error stream below Python."""

import os
import subprocess
import sys
import tempfile

import pytest

from autograder.streams import stderr_into


def test_what_native_code_writes_arrives_in_the_file(capfd):
    """Writing to the file descriptor itself ends in the file, and only while the block lasts."""
    with tempfile.TemporaryFile() as file:
        with stderr_into(file):
            os.write(2, b"inside")
        os.write(2, b"outside")
        file.seek(0)

        assert (file.read(), capfd.readouterr().err) == (b"inside", "outside")


def test_the_stream_is_given_back_after_an_error(capfd):
    """An exception in the block leaves the standard error stream as it was."""
    with tempfile.TemporaryFile() as file:
        with pytest.raises(ValueError, match="stop"), stderr_into(file):
            raise ValueError("stop")
        os.write(2, b"outside")

        assert capfd.readouterr().err == "outside"


def test_a_process_without_the_stream_goes_on():
    """Where nothing is open as standard error, the block runs all the same."""
    program = (
        "import os, tempfile\n"
        "from autograder.streams import stderr_into\n"
        "file = tempfile.TemporaryFile()\n"
        "os.close(2)\n"
        "with stderr_into(file):\n"
        "    print('ran')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60
    )

    assert done.stdout == "ran\n"
