"""The checks of a bare machine, each on made-up facts."""

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.doctor import machine
from autograder.doctor.check import Check
from autograder.doctor.machine import ELSEWHERE, Machine

LINUX = Machine(
    python=(3, 12, 4),
    bits=64,
    system="Linux",
    processor="x86_64",
    libc=("glibc", "2.36"),
    avx=True,
    folder="/home/ana/kit",
)


@pytest.mark.parametrize("minor", [11, 12, 13])
def test_accepts_the_pythons_that_tensorflow_supports(minor):
    """Python 3.11, 3.12 and 3.13 are all right."""
    seen = machine.check_python(replace(LINUX, python=(3, minor, 1)))

    assert seen == Check("Python", "ok", f"3.{minor}.1, 64-bit")


@pytest.mark.parametrize(("version", "shown"), [((3, 9, 18), "3.9.18"), ((3, 14, 0), "3.14.0")])
def test_names_the_python_to_install(version, shown):
    """A Python too old or too new is told which one to install."""
    seen = machine.check_python(replace(LINUX, python=version))

    assert seen == Check(
        "Python",
        "problem",
        f"{shown}, 64-bit; the kit needs 3.11, 3.12 or 3.13",
        "Install Python 3.12 (python.org/downloads); then: python3.12 -m autograder.doctor",
    )


def test_names_a_fitting_python_that_is_already_here():
    """Where a fitting Python is installed beside the wrong one, its command is the mend."""
    facts = replace(LINUX, python=(3, 9, 18), other_pythons=("python3.13", "python3.11"))

    assert machine.check_python(facts).mend == (
        "This machine has one: python3.13 -m autograder.doctor"
    )


def test_refuses_a_32_bit_python():
    """A 32-bit Python is refused, for no TensorFlow exists for it."""
    assert machine.check_python(replace(LINUX, bits=32)) == Check(
        "Python",
        "problem",
        "3.12.4, 32-bit; TensorFlow exists for 64-bit Python only",
        "Install the 64-bit version of Python 3.12 (python.org/downloads).",
    )


@pytest.mark.parametrize(
    ("system", "processor"),
    [("Linux", "x86_64"), ("Linux", "aarch64"), ("Darwin", "arm64"), ("Windows", "AMD64")],
)
def test_accepts_every_platform_with_wheels(system, processor):
    """The four platforms with TensorFlow wheels are all right."""
    facts = replace(LINUX, system=system, processor=processor)

    assert machine.check_processor(facts) == Check("Processor", "ok", f"{system} on {processor}")


@pytest.mark.parametrize(
    ("facts", "seen", "mend"),
    [
        (
            replace(LINUX, system="Darwin", processor="x86_64"),
            "Intel Mac; TensorFlow ended there",
            ELSEWHERE,
        ),
        (
            replace(LINUX, system="Darwin", processor="x86_64", translated=True),
            "Darwin on x86_64: a Python for Intel on an Apple chip",
            "Install Python 3.12 for Apple silicon (python.org/downloads), and use that one.",
        ),
        (
            replace(LINUX, system="Windows", processor="ARM64"),
            "Windows on ARM64; there is no TensorFlow for it",
            "Install Linux inside Windows (wsl --install), and use the kit there.",
        ),
        (
            replace(LINUX, processor="armv7l"),
            "Linux on armv7l; there is no TensorFlow for it",
            ELSEWHERE,
        ),
        (
            replace(LINUX, avx=False),
            "Linux on x86_64 without AVX; TensorFlow needs it",
            ELSEWHERE,
        ),
    ],
)
def test_names_the_way_out_for_other_processors(facts, seen, mend):
    """A processor without TensorFlow is told where the lessons run instead."""
    assert machine.check_processor(facts) == Check("Processor", "problem", seen, mend)


@pytest.mark.parametrize(
    ("libc", "seen"),
    [(("glibc", "2.27"), "glibc 2.27"), (("", ""), "no glibc"), (("musl", "1.2"), "musl 1.2")],
)
def test_refuses_an_old_or_another_c_library(libc, seen):
    """Linux without glibc 2.28 is refused before pip would fail on it."""
    assert machine.check_libc(replace(LINUX, libc=libc)) == Check(
        "C library",
        "problem",
        f"{seen}; TensorFlow needs glibc 2.28",
        "Use a Linux of 2019 or later with glibc, such as Ubuntu 20.04 (not Alpine).",
    )


def test_asks_for_room_before_the_install_only():
    """Two gigabytes are too few to install, and enough to work."""
    facts = replace(LINUX, free_gb=2.0)

    assert machine.check_disk(facts) == Check(
        "Disk",
        "problem",
        "2.0 GB free; 4.0 GB are needed",
        "Free some space, or move this folder to another disk.",
    )
    assert machine.check_disk(facts, installed=True) == Check("Disk", "ok", "2 GB free")


@pytest.mark.parametrize(
    ("debian", "mend"),
    [
        (True, "sudo apt install python3.12-venv"),
        (False, "Install your system's package for venv."),
    ],
)
def test_names_the_package_that_holds_venv(debian, mend):
    """Debian's Python without venv is told the package's name."""
    assert machine.check_venv(replace(LINUX, has_venv=False, debian=debian)) == Check(
        "Environments", "problem", "venv or ensurepip is missing from this Python", mend
    )


def test_refuses_a_folder_that_cannot_be_written_to():
    """A read-only folder is named, and where to copy it."""
    assert machine.check_folder(replace(LINUX, writable=False)) == Check(
        "Folder",
        "problem",
        "/home/ana/kit cannot be written to",
        "Copy the kit into a folder of your own, such as your home folder.",
    )


def test_refuses_a_long_path_where_windows_would():
    """On Windows without long paths a deep folder is refused, a short one accepted."""
    deep = "C:\\Users\\ana\\Documents\\University\\2027\\Deep learning\\kit"
    facts = replace(LINUX, system="Windows", processor="AMD64", long_paths=False)

    assert machine.check_folder(replace(facts, folder=deep)) == Check(
        "Folder",
        "problem",
        f"{deep} is too long a path for Windows",
        "Move the kit to a short path such as C:\\kit.",
    )
    assert machine.check_folder(replace(facts, folder="C:\\kit")).state == "ok"


def test_reads_this_machine(tmp_path):
    """The facts of the machine that runs the tests pass every check."""
    here = Machine.here(tmp_path)

    assert machine.check_python(here).state == "ok"
    assert machine.check_processor(here).state == "ok"
    assert machine.check_folder(here).seen == f"{tmp_path} can be written to"


def test_a_missing_folder_counts_as_not_writable(tmp_path):
    """A folder that is not there cannot be written to, and nothing is raised about it."""
    assert machine._writable(Path(tmp_path, "gone")) is False
