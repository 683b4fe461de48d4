"""The doctor's line about the sandbox."""

from __future__ import annotations

from autograder.doctor.check import Check
from autograder.grading.sandbox.abilities import Abilities, abilities

NAME = "Grading"


def check_sandbox(found: Abilities | None = None) -> Check:
    """Say whether submissions can be walled in when they are graded; nothing else needs that."""
    found = abilities() if found is None else found
    if not found.is_linux:
        return Check(NAME, "note", "in ordinary kernels, without a sandbox, which only Linux has")
    if found.problem:
        seen = f"needs --no-sandbox here ({found.problem})"
        return Check(NAME, "note", seen, found.mend)
    walls = f"namespaces, Landlock {found.landlock}" + (", seccomp" * found.has_filter)
    return Check(NAME, "ok", f"in a sandbox of {walls}")
