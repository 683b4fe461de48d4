"""Progress of grading: a bar for a person, plain lines for a pipe."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.grading.runner import Finished


def watch(work: Generator[Finished, None, None], total: int) -> int:
    """Follow grading to its end; return how many submissions could not be graded."""
    console = Console()
    # Closing ends the processes that still grade, also after Control-C.
    with closing(work):
        return _with_bar(work, total, console) if console.is_terminal else _in_lines(work, total)


def _in_lines(work: Iterable[Finished], total: int) -> int:
    failed = 0
    for number, each in enumerate(work, start=1):
        click.echo(f"{number} of {total}: {_words(each)}")
        failed += each.status == "failed"
    return failed


def _with_bar(work: Iterable[Finished], total: int, console: Console) -> int:
    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]} failed"),
        TimeRemainingColumn(),
    )
    failed = 0
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("grading", total=total, failed=0)
        for each in work:
            failed += each.status == "failed"
            progress.update(task, advance=1, failed=failed)
            if each.status == "failed":
                progress.console.print(_words(each), markup=False, highlight=False)
    return failed


def _words(each: Finished) -> str:
    if each.status == "failed":
        return f"{each.student} could not be graded: {each.problem}"
    if each.status == "unchanged":
        return f"{each.student} was graded already"
    return f"{each.student} graded in {each.seconds:.1f} s"
