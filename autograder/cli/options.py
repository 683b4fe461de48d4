"""Arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from autograder.grading.course import Course, find_course

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _found(ctx: click.Context, param: click.Parameter, value: Path | None) -> Course:
    del ctx, param
    return find_course(value or Path.cwd())


def course_option(command: _Command) -> _Command:
    """Give a command `course`, found from the current folder upwards."""
    return click.option(
        "--course",
        type=click.Path(path_type=Path, file_okay=False),
        callback=_found,
        help="Folder of the course; by default the one you are in.",
    )(command)
