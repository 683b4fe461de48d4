"""Of the grader's environment, what a kernel in a sandbox is given."""

from __future__ import annotations

from autograder.grading.sandbox.view import HOME, search_path
from autograder.grading.seeds import SEED_VARIABLE

KEPT = (
    "LANG",
    "LANGUAGE",
    "LD_LIBRARY_PATH",
    "TZ",
    "PYTHONHASHSEED",
    "KERAS_BACKEND",
    "TF_CPP_MIN_LOG_LEVEL",
    "NBGRADER_EXECUTION",
    SEED_VARIABLE,
)


def scrubbed(environment: dict[str, str]) -> dict[str, str]:
    """Return the variables that a kernel needs, and nobody's secrets."""
    kept = {name: environment[name] for name in KEPT if name in environment}
    kept |= {name: value for name, value in environment.items() if name.startswith("LC_")}
    kept |= {"HOME": HOME, "TMPDIR": "/tmp", "PATH": search_path(), "USER": "student"}  # noqa: S108 - the sandbox's own
    return kept
