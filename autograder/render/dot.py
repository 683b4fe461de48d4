"""Topology files: DOT in and out."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from autograder.errors import AutograderError
from autograder.render.dot_reader import topology_of
from autograder.render.dot_syntax import parse
from autograder.render.dot_writer import write
from autograder.topology.model import Topology


def read_dot(source: str | Path) -> Topology:
    """Read a topology file: its text, or the path to it.

    Raises AutograderError where it is no topology file, with all its mistakes at once.
    """
    if isinstance(source, str) and ("{" in source or not source.strip()):
        return _read(source, "The DOT text")
    path = Path(source)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise AutograderError(
            f"{path.name} is not UTF-8 text.", next_step="Save it as UTF-8."
        ) from None
    except OSError as problem:
        raise AutograderError(
            f"The topology file {path} cannot be read: {problem.strerror}.",
            next_step="Check the path.",
        ) from None
    return _read(text, path.name)


def write_dot(topology: Topology) -> str:
    """Return the topology as DOT, the same text every time; `read_dot` gives back an equal one."""
    return write(topology)


@lru_cache(maxsize=64)
def _read(text: str, file: str) -> Topology:
    return topology_of(parse(text, file), file)
