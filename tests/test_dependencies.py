"""environment.yml, pyproject.toml and requirements.txt, held together."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from autograder.doctor.machine import NEWEST, OLDEST

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PINS = [
    Requirement(line)
    for line in (ROOT / "requirements.txt").read_text().splitlines()
    if not line.startswith("#")
]
WANTED = [
    Requirement(line) for line in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]
]
PLATFORMS = [
    {"sys_platform": "linux", "platform_machine": "x86_64", "platform_system": "Linux"},
    {"sys_platform": "linux", "platform_machine": "aarch64", "platform_system": "Linux"},
    {"sys_platform": "darwin", "platform_machine": "arm64", "platform_system": "Darwin"},
    {"sys_platform": "win32", "platform_machine": "AMD64", "platform_system": "Windows"},
]


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pins_of(platform, minor):
    """The pinned version of each package on a platform and a Python, {name: version}."""
    return {
        normal(pin.name): next(iter(pin.specifier)).version
        for pin in those_for(PINS, platform, minor)
    }


def those_for(requirements, platform, minor):
    """The requirements that hold on a platform and a Python."""
    environment = platform | {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.1"}
    return [
        each for each in requirements if each.marker is None or each.marker.evaluate(environment)
    ]


def test_every_line_is_one_exact_pin():
    """requirements.txt holds versions alone: no address, no path, no option."""
    pattern = re.compile(r"[a-z0-9][a-z0-9._-]*==[0-9][a-z0-9.+]*( ; [a-z_]+ .+)?")
    lines = (ROOT / "requirements.txt").read_text().splitlines()

    assert [
        line for line in lines if not line.startswith("#") and not pattern.fullmatch(line)
    ] == []
    assert lines[1] == (
        "#    uv pip compile pyproject.toml --extra test --universal --python-version 3.11 "
        "--no-annotate -o requirements.txt"
    )


@pytest.mark.parametrize("minor", [11, 12, 13])
@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda each: each["platform_machine"])
def test_the_pins_meet_what_the_project_asks_for(platform, minor):
    """On every platform and Python each dependency, tests' ones included, is pinned and fits."""
    pins = pins_of(platform, minor)

    for wanted in those_for(WANTED, platform, minor):
        assert wanted.specifier.contains(pins[normal(wanted.name)]), wanted


def test_no_package_is_pinned_twice_for_one_python():
    """Markers part the versions of a package cleanly."""
    for platform in PLATFORMS:
        for minor in (11, 12, 13):
            environment = platform | {
                "python_version": f"3.{minor}",
                "python_full_version": f"3.{minor}.1",
            }
            names = [
                normal(pin.name)
                for pin in PINS
                if pin.marker is None or pin.marker.evaluate(environment)
            ]
            assert len(names) == len(set(names))


def test_everything_that_comes_along_is_pinned():
    """Whatever the dependencies need themselves on this machine is in requirements.txt too."""
    pinned = {normal(pin.name) for pin in PINS}
    open_names = [(normal(wanted.name), frozenset(wanted.extras)) for wanted in WANTED]
    seen = set()
    while open_names:
        name, extras = open_names.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for line in importlib.metadata.requires(name) or []:
            need = Requirement(line)
            if need.marker is None or any(
                need.marker.evaluate({"extra": extra}) for extra in extras | {""}
            ):
                open_names.append((normal(need.name), frozenset(need.extras)))

    assert {name for name, _ in seen} - pinned == set()


def test_a_broken_keras_is_excluded():
    """Keras 3.14.0 is refused by pyproject.toml, and by no other entry let in."""
    keras = next(wanted for wanted in WANTED if wanted.name == "keras")

    assert not keras.specifier.contains("3.14.0")
    assert keras.specifier.contains("3.14.1")


def test_conda_takes_its_packages_from_the_same_files():
    """environment.yml adds Python, pip and Graphviz; versions stand in requirements.txt."""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())

    assert environment == {
        "name": "autograder",
        "channels": ["conda-forge", "nodefaults"],
        "dependencies": [
            f"python {PROJECT['requires-python']}",
            "pip",
            "graphviz",
            {"pip": ["-r requirements.txt", "-e ."]},
        ],
    }


def test_the_doctor_knows_the_same_pythons():
    """The doctor's oldest and newest Python are those of pyproject.toml."""
    after = (NEWEST[0], NEWEST[1] + 1)

    assert PROJECT["requires-python"] == ">={}.{},<{}.{}".format(*OLDEST, *after)
