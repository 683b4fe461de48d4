"""Commands for a class: collect, grade, feedback, marks."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from autograder.cli.options import course_option
from autograder.grading.course import Course


@click.command()
@click.argument("lesson")
@click.argument("folder", type=click.Path(path_type=Path))
@course_option
def collect(lesson: str, folder: Path, course: Course) -> None:
    """Take the submissions of LESSON from FOLDER, which holds a folder for each student."""
    from autograder.grading.collect import collect as take

    name = course.lesson(lesson)
    found = take(course, name, folder)
    for each in found:
        if each.status == "missing":
            click.echo(f"{each.student}: no {name}.ipynb")
    counts = Counter(each.status for each in found)
    said = ", ".join(f"{counts[status]} {status}" for status in ("new", "changed", "unchanged"))
    click.echo(f"{name}: {said}, {counts['missing']} without a submission")


@click.command()
@click.argument("lesson")
@click.option("--jobs", type=click.IntRange(1), help="Submissions at a time; by default the cores.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    help="Seconds that a learner's cell may run.",
)
@click.option("--student", "chosen", multiple=True, help="Only this student; may be repeated.")
@click.option("--force", is_flag=True, help="Also those graded already and unchanged.")
@click.option(
    "--no-sandbox", "trusted", is_flag=True, help="Run submissions without walls around their code."
)
@course_option
def grade(  # noqa: PLR0913, PLR0917 - click hands every option over
    lesson: str,
    jobs: int | None,
    limit: int,
    chosen: tuple[str, ...],
    force: bool,
    trusted: bool,
    course: Course,
) -> None:
    """Grade the submissions of LESSON and print the marks."""
    name = course.lesson(lesson)
    students = course.submitters(name, chosen)

    from autograder.cli.progress import watch
    from autograder.cli.tables import print_results
    from autograder.grading.kernels import choose, warning
    from autograder.grading.release import require_released
    from autograder.grading.results import class_results
    from autograder.grading.runner import default_jobs, grade_class

    require_released(course, name)
    kernels = choose(sandbox=not trusted)
    if warning(kernels):
        click.echo(f"Note: {warning(kernels)}", err=True)
    work = grade_class(
        course,
        name,
        students,
        jobs=jobs or default_jobs(),
        limit=limit,
        force=force,
        kernels=kernels,
    )
    failed = watch(work, len(students))
    print_results(class_results(course, name))
    if failed:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("lesson")
@course_option
def feedback(lesson: str, course: Course) -> None:
    """Write what each student is told about LESSON, as HTML."""
    name = course.lesson(lesson)

    from autograder.grading.feedback import write_feedback

    written = write_feedback(course, name)
    click.echo(f"{len(written)} files of feedback in {course.feedback}")


@click.command()
@click.argument("lesson")
@course_option
def marks(lesson: str, course: Course) -> None:
    """Print the marks of LESSON, with the finding for each lost mark."""
    name = course.lesson(lesson)
    course.submitters(name)

    from autograder.cli.tables import print_results
    from autograder.grading.results import class_results

    print_results(class_results(course, name))
