"""Putting a forked process behind its walls, before any learner's code runs in it."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

from autograder.grading.sandbox import system
from autograder.grading.sandbox.filter import is_known, refuse_calls
from autograder.grading.sandbox.first import watch
from autograder.grading.sandbox.limits import DEFAULT, Limits, apply
from autograder.grading.sandbox.loopback import raise_loopback
from autograder.grading.sandbox.root import copy_work, make_root
from autograder.grading.sandbox.rules import restrict
from autograder.grading.sandbox.view import HOME, View, view

NOBODY = 65534
ROOM = "root"
"""The folder, within the one for the sockets, that the sandbox's root is mounted on."""
_OTHERS = (
    system.NEW_MOUNT | system.NEW_NETWORK | system.NEW_IPC | system.NEW_PID | system.NEW_HOST_NAME
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """One sandbox: the folder for its sockets, the lesson's files to copy in, and its limits."""

    sockets: str
    work: str
    hidden: tuple[str, ...] = ()
    limits: Limits = DEFAULT

    def data(self) -> dict[str, Any]:
        """Return the plan as JSON's types."""
        return asdict(self)


def plan_from(data: dict[str, Any]) -> Plan:
    """Return the plan that `Plan.data` gave."""
    limits = Limits(**data["limits"])
    return Plan(**data | {"hidden": tuple(data["hidden"]), "limits": limits})


def enter(plan: Plan, *, name: int, lifeline: int, keep: int) -> None:
    """Come back as a process behind walls; this one and another between do not.

    `name` is told the process to end, as the caller's processes are numbered. When `lifeline` is at
    its end, or the process behind the walls ends, all it started is ended. `keep` stays open.
    """
    owner = _prepared(plan)
    what = view(plan.hidden)
    if not _can_be_nobody():
        _become_own_user()
    system.leave_namespaces(_OTHERS)
    first = os.fork()
    if first:
        os.write(name, str(first).encode())
        os._exit(0)
    # From here on the one way out is the report: this is the first process of its own system.
    system.close_all_but(keep, lifeline)
    _guarded(keep, lambda: _build(plan, what, owner))
    inner = os.fork()
    if inner:
        system.set_readable(readable=False)
        watch(inner, lifeline, plan.limits)
    _guarded(keep, lambda: _wall_up(plan, what))


def _prepared(plan: Plan) -> tuple[int, int]:
    """Make what the sandbox is mounted on; return the user and group that live in it."""
    Path(plan.sockets, ROOM).mkdir(mode=0o755, exist_ok=True)
    if not _can_be_nobody():
        return os.getuid(), os.getgid()
    for each in (Path(plan.sockets), *Path(plan.sockets).iterdir()):
        os.chown(each, NOBODY, NOBODY)
    return NOBODY, NOBODY


def _can_be_nobody() -> bool:
    """Say whether this is root, of a machine or container that has more users than one."""
    if os.geteuid() != 0:
        return False
    ranges = Path("/proc/self/uid_map").read_text(encoding="ascii").splitlines()
    spans = [(int(line.split()[0]), int(line.split()[2])) for line in ranges]
    return any(first <= NOBODY < first + count for first, count in spans)


def _build(plan: Plan, what: View, owner: tuple[int, int]) -> None:
    """Set up the new system, with the privileges that the namespaces gave; then drop them."""
    raise_loopback()
    place = str(Path(plan.sockets, ROOM))
    work = Path(plan.work)
    files = os.open(work, os.O_RDONLY)
    make_root(place, what, sockets=plan.sockets, limits=plan.limits, owner=owner)
    target = Path(HOME, work.name)
    copy_work(Path(f"/proc/self/fd/{files}"), target, owner=owner)
    os.close(files)
    os.chdir(target)
    if _can_be_nobody():
        _become_nobody()
    # No further namespaces of users: in one of them a process would have every privilege again.
    Path("/proc/sys/user/max_user_namespaces").write_text("0", encoding="ascii")
    system.give_up_privileges()


def _become_own_user() -> None:
    """Enter a user namespace, in which an ordinary user may make the others."""
    user, group = os.getuid(), os.getgid()
    system.leave_namespaces(system.NEW_USER)
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def _become_nobody() -> None:
    """Change from root, whom no limit on processes binds, to nobody in a namespace of its own."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    # The change of user made our own entries of /proc root's.
    system.set_readable(readable=True)
    _become_own_user()


def _wall_up(plan: Plan, what: View) -> None:
    os.setsid()
    apply(plan.limits)
    restrict(what)
    if is_known():
        refuse_calls()


def _guarded(report: int, step: Callable[[], None]) -> None:
    try:
        step()
    except BaseException:  # noqa: BLE001 - nobody else would hear of it
        _fail(report)


def _fail(report: int) -> NoReturn:
    os.write(report, traceback.format_exc().encode())
    os._exit(1)
