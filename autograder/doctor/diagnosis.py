"""The whole look at a machine, in order, and its words."""

from __future__ import annotations

from pathlib import Path

from autograder.doctor import installed, machine
from autograder.doctor.check import Check
from autograder.doctor.installed import Setup
from autograder.doctor.machine import Machine

NOT_YET = Check(
    "Packages", "note", "not installed in this Python yet; the commands in README do that"
)


def diagnose(folder: Path | None = None) -> tuple[Check, ...]:
    """Look at this machine, then, once it is installed, at the kit; return every check made.

    `folder` is where work would be written, by default the current one.
    """
    here = Machine.here(Path.cwd() if folder is None else folder)
    if not installed.is_installed():
        return (*_machine_checks(here, is_installed=False), NOT_YET)
    return (*_machine_checks(here, is_installed=True), *_setup_checks(Setup.here()))


def report(checks: tuple[Check, ...]) -> str:
    """Return the checks as text: a line for each, and below a problem what mends it."""
    lines = []
    for check in checks:
        mark = "PROBLEM" if check.state == "problem" else check.state
        lines.append(f"{mark:8}{check.name:14}{check.seen}")
        if check.mend:
            lines.append(f"{'':8}{'':14}-> {check.mend}")
    problems = sum(check.state == "problem" for check in checks)
    if problems:
        lines.append(f"{problems} to mend, from the top; then run this again.")
    elif NOT_YET in checks:
        lines.append("This machine can run the kit.")
    else:
        lines.append("Everything is in place. Start with: autograder lab")
    return "\n".join(lines)


def _machine_checks(here: Machine, *, is_installed: bool) -> tuple[Check, ...]:
    checks = [machine.check_python(here), machine.check_processor(here)]
    if here.system == "Linux":
        checks.append(machine.check_libc(here))
    checks += [machine.check_disk(here, installed=is_installed), machine.check_folder(here)]
    if not is_installed:
        checks.append(machine.check_venv(here))
    return tuple(checks)


def _setup_checks(setup: Setup) -> tuple[Check, ...]:
    return (
        installed.check_packages(setup),
        installed.check_extension(setup),
        installed.check_kernel(setup),
        installed.check_drawing(setup),
        installed.check_lessons(setup),
    )
