"""Commands that make what students get: release, pack."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.options import course_option
from autograder.grading.course import Course


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option("--check", is_flag=True, help="Change nothing; say where lessons/ has drifted.")
@click.option("--run", is_flag=True, help="Run each solution too: it must earn full marks.")
@course_option
def release(lessons: tuple[str, ...], check: bool, run: bool, course: Course) -> None:
    """Generate the students' version of lessons (03, or the full name; none: every lesson)."""
    names = [course.lesson(text) for text in lessons] or list(course.lesson_names())
    found: list[str] = []
    for name in names:
        found += _check(course, name) if check else _release(course, name)
        if run:
            found += _run(course, name)
    for line in found:
        click.echo(f"- {line}")
    if found:
        raise click.exceptions.Exit(1)


@click.command()
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The archive to write; by default dist/keras-lessons.zip in the course.",
)
@course_option
def pack(target: Path | None, course: Course) -> None:
    """Write the archive that students get: lessons and kit, no solutions."""
    from autograder.grading.pack import pack as write

    target = target or course.root / "dist" / "keras-lessons.zip"
    names = write(course, target)
    click.echo(f"{target}: {len(names)} files, {target.stat().st_size / 1e6:.1f} MB")


def _check(course: Course, name: str) -> list[str]:
    from autograder.grading.checks import author_mistakes
    from autograder.grading.release import drift

    mistakes = author_mistakes(course, name)
    found = [f"{name}: {text}" for text in mistakes] or list(drift(course, name))
    if not found:
        click.echo(f"{name}: lessons/ is what nbgrader generates from solutions/")
    return found


def _release(course: Course, name: str) -> list[str]:
    from autograder.grading.release import release as generate

    generate(course, name)
    click.echo(f"{name}: released to {course.lessons / name}")
    return []


def _run(course: Course, name: str) -> list[str]:
    from autograder.grading.rehearsal import lost_marks

    lost = lost_marks(course, name)
    if not lost:
        click.echo(f"{name}: the solution earns full marks")
    return [f"{name}: {text}" for text in lost]
