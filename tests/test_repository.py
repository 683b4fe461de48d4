"""The repository as a whole: what may lie in it, how large, and what no file may say."""

import ast
import json
import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("autograder", "docs", "lessons", "solutions", "tests")
TOP = {
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "environment.yml",
    "nbgrader_config.py",
    "pyproject.toml",
    "requirements.txt",
}
UNTRACKED = {"__pycache__", ".ipynb_checkpoints"}


def shipped():
    """Every file of the repository that git keeps, without asking git (an archive has none)."""
    files = [ROOT / name for name in sorted(TOP)] + [ROOT / ".ci/run"]
    for folder in FOLDERS:
        files += [
            file
            for file in sorted((ROOT / folder).rglob("*"))
            if file.is_file() and UNTRACKED.isdisjoint(file.parts)
        ]
    return files


def name(file):
    return file.relative_to(ROOT).as_posix()


FILES = shipped()
PYTHON = [file for file in FILES if file.suffix == ".py"]
NOTEBOOKS = [file for file in FILES if file.suffix == ".ipynb"]
each_notebook = pytest.mark.parametrize("file", NOTEBOOKS, ids=name)


def test_the_top_level_holds_only_what_tools_need():
    """Every named top-level file is there."""
    assert [name(file) for file in FILES if not file.exists()] == []


def test_python_files_stay_short():
    """No Python file of the kit or its tests has more than 250 lines."""
    lengths = {name(file): len(file.read_text(encoding="utf-8").splitlines()) for file in PYTHON}

    assert {file: length for file, length in lengths.items() if length > 250} == {}


def test_functions_stay_short():
    """No function of the kit has more than 40 lines below its docstring."""
    long = []
    for file in (file for file in PYTHON if name(file).startswith("autograder/")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) and node.body[1:] else node.body
                if (node.end_lineno or 0) - body[0].lineno + 1 > 40:
                    long.append(f"{name(file)}: {node.name}")

    assert long == []


def test_every_test_states_the_behaviour():
    """Each test has a docstring of one sentence."""
    without = []
    for file in (file for file in PYTHON if file.name.startswith("test_")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                text = ast.get_docstring(node) or ""
                if not text.endswith("."):
                    without.append(f"{name(file)}: {node.name}")

    assert without == []


def test_every_exception_from_a_rule_has_a_reason():
    """A noqa or a type: ignore names its rule and, after a dash, why."""
    bare = re.compile(r"#\s*(noqa|type: ignore)(?!(: |\[)[A-Za-z0-9, -]+\]?\s+(--? |# )\S)")
    found = [
        f"{name(file)}:{number}"
        for file in PYTHON
        if file != Path(__file__)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]

    assert found == []


def test_no_file_is_large():
    """Notebooks stay under 100 kB, other files under 400 kB."""
    limits = {".ipynb": 100_000}
    large = {
        name(file): file.stat().st_size
        for file in FILES
        if file.stat().st_size > limits.get(file.suffix, 400_000)
    }

    assert large == {}


def test_no_file_names_a_registry_or_a_machine():
    """No file holds a package registry's address or a path of somebody's machine."""
    # Written in pieces, so that this file does not hold them either.
    hosts = ["py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js.org", "deb.deb" + "ian"]
    paths = ["/" + "work/", "/" + "root/", "/" + "tmp/kit", "file:/" + "//"]
    words = re.compile("|".join(re.escape(word) for word in hosts + paths))
    binary = {".png", ".npz", ".db"}
    found = [
        f"{name(file)}: {match[0]}"
        for file in FILES
        if file.suffix not in binary
        for match in [words.search(file.read_text(encoding="utf-8"))]
        if match
    ]

    assert found == []


def test_files_inside_the_package_are_shipped_with_it():
    """Every file beside the modules matches a pattern of the package data."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    patterns = [*project["tool"]["setuptools"]["package-data"]["*"], "*.py"]
    beside = [file for file in FILES if name(file).startswith("autograder/")]

    assert [
        name(file) for file in beside if not any(fnmatch(file.name, each) for each in patterns)
    ] == []


@each_notebook
def test_notebooks_have_no_outputs(file):
    """A committed notebook has neither outputs nor execution counts."""
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]

    assert [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"]] == []


@each_notebook
def test_notebooks_have_named_cells(file):
    """Cell ids are unique names, so that a change to a notebook shows as what it is."""
    ids = [cell["id"] for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]]

    assert len(ids) == len(set(ids))
    assert [id for id in ids if not re.fullmatch(r"[a-z][a-z0-9_-]*", id)] == []


@each_notebook
def test_notebooks_ask_for_a_plain_python_kernel(file):
    """The kernel's name is the one that every Jupyter has."""
    metadata = json.loads(file.read_text(encoding="utf-8"))["metadata"]

    assert metadata["kernelspec"]["name"] == "python3"


@each_notebook
def test_notebooks_begin_alike(file):
    """The first code cell starts the kit, and without the kit says what to do."""
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    first = next(cell for cell in cells if cell["cell_type"] == "code")
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    assert f"```python\n{''.join(first['source'])}\n```" in contributing
