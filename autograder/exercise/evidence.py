"""What a notebook submits for an exercise: data only, with a schema version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.errors import AutograderError

SCHEMA = 1
MIME = "application/vnd.autograder.evidence+json"
MAX_RUNS = 32
"""More calls than any exercise makes; what claims more is refused unread."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One call of the learner's function (or the answer itself), and what came of it.

    Exactly one is set: the evidence of a model, a description of what came instead, an exception
    as {"type", "message", "line"}, a JSON value (and `has_value`), or `untouched`.
    """

    arguments: Mapping[str, Any]
    model: Mapping[str, Any] | None = None
    returned: Mapping[str, Any] | None = None
    raised: Mapping[str, Any] | None = None
    value: Any = None
    has_value: bool = False
    untouched: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the run as JSON data, unset parts left out."""
        data: dict[str, Any] = {"arguments": dict(self.arguments)}
        for name in ("model", "returned", "raised"):
            part = getattr(self, name)
            if part is not None:
                data[name] = dict(part)
        if self.has_value:
            data["value"] = self.value
        if self.untouched:
            data["untouched"] = True
        return data


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """Everything a notebook submits for one exercise."""

    exercise: str
    kind: str
    runs: tuple[Run, ...]
    kit: str = ""
    keras: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the evidence as JSON data; `read_evidence` reads back an equal one."""
        return {
            "schema": SCHEMA,
            "exercise": self.exercise,
            "kind": self.kind,
            "kit": self.kit,
            "keras": self.keras,
            "runs": [run.to_json() for run in self.runs],
        }


def read_evidence(data: Any) -> Evidence:
    """Read evidence back from JSON data; anything malformed raises AutograderError."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        seen = data.get("schema") if isinstance(data, dict) else type(data).__name__
        raise _malformed(f"its schema is {seen!r}, and this kit reads {SCHEMA}")
    runs = data.get("runs")
    if not isinstance(runs, list) or not 1 <= len(runs) <= MAX_RUNS:
        raise _malformed(f"it holds no list of 1 to {MAX_RUNS} runs")
    texts = {name: data.get(name, "") for name in ("exercise", "kind", "kit", "keras")}
    if not all(isinstance(text, str) and len(text) <= 200 for text in texts.values()):
        raise _malformed("a name or a version in it is no short text")
    return Evidence(runs=tuple(_run(run) for run in runs), **texts)


def _run(data: Any) -> Run:
    if not isinstance(data, dict) or not isinstance(data.get("arguments"), dict):
        raise _malformed("a run in it has no arguments")
    parts = [key for key in ("model", "returned", "raised", "value", "untouched") if key in data]
    if len(parts) != 1:
        raise _malformed(f"a run in it holds {' and '.join(parts) or 'nothing'}, not one result")
    part = parts[0]
    if part in {"model", "returned", "raised"} and not isinstance(data[part], dict):
        raise _malformed(f"the {part} of a run is no table")
    if part == "value":
        return Run(arguments=data["arguments"], value=data["value"], has_value=True)
    if part == "untouched":
        return Run(arguments=data["arguments"], untouched=True)
    return Run(arguments=data["arguments"], **{part: data[part]})


def _malformed(why: str) -> AutograderError:
    return AutograderError(
        f"The evidence in this notebook cannot be read: {why}.",
        next_step="Run the notebook again with the kit it was released with.",
    )
