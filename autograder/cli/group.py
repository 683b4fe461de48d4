"""The `autograder` command: its subcommands, each imported when it is called."""

from __future__ import annotations

import importlib
from typing import Any

import click

from autograder.errors import AutograderError

_COMMANDS = {
    "doctor": "autograder.cli.student",
    "lab": "autograder.cli.student",
    "demo": "autograder.cli.demo",
    "release": "autograder.cli.lessons",
    "pack": "autograder.cli.lessons",
    "verify": "autograder.cli.verify",
    "collect": "autograder.cli.classes",
    "grade": "autograder.cli.classes",
    "feedback": "autograder.cli.classes",
    "marks": "autograder.cli.classes",
}


class Commands(click.Group):
    """Subcommands that load what they need only when called, and one way of failing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a course."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a subcommand."""
        del ctx
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(importlib.import_module(module), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a subcommand; a mistake of an author or a machine becomes one message and exit 1."""
        try:
            return super().invoke(ctx)
        except AutograderError as error:
            click.echo(f"Error: {error}", err=True)
        except ModuleNotFoundError as error:
            click.echo(f"Error: A part of the kit is not installed: {error.name}.", err=True)
            click.echo("Next step: Run: autograder doctor", err=True)
        except PermissionError as error:
            click.echo(f"Error: Cannot write to or read {error.filename}.", err=True)
            click.echo("Next step: Change its owner or permissions, then try again.", err=True)
        return ctx.exit(1)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 something failed, 2 wrong usage.",
)
@click.version_option(package_name="autograder")
def main() -> None:
    """Teach functional Keras models: lessons, checks of the graph, and grading with nbgrader."""
