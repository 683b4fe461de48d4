"""The table of marks, and below it the finding for each lost mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.grading.results import Mark, Result

REVIEW = "needs review"
BY_HAND = "by hand"


def print_results(results: Sequence[Result]) -> None:
    """Print marks per exercise, then why marks were lost and what a person has to look at."""
    console = Console()
    width = console.width if console.is_terminal else 1000
    Console(width=width, highlight=False).print(marks_table(results))
    for title, lines in (
        ("Lost marks", list(_lost(results))),
        ("Needs review", list(_reviews(results))),
    ):
        if lines:
            click.echo(f"\n{title}")
            for line in lines:
                click.echo(f"  {line}")
    unwalled = [_one_line(each.student) for each in results if not each.walled]
    if unwalled:
        click.echo(f"\nRun without a sandbox: {', '.join(unwalled)}")


def marks_table(results: Sequence[Result]) -> Table:
    """Return the table: a row a student, a column an exercise."""
    exercises = list(dict.fromkeys(mark.exercise for each in results for mark in each.marks))
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("student", no_wrap=True)
    for exercise in (*exercises, "total"):
        table.add_column(Text(exercise), justify="right", no_wrap=True)
    for each in results:
        marks = {mark.exercise: mark for mark in each.marks}
        row = [_cell(marks.get(exercise)) for exercise in exercises]
        table.add_row(Text(each.student), *row, f"{each.total:g} of {each.maximum:g}")
    return table


def _cell(mark: Mark | None) -> str:
    if mark is None:
        return "-"
    if mark.points is None:
        return BY_HAND if mark.by_hand else REVIEW if mark.review else "-"
    return f"{mark.points:g} of {mark.maximum:g}"


def _lost(results: Sequence[Result]) -> Iterator[str]:
    for each in results:
        yield from _grouped(
            each.student,
            (
                (mark.exercise, mark.finding)
                for mark in each.marks
                if mark.points is not None and mark.points < mark.maximum and mark.finding
            ),
        )


def _reviews(results: Sequence[Result]) -> Iterator[str]:
    for each in results:
        if each.problem:
            yield f"{each.student}: {_one_line(each.problem)}"
        yield from _grouped(
            each.student,
            (
                (mark.exercise, mark.review)
                for mark in each.marks
                if mark.review and not mark.by_hand
            ),
        )


def _grouped(student: str, reasons: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a line for each reason, with all exercises that it holds for."""
    exercises: dict[str, list[str]] = {}
    for exercise, reason in reasons:
        exercises.setdefault(_one_line(reason), []).append(exercise)
    for reason, names in exercises.items():
        yield f"{student}, {', '.join(names)}: {reason}"


def _one_line(text: str) -> str:
    """Return text from a submission on one line, without what could steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
