"""The command line: parse, call, print, exit code."""

from autograder.cli.group import main

__all__ = ["main"]
