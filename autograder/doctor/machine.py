"""The machine before anything is installed: Python, processor, disk, venv, folder."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder.doctor.check import Check

OLDEST, NEWEST = (3, 11), (3, 13)
INSTALL_GB = 4.0
"""What the environment takes while it is installed: 2.9 GB in place, and the archives."""
GLIBC = (2, 28)
"""The oldest C library that all Linux wheels of requirements.txt accept."""
ELSEWHERE = "Use a computer with another processor, a JupyterHub, or Binder (README says how)."
WHEELS = {("Linux", "x86_64"), ("Linux", "aarch64"), ("Darwin", "arm64"), ("Windows", "AMD64")}


@dataclass(frozen=True)
class Machine:
    """The facts that the checks need; `Machine.here()` reads those of this machine.

    `other_pythons` are commands on the path that start a fitting Python; `translated` is a Python
    for Intel on a Mac with Apple silicon; `libc` is ("glibc", "2.36"); `avx` and `long_paths` are
    None where unknown or of no meaning.
    """

    python: tuple[int, int, int]
    bits: int
    system: str
    processor: str
    other_pythons: tuple[str, ...] = ()
    translated: bool = False
    libc: tuple[str, str] = ("", "")
    avx: bool | None = None
    long_paths: bool | None = None
    free_gb: float = 100.0
    has_venv: bool = True
    debian: bool = False
    folder: str = "."
    writable: bool = True

    @staticmethod
    def here(folder: Path) -> Machine:
        """Read the facts of this machine; `folder` is where work would be written."""
        python = tuple(sys.version_info[:3])
        system, processor = platform.system(), platform.machine()
        fits = OLDEST <= python[:2] <= NEWEST
        return Machine(
            python=(python[0], python[1], python[2]),
            bits=64 if sys.maxsize > 2**32 else 32,
            system=system,
            processor=processor,
            other_pythons=() if fits else _other_pythons(system),
            translated=_translated(system, processor),
            libc=platform.libc_ver() if system == "Linux" else ("", ""),
            avx=_avx(),
            long_paths=_long_paths(),
            free_gb=shutil.disk_usage(str(folder)).free / 1e9,
            has_venv=all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")),
            debian=Path("/etc/debian_version").exists(),
            folder=str(folder),
            writable=_writable(folder),
        )


def check_python(machine: Machine) -> Check:
    """Python 3.11 to 3.13, 64 bits wide."""
    seen = "{}.{}.{}, {}-bit".format(*machine.python, machine.bits)
    if not OLDEST <= machine.python[:2] <= NEWEST:
        mend = "Install Python 3.12 (python.org/downloads); then: python3.12 -m autograder.doctor"
        if machine.other_pythons:
            mend = f"This machine has one: {machine.other_pythons[0]} -m autograder.doctor"
        return Check("Python", "problem", f"{seen}; the kit needs 3.11, 3.12 or 3.13", mend)
    if machine.bits != 64:
        mend = "Install the 64-bit version of Python 3.12 (python.org/downloads)."
        return Check("Python", "problem", f"{seen}; TensorFlow exists for 64-bit Python only", mend)
    return Check("Python", "ok", seen)


def check_processor(machine: Machine) -> Check:
    """A platform that TensorFlow is published for."""
    seen = f"{machine.system} on {machine.processor}"
    if machine.translated:
        mend = "Install Python 3.12 for Apple silicon (python.org/downloads), and use that one."
        return Check("Processor", "problem", f"{seen}: a Python for Intel on an Apple chip", mend)
    if (machine.system, machine.processor) == ("Darwin", "x86_64"):
        return Check("Processor", "problem", "Intel Mac; TensorFlow ended there", ELSEWHERE)
    if (machine.system, machine.processor) == ("Windows", "ARM64"):
        mend = "Install Linux inside Windows (wsl --install), and use the kit there."
        return Check("Processor", "problem", f"{seen}; there is no TensorFlow for it", mend)
    if (machine.system, machine.processor) not in WHEELS:
        return Check("Processor", "problem", f"{seen}; there is no TensorFlow for it", ELSEWHERE)
    if machine.avx is False:
        return Check("Processor", "problem", f"{seen} without AVX; TensorFlow needs it", ELSEWHERE)
    return Check("Processor", "ok", seen)


def check_libc(machine: Machine) -> Check:
    """A C library that the Linux wheels accept."""
    name, version = machine.libc
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    if name == "glibc" and numbers >= GLIBC:
        return Check("C library", "ok", f"{name} {version}")
    mend = "Use a Linux of 2019 or later with glibc, such as Ubuntu 20.04 (not Alpine)."
    seen = f"{name or 'no glibc'} {version}".strip()
    return Check("C library", "problem", f"{seen}; TensorFlow needs glibc 2.28", mend)


def check_disk(machine: Machine, *, installed: bool = False) -> Check:
    """Room for the environment, or once that is there for work."""
    needed = 0.2 if installed else INSTALL_GB
    if machine.free_gb >= needed:
        return Check("Disk", "ok", f"{machine.free_gb:.0f} GB free")
    seen = f"{machine.free_gb:.1f} GB free; {needed:.1f} GB are needed"
    return Check("Disk", "problem", seen, "Free some space, or move this folder to another disk.")


def check_venv(machine: Machine) -> Check:
    """The two modules that make an environment, which some Linux packages leave out."""
    if machine.has_venv:
        return Check("Environments", "ok", "venv and ensurepip are here")
    mend = "Install your system's package for venv."
    if machine.debian:
        mend = "sudo apt install python{}.{}-venv".format(*machine.python)
    return Check("Environments", "problem", "venv or ensurepip is missing from this Python", mend)


def check_folder(machine: Machine) -> Check:
    """A folder that can be written to, and on Windows one whose path is short enough."""
    if not machine.writable:
        mend = "Copy the kit into a folder of your own, such as your home folder."
        return Check("Folder", "problem", f"{machine.folder} cannot be written to", mend)
    # TensorFlow's longest file name has 177 characters, and Windows stops at 259.
    if machine.long_paths is False and len(machine.folder) > 50:
        mend = "Move the kit to a short path such as C:\\kit."
        return Check("Folder", "problem", f"{machine.folder} is too long a path for Windows", mend)
    return Check("Folder", "ok", f"{machine.folder} can be written to")


def _other_pythons(system: str) -> tuple[str, ...]:
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    if system == "Windows":
        commands = [["py", f"-3.{minor}"] for minor in minors]
    else:
        commands = [[f"python3.{minor}"] for minor in minors]
    return tuple(" ".join(command) for command in commands if _starts(command))


def _starts(command: list[str]) -> bool:
    if shutil.which(command[0]) is None:
        return False
    # A name on the path may be an empty shim, so it is tried.
    try:
        run = subprocess.run([*command, "-c", ""], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0


def _translated(system: str, processor: str) -> bool:
    if (system, processor) != ("Darwin", "x86_64"):
        return False
    command = ["/usr/sbin/sysctl", "-in", "sysctl.proc_translated"]
    run = subprocess.run(command, capture_output=True, timeout=20, check=False)
    return run.stdout.strip() == b"1"


def _avx() -> bool | None:
    try:
        lines = Path("/proc/cpuinfo").read_text(errors="replace").splitlines()
    except OSError:
        return None
    flags = [line.split() for line in lines if line.startswith("flags")]
    return "avx" in flags[0] if flags else None


def _long_paths() -> bool | None:
    if sys.platform == "win32":
        import winreg

        place = r"SYSTEM\CurrentControlSet\Control\FileSystem"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
                return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
        except OSError:
            return False
    return None


def _writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=str(folder)):
            return True
    except OSError:
        return False
