"""The standard error stream below Python: the file descriptor that C libraries write to."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import IO, Any

STDERR = 2


@contextlib.contextmanager
def stderr_into(file: IO[Any]) -> Iterator[None]:
    """Send what any code of this process writes to its standard error stream into `file`.

    A process without such a stream, as pythonw is, goes on as it is.
    """
    try:
        kept = os.dup(STDERR)
    except OSError:
        yield
        return
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
        os.dup2(file.fileno(), STDERR)
        yield
    finally:
        os.dup2(kept, STDERR)
        os.close(kept)
