"""Verdicts as JSON data and back, for whatever crosses a process; reading trusts nothing."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, get_args

from autograder.diagnosis.verdict import Finding, Outcome, Verdict
from autograder.errors import AutograderError
from autograder.topology.change import (
    AddCall,
    Alignment,
    ChangeInputs,
    ChangeOption,
    ChangeOutputs,
    ChangeSetting,
    Diff,
    Regroup,
    RemoveCall,
    Renest,
    ReplaceOp,
    Rewire,
)
from autograder.topology.model import Argument, Call, Endpoint, Tensor

_CHANGES = (
    AddCall,
    RemoveCall,
    ReplaceOp,
    ChangeSetting,
    ChangeOption,
    Rewire,
    Regroup,
    Renest,
    ChangeInputs,
    ChangeOutputs,
)
_CLASSES: dict[str, type] = {
    each.__name__: each
    for each in (*_CHANGES, Alignment, Argument, Call, Diff, Endpoint, Finding, Tensor, Verdict)
}
_MAX_DEPTH = 60


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as JSON data, its diff included."""
    data = _write(verdict)
    assert isinstance(data, dict)
    return data


def verdict_from_json(data: Any) -> Verdict:
    """Read a verdict back; raises AutograderError for anything that is none."""
    found = _read(data, 0)
    if not isinstance(found, Verdict):
        raise _malformed("it is no verdict")
    if found.outcome not in get_args(Outcome):
        raise _malformed(f"its outcome is {found.outcome!r}")
    score: object = found.score
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise _malformed(f"its score is {score!r}")
    texts: tuple[object, ...] = (found.summary, *found.notes)
    if not all(isinstance(text, str) for text in texts):
        raise _malformed("its summary or a note is no text")
    findings: tuple[object, ...] = found.findings
    if not all(isinstance(each, Finding) for each in findings):
        raise _malformed("a finding in it is none")
    return found


def _write(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        data: dict[str, Any] = {"is": type(value).__name__}
        for field in fields(value):
            data[field.name] = _write(getattr(value, field.name))
        return data
    if isinstance(value, tuple):
        return [_write(each) for each in value]
    return value


def _read(data: Any, depth: int) -> Any:
    if depth > _MAX_DEPTH:
        raise _malformed("it is nested too deeply")
    if isinstance(data, list):
        return tuple(_read(each, depth + 1) for each in data)
    if not isinstance(data, dict):
        return data
    made = _CLASSES.get(str(data.get("is")))
    if made is None:
        raise _malformed(f"it holds something called {str(data.get('is'))[:40]!r}")
    names = {field.name for field in fields(made)}
    given = {key: _read(value, depth + 1) for key, value in data.items() if key != "is"}
    if not set(given) <= names:
        raise _malformed(f"a {made.__name__} in it has unknown parts")
    try:
        return made(**given)
    except TypeError as error:
        raise _malformed(f"a {made.__name__} in it is not complete") from error


def _malformed(why: str) -> AutograderError:
    return AutograderError(
        f"This is not a verdict that can be read: {why}.",
        next_step="Grade the submission again with this version of the kit.",
    )
