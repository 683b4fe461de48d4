"""Reading a lesson folder: exercises.toml, topology files, references and released answers."""

from __future__ import annotations

import difflib
import importlib.util
import string
import tomllib
from pathlib import Path
from typing import Any, get_args

from autograder.errors import AutograderError
from autograder.exercise.definition import Exercise, Kind
from autograder.topology.model import Topology

FILE = "exercises.toml"
_TYPES: dict[str, tuple[Any, str]] = {
    "sizes": (list, "a list of tables, [{inputs = 10}, {inputs = 7}]"),
    "cases": (list, "a list of tables, [{widths = [4, 3]}]"),
    "draw": (dict, 'a table of ranges, {inputs = "2..40"}'),
    "dims": (dict, 'a table of ranges, {rows = "1..9"}'),
    "arrays": (dict, 'a table of shapes, {x = ["rows", 4]}'),
    "tolerance": ((int, float), "a number, 1e-6"),
    "labels": (list, 'a list of texts, ["stack", "not a stack"]'),
    "hints": (list, "a list of up to four texts"),
    "start": (str, 'the path of a topology file, "topologies/tower-start.dot"'),
}
"""What an entry's keys hold, and how it is written."""
_KEYS = {
    "title",
    "kind",
    "sizes",
    "cases",
    "draw",
    "dims",
    "arrays",
    "tolerance",
    "labels",
    "hints",
    "start",
    "accepts",
}


def load_exercises(folder: Path) -> dict[str, Exercise]:
    """Read every exercise of the lesson in `folder`, in the file's order.

    Raises AutograderError where the file is missing, is no TOML, or an entry is malformed; all
    mistakes of the file are named at once.
    """
    path = folder / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AutograderError(
            f"No {FILE} in the folder {folder.resolve().name}.",
            next_step="Open the notebook in its own lesson folder, with all its files.",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AutograderError(
            f"{path} is not valid TOML: {error}.", next_step="Mend the line that it names."
        ) from error
    mistakes = [text for id, entry in table.items() for text in _mistakes(id, entry)]
    if mistakes:
        raise AutograderError(
            f"{path} has mistakes:\n- " + "\n- ".join(mistakes), next_step="Mend each of them."
        )
    return {id: _exercise(id, entry) for id, entry in table.items()}


def load_exercise(folder: Path, id: object) -> Exercise:
    """Read one exercise; an unknown id raises AutograderError with the nearest known one."""
    if not isinstance(id, str):
        raise AutograderError(
            f"The first thing in the brackets is a {type(id).__name__}, not an exercise's name.",
            next_step='Write the name in quotes, then the function: check("tower", tower).',
        )
    exercises = load_exercises(folder)
    if id in exercises:
        return exercises[id]
    near = difflib.get_close_matches(id, exercises, n=1)
    known = ", ".join(exercises)
    raise AutograderError(
        f"This lesson has no exercise called {id!r}.",
        next_step=f"Did you mean {near[0]!r}?" if near else f"Use one of: {known}.",
    )


def expected_topology(
    folder: Path, exercise: Exercise, sizes: dict[str, Any] | None = None
) -> Topology:
    """Read the exercise's drawing, its `$name` placeholders filled in from `sizes`."""
    path = folder / "topologies" / f"{exercise.id}.dot"
    if not path.exists():
        raise AutograderError(
            f"The drawing of {exercise.id} is missing: topologies/{path.name}.",
            next_step="Copy the lesson folder again, with all its files; an author draws it there.",
        )
    if exercise.kind != "builder":
        return Topology.from_dot(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise AutograderError(
            f"topologies/{path.name} is not UTF-8 text.", next_step="Save it as UTF-8."
        ) from None
    try:
        text = string.Template(text).substitute(sizes or exercise.cases[0])
    except (KeyError, ValueError) as error:
        raise AutograderError(
            f"topologies/{path.name} has a placeholder that no size fills: {error}.",
            next_step=f"Give every entry of sizes of {exercise.id} in {FILE} a value for it.",
        ) from None
    try:
        return Topology.from_dot(text)
    except AutograderError as error:
        told = error.what.replace("The DOT text", path.name, 1)
        raise AutograderError(told, next_step=error.next_step) from error


def start_topology(folder: Path, exercise: Exercise) -> Topology | None:
    """Read the topology that the learner started from, in exercises that repair or complete."""
    return None if exercise.start is None else Topology.from_dot(folder / exercise.start)


def load_references(folder: Path) -> dict[str, Any]:
    """Run the lesson's references.py, which only an instructor's copy has, and return its names."""
    path = folder / "references.py"
    if not path.exists():
        raise AutograderError(
            f"{path.parent.name} has no references.py.",
            next_step="Grade with the instructor's folder solutions/, which holds it.",
        )
    spec = importlib.util.spec_from_file_location(f"references_of_{folder.name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise AutograderError(
            f"references.py of {path.parent.name} stops with {type(error).__name__}: {error}.",
            next_step="Run it by itself in Python, and mend the line that it names.",
        ) from error
    return vars(module)


def _mistakes(id: str, entry: Any) -> list[str]:
    if not isinstance(entry, dict):
        return [f"{id}: write it as a table, [{id}]"]
    found = [
        f"{id}: unknown key {key!r}; the keys are {', '.join(sorted(_KEYS))}"
        for key in entry
        if key not in _KEYS
    ]
    ill_typed = [text for key, value in entry.items() for text in _wrong_type(id, key, value)]
    if ill_typed:
        return found + ill_typed
    if not id.isidentifier():
        found.append(f"{id}: an id is the name of the learner's function or variable")
    if entry.get("kind") not in get_args(Kind):
        found.append(f"{id}: kind must be one of {', '.join(get_args(Kind))}")
    if not isinstance(entry.get("title"), str):
        found.append(f"{id}: title is missing")
    if entry.get("kind") == "builder" and not entry.get("sizes"):
        found.append(f"{id}: a builder needs sizes")
    if entry.get("kind") == "values" and not (entry.get("cases") or entry.get("arrays")):
        found.append(f"{id}: a values exercise needs cases or arrays")
    if len(entry.get("hints", ())) > 4:
        found.append(f"{id}: the hint ladder has four rungs at most")
    if not _are_texts(entry.get("accepts", {})):
        found.append(f'{id}: accepts gives near-misses their reasons, "near-miss" = "reason"')
    return found


def _wrong_type(id: str, key: str, value: Any) -> list[str]:
    wanted, words = _TYPES.get(key, (object, ""))
    fits = isinstance(value, wanted) and not isinstance(value, bool)
    if fits and key in {"sizes", "cases"}:
        fits = all(isinstance(each, dict) for each in value)
    if fits and key in {"labels", "hints"}:
        fits = all(isinstance(each, str) for each in value)
    return [] if fits else [f"{id}: {key} is {value!r}; write {words}"]


def _are_texts(table: Any) -> bool:
    return isinstance(table, dict) and all(isinstance(each, str) for each in table.values())


def _exercise(id: str, entry: dict[str, Any]) -> Exercise:
    return Exercise(
        id=id,
        title=entry["title"],
        kind=entry["kind"],
        cases=tuple(entry.get("sizes", entry.get("cases", ()))),
        draw=entry.get("draw"),
        dims=entry.get("dims"),
        arrays={name: tuple(shape) for name, shape in entry["arrays"].items()}
        if "arrays" in entry
        else None,
        tolerance=float(entry.get("tolerance", 0.0)),
        labels=tuple(entry.get("labels", ())),
        hints=tuple(entry.get("hints", ())),
        start=entry.get("start"),
        accepts=dict(entry.get("accepts", {})),
    )
