"""Which parts of the kit may know which: the contracts, and what no contract can say."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
KIT = ROOT / "autograder"
LAZY = {"IPython", "keras", "nbgrader", "pydot", "pygraphviz", "tensorflow"}


def modules(*folders):
    return [file for folder in folders for file in sorted((KIT / folder).rglob("*.py"))]


def imported(tree):
    """The top-level names of every import below a tree, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def at_load(tree):
    """The top-level names that a module imports when it is loaded itself."""
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Try | ast.With):
            yield from imported(node if not isinstance(node, ast.ImportFrom) else wrapped(node))


def wrapped(node):
    return ast.Module(body=[node], type_ignores=[])


def test_the_contracts_hold():
    """import-linter finds every contract of pyproject.toml kept."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)

    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(
    "file",
    [*modules("topology", "diagnosis", "exercise"), KIT / "errors.py"],
    ids=lambda file: file.relative_to(KIT).as_posix(),
)
def test_the_core_is_standard_library_only(file):
    """Neither topologies, diagnosis nor exercises import any installed package, even lazily."""
    names = set(imported(ast.parse(file.read_text(encoding="utf-8"))))

    assert names - set(sys.stdlib_module_names) - {"autograder"} == set()


def test_only_the_dot_files_know_pydot_and_pygraphviz():
    """In render/, the two drawing libraries stand behind the files whose names begin with dot."""
    knowing = {
        file.name
        for file in modules("render")
        if {"pydot", "pygraphviz"} & set(imported(ast.parse(file.read_text(encoding="utf-8"))))
    }

    assert {name for name in knowing if not name.startswith("dot")} == set()


@pytest.mark.parametrize("file", modules("."), ids=lambda file: file.relative_to(KIT).as_posix())
def test_large_libraries_wait_until_they_are_needed(file):
    """No module loads Keras, Jupyter or a drawing library when it is itself loaded."""
    allowed = {"nbgrader"} if "grading" in file.parts else set()
    names = set(at_load(ast.parse(file.read_text(encoding="utf-8"))))

    assert names & LAZY - allowed == set()


def test_importing_the_kit_needs_no_installed_package():
    """`import autograder` works on a bare Python."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); import autograder; print(autograder)"
    command = [sys.executable, "-I", "-S", "-c", code, str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stderr) == (0, "")


def test_importing_the_kit_loads_no_large_library():
    """With everything installed, `import autograder` still leaves the large libraries alone."""
    code = "import sys, autograder; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, capture_output=True, text=True, check=True)

    assert {name.partition(".")[0] for name in run.stdout.split()} & LAZY == set()
