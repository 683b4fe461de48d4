"""The installed kit: packages, JupyterLab's parts, drawing, lessons, and what grading can use."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from autograder.doctor.check import Check
from autograder.doctor.quiet import quiet

KIT = Path(__file__).resolve().parents[2]
"""The folder of the kit: a clone, or site-packages where it was installed from an archive."""
HEAVY = ("jupyterlab", "nbgrader", "tensorflow")
SHOWN = ("tensorflow", "keras", "jupyterlab", "nbgrader")
EXTENSION = "@jupyter/nbgrader"


@dataclass(frozen=True)
class Setup:
    """The facts that the checks need; `Setup.here()` reads those of this Python.

    `unmet` are the kit's requirements that no installed package meets, each with what is there;
    `kernel` is the Python that the notebooks' kernel starts ("" without one); `extension` is
    "enabled", "disabled" or "missing"; `drawing` is "pygraphviz", "dot" or "".
    """

    versions: tuple[tuple[str, str], ...] = ()
    unmet: tuple[tuple[str, str], ...] = ()
    kernel: str = ""
    extension: str = "enabled"
    server: bool = True
    drawing: str = "pygraphviz"
    lessons: int = 0

    @staticmethod
    def here() -> Setup:
        """Read the facts of this Python."""
        prefix = Path(sys.prefix)
        return Setup(
            versions=tuple((name, installed_version(name)) for name in SHOWN),
            unmet=_unmet(),
            kernel=_kernel(),
            extension=_extension(prefix, Path.home()),
            server=(prefix / "etc/jupyter/jupyter_server_config.d/nbgrader.json").exists(),
            drawing=drawing(),
            lessons=len(list((KIT / "lessons").glob("*/*.ipynb"))),
        )


def python_command() -> str:
    """Return how to start this Python from a terminal, quoted where its path has blanks."""
    return f'"{sys.executable}"' if " " in sys.executable else sys.executable


def install_command() -> str:
    """Return the one command that installs what is missing, from whatever folder it is run."""
    pins = KIT / "requirements.txt"
    if pins.exists():
        return f'{python_command()} -m pip install -r "{pins}" -e "{KIT}"'
    return f"{python_command()} -m pip install --upgrade autograder"


def installed_version(name: str) -> str:
    """Return the version of an installed package, or "" where it is missing."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def is_installed() -> bool:
    """Whether this Python has any of the kit's large packages."""
    return any(installed_version(name) for name in HEAVY)


def drawing() -> str:
    """Return what draws pictures here: "pygraphviz" in process, the program "dot", or ""."""
    try:
        # The first drawing of a process makes Fontconfig write its warnings.
        with quiet():
            import pygraphviz

            pygraphviz.AGraph("digraph { a -> b }").draw(format="svg", prog="dot")
    except Exception:  # noqa: BLE001 - a broken library fails in its own way, and all mean "no"
        return "dot" if shutil.which("dot") else ""
    return "pygraphviz"


def check_packages(setup: Setup) -> Check:
    """Every package of the kit, in a version that it works with."""
    if setup.unmet:
        seen = "; ".join(f"{wanted} is needed, {there}" for wanted, there in setup.unmet)
        return Check("Packages", "problem", seen, install_command())
    return Check("Packages", "ok", ", ".join(f"{name} {number}" for name, number in setup.versions))


def check_extension(setup: Setup) -> Check:
    """nbgrader's part of JupyterLab: the buttons that validate and collect, and its server."""
    jupyter = f"{python_command()} -m jupyter"
    if setup.extension == "missing":
        mend = f"{python_command()} -m pip install --force-reinstall --no-deps nbgrader"
        return Check("JupyterLab", "problem", "nbgrader's part of it is missing", mend)
    if setup.extension == "disabled":
        mend = f"{jupyter} labextension enable {EXTENSION}"
        return Check("JupyterLab", "problem", "nbgrader's part of it is switched off", mend)
    if not setup.server:
        mend = f"{jupyter} server extension enable --sys-prefix --py nbgrader"
        return Check("JupyterLab", "problem", "nbgrader's server part is switched off", mend)
    return Check("JupyterLab", "ok", "nbgrader's buttons are there")


def check_kernel(setup: Setup) -> Check:
    """A kernel that starts this Python and no other."""
    if not setup.kernel:
        mend = f"{python_command()} -m ipykernel install --sys-prefix"
        return Check("Kernel", "problem", "notebooks find no Python to run in", mend)
    if Path(setup.kernel) != Path(sys.executable):
        mend = f"{python_command()} -m jupyter kernelspec remove -f python3"
        return Check("Kernel", "problem", f"notebooks would run in {setup.kernel}", mend)
    return Check("Kernel", "ok", "notebooks run in this Python")


def check_drawing(setup: Setup) -> Check:
    """Something that draws; without it the lessons show their text twins."""
    if setup.drawing == "pygraphviz":
        return Check("Drawing", "ok", "works, in process")
    if setup.drawing == "dot":
        return Check("Drawing", "ok", "works, by Graphviz's program dot")
    mend = f"{python_command()} -m pip install --force-reinstall --no-deps pygraphviz"
    return Check("Drawing", "note", "does not work; models are shown as text instead", mend)


def check_lessons(setup: Setup) -> Check:
    """The lessons beside the kit."""
    if setup.lessons:
        return Check("Lessons", "ok", f"{setup.lessons} in {KIT / 'lessons'}")
    mend = "Run the kit from a complete copy of its repository."
    return Check("Lessons", "problem", f"none in {KIT / 'lessons'}", mend)


def _unmet() -> tuple[tuple[str, str], ...]:
    try:
        from packaging.requirements import Requirement

        lines = importlib.metadata.requires("autograder") or []
    except (ImportError, importlib.metadata.PackageNotFoundError):
        return (("autograder", "none is installed"),)
    found = []
    for requirement in map(Requirement, lines):
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        version = installed_version(requirement.name)
        if not version:
            found.append((requirement.name, "none is installed"))
        elif not requirement.specifier.contains(version, prereleases=True):
            found.append((str(requirement), f"{version} is installed"))
    return tuple(found)


def _kernel() -> str:
    try:
        from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    except ImportError:
        return ""
    try:
        first = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except (NoSuchKernel, IndexError):
        return ""
    # A bare "python" means the Python that JupyterLab runs in.
    return first if Path(first).is_absolute() else sys.executable


def _extension(prefix: Path, home: Path) -> str:
    if not (prefix / "share/jupyter/labextensions" / EXTENSION / "package.json").exists():
        return "missing"
    for folder in (home / ".jupyter", prefix / "etc/jupyter"):
        try:
            page = json.loads((folder / "labconfig/page_config.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        switches = page.get("disabledExtensions", {})
        if any(off and name.partition(":")[0] == EXTENSION for name, off in switches.items()):
            return "disabled"
    return "enabled"
