"""Commands of everyone: is this machine ready, and JupyterLab on one's own copy of the lessons."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
def doctor() -> None:
    """Say what is missing on this machine, and the command that mends it."""
    from autograder.doctor import diagnose, report
    from autograder.grading.sandbox.check import check_sandbox

    checks = (*diagnose(), check_sandbox())
    click.echo(report(checks))
    if any(check.state == "problem" for check in checks):
        raise click.exceptions.Exit(1)


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("my-lessons"),
    show_default=True,
    help="Your copy of the lessons; what you wrote there is never overwritten.",
)
@click.option("--port", type=click.IntRange(1, 65535), help="Port of JupyterLab.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser window.")
def lab(folder: Path, port: int | None, no_browser: bool) -> None:
    """Open JupyterLab on your own copy of the lessons."""
    from autograder.lab import prepare, start

    for line in prepare(folder).lines:
        click.echo(line)
    code = start(folder.resolve(), port=port, browser=not no_browser)
    if code:
        raise click.exceptions.Exit(1)
