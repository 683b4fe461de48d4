"""Landlock's rules: a second wall that stands where a mount would fail to."""

from __future__ import annotations

from pathlib import Path

from landlockpy import AccessFS, AccessNet, Ruleset, Scope, fs_for_abi
from landlockpy.flags import LATEST_ABI

from autograder.grading.sandbox.view import DEVICES, HOME, SHARED_MEMORY, SOCKETS, TEMPORARY, View

_ONLY_SOCKETS = (
    AccessFS.MAKE_SOCK | AccessFS.REMOVE_FILE | AccessFS.READ_FILE | AccessFS.RESOLVE_UNIX
)
_READ = AccessFS.READ_FILE | AccessFS.READ_DIR | AccessFS.EXECUTE


def restrict(what: View) -> None:
    """Forbid this process, and what it starts, every file but those of its view; for good.

    Nor can they signal a process outside, or reach an abstract socket there.
    """
    scoped = Scope.ABSTRACT_UNIX_SOCKET | Scope.SIGNAL
    # TCP is left to the network namespace: ipykernel hears its own children over loopback.
    datagrams = AccessNet.BIND_UDP | AccessNet.CONNECT_SEND_UDP
    with Ruleset(handled_net=datagrams, scoped=scoped) as rules:
        for path in (*what.shown, "/proc", "/etc"):
            if Path(path).is_dir():
                rules.allow_path(path, _READ)
        for path in DEVICES:
            rules.allow_path(path, AccessFS.READ_FILE | AccessFS.WRITE_FILE)
        device = AccessFS.READ_FILE | AccessFS.WRITE_FILE | AccessFS.IOCTL_DEV
        rules.allow_path("/dev/pts", device | AccessFS.READ_DIR)
        for path in (HOME, TEMPORARY, SHARED_MEMORY):
            rules.allow_path(path, fs_for_abi(LATEST_ABI))
        # It lies on a disk that no limit of ours protects.
        rules.allow_path(SOCKETS, _ONLY_SOCKETS)
        rules.restrict()
