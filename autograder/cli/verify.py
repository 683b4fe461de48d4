"""The command that tests a lesson's exercises: near-misses, shortcuts, solutions, stubs."""

from __future__ import annotations

import time
from collections.abc import Iterator

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.cli.options import course_option
from autograder.grading.course import Course
from autograder.verify.report import ExerciseReport, LessonReport, NearMiss, Status

_COLUMNS: tuple[Status, ...] = (
    "caught",
    "survives",
    "accepted",
    "equal",
    "same function",
    "admitted",
    "refused",
)
_ALWAYS = 2
"""So many columns are shown although nothing stands in them."""


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option("--all", "everything", is_flag=True, help="Name every near-miss, not only the weak.")
@course_option
def verify(lessons: tuple[str, ...], everything: bool, course: Course) -> None:
    """Test the exercises of lessons (none: every lesson): does a nearly right answer pass?"""
    names = [course.lesson(text) for text in lessons] or list(course.lesson_names())

    from autograder.probe import ProbeProcess
    from autograder.verify.verify import verify as verified

    failed = False
    with ProbeProcess() as probe:
        for name in names:
            began = time.monotonic()
            with Console().status(f"verifying {name}"):
                report = verified(course, name, probe)
            _print(report, everything=everything, seconds=time.monotonic() - began)
            failed = failed or bool(report.failures)
    if failed:
        raise click.exceptions.Exit(1)


def _print(report: LessonReport, *, everything: bool, seconds: float) -> None:
    console = Console()
    click.echo(f"{report.lesson}: {_verdict(report)} ({seconds:.0f} s)")
    if console.is_terminal:
        console.print(table_of(report))
    else:
        for each in report.exercises:
            click.echo(f"  {each.id} ({each.kind}): {_counts(each)}")
    for title, lines in (
        ("To mend", list(report.failures)),
        ("Passes for a reason", list(_accepted(report))),
        ("Explained beside the point", list(_misdiagnosed(report))),
        ("Every near-miss", list(_every(report)) if everything else []),
    ):
        if lines:
            click.echo(f"\n{title}")
            for line in lines:
                click.echo(f"- {line}")
    click.echo()


def _verdict(report: LessonReport) -> str:
    count = len(report.failures)
    return "nothing to mend" if not count else f"{count} to mend"


def table_of(report: LessonReport) -> Table:
    """Return the table: a row for each exercise, a column for each count that is not 0."""
    rows = [
        {
            "near-misses": len(each.near_misses),
            **{status: len(each.having(status)) for status in _COLUMNS},
            "not buildable": each.impossible,
            "shortcuts": len(each.shortcuts),
        }
        for each in report.exercises
    ]
    shown = [
        title
        for title in (rows[0] if rows else ())
        if title in {"near-misses", *_COLUMNS[:_ALWAYS]} or any(row[title] for row in rows)
    ]
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("exercise", no_wrap=True)
    table.add_column("kind", no_wrap=True)
    for title in shown:
        table.add_column(title, justify="right")
    for each, row in zip(report.exercises, rows, strict=True):
        table.add_row(Text(each.id), each.kind, *(str(row[title]) for title in shown))
    return table


def _counts(each: ExerciseReport) -> str:
    parts = [f"{len(each.near_misses)} near-misses"]
    for status in _COLUMNS:
        count = len(each.having(status))
        if count:
            parts.append(f"{count} {status}")
    if each.impossible:
        parts.append(f"{each.impossible} not buildable")
    return ", ".join([*parts, f"{len(each.shortcuts)} shortcuts"])


def _accepted(report: LessonReport) -> Iterator[str]:
    for each in report.exercises:
        yield from (f"{each.id}: {miss.words} ({miss.reason})" for miss in each.having("accepted"))


def _misdiagnosed(report: LessonReport) -> Iterator[str]:
    for each in report.exercises:
        yield from (
            f"{each.id}: {miss.words}; {miss.complaint}: {miss.diagnosis}"
            for miss in each.misdiagnosed
        )


def _every(report: LessonReport) -> Iterator[str]:
    for each in report.exercises:
        for miss in each.near_misses:
            yield f"{each.id}: {_line(miss)}"
        for short in each.shortcuts:
            yield f"{each.id}: {short.words}: {short.score:.2f} of 1"


def _line(miss: NearMiss) -> str:
    told = f", diagnosed as {miss.diagnosis}" if miss.diagnosis else ""
    return f"{miss.words}: {miss.status}{told}"
