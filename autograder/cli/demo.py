"""The demonstration: a whole course on sample submissions."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import click


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="A new folder to play in; by default a temporary one, which is kept.",
)
@click.option("--jobs", type=click.IntRange(1), help="Submissions at a time; by default the cores.")
def demo(folder: Path | None, jobs: int | None) -> None:
    """Play a whole course on ten sample submissions: release, collect, grade, feedback, marks."""
    from autograder.cli.progress import watch
    from autograder.cli.tables import print_results
    from autograder.grading import demo as play
    from autograder.grading.feedback import write_feedback
    from autograder.grading.kernels import best
    from autograder.grading.release import release
    from autograder.grading.results import class_results
    from autograder.grading.runner import default_jobs, grade_class
    from autograder.grading.samples import submit_sample

    started = time.monotonic()
    samples = play.demo_samples()
    course = play.make_demo_course(folder or Path(tempfile.mkdtemp(prefix="autograder-demo-")))
    click.echo(f"A course in {course.root}, with the real nbgrader. It takes 20 s to a minute.")
    click.echo(f"\n1. Release {play.LESSON}: solutions removed, cells locked.")
    release(course, play.LESSON)
    click.echo(f"\n2. Collect {len(samples)} submissions.")
    for sample in samples:
        submit_sample(course, play.LESSON, sample)
        click.echo(f"   {sample.name}: {sample.about}")
    click.echo(f"\n3. Grade them; a cell may run {play.LIMIT} s.")
    work = grade_class(
        course,
        play.LESSON,
        course.students(play.LESSON),
        jobs=jobs or default_jobs(),
        limit=play.LIMIT,
        kernels=best(),
    )
    failed = watch(work, len(samples))
    click.echo("\n4. Write feedback.")
    written = write_feedback(course, play.LESSON)
    click.echo("\n5. Marks.\n")
    print_results(class_results(course, play.LESSON))
    _name_files(course.root, course.lessons / play.LESSON / f"{play.LESSON}.ipynb", written)
    click.echo(f"\nDone in {time.monotonic() - started:.0f} s.")
    if failed:
        raise click.exceptions.Exit(1)


def _name_files(root: Path, lesson: Path, written: tuple[Path, ...]) -> None:
    click.echo("\nOpen these:")
    click.echo(f"  what a student gets       {lesson}")
    for path in written:
        student = path.parent.parent.name
        click.echo(f"  feedback: {student:<15} {path}")
    click.echo(f"  the gradebook             {root / 'class' / 'gradebook.db'}")
