"""Verdicts where there is no graph to compare: nothing done, no model returned, an error raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from autograder.diagnosis.catalogue import fill, wording
from autograder.diagnosis.keras_errors import explain
from autograder.diagnosis.phrases import with_article
from autograder.diagnosis.verdict import Finding, Verdict

_CODES = {
    "none": "nothing-returned",
    "layer": "layer-not-model",
    "tensor": "tensor-not-model",
    "list": "list-not-model",
    "class": "class-not-model",
    "function": "function-not-called",
    "unbuilt-sequential": "unbuilt-sequential",
    "subclassed": "subclassed-not-functional",
}
_MAX_ERROR = 600


def not_attempted() -> Verdict:
    """Return the verdict on a stub, or a graph to be completed, that nobody has changed."""
    return Verdict(
        outcome="not-attempted",
        score=0.0,
        summary="Nothing to check yet: this exercise still stands as it was given.",
    )


def not_a_model(description: Mapping[str, Any], *, name: str = "") -> Verdict:
    """Return the verdict on what came instead of a model.

    `description` holds "returned" (what kind of thing: none, layer, tensor, list, class, function,
    unbuilt-sequential, subclassed or other), "type" (its class) and "repr". With "instead_of" set
    to "function" the thing stood in place of the exercise's function, whose name is `name`.
    """
    kind = str(description.get("returned", "other"))
    code = _CODES.get(kind, "other-not-model")
    seen = _thing(kind, description)
    if description.get("instead_of") == "function":
        code = "not-a-function"
        seen = with_article(str(description.get("type") or "thing")[:60])
    gaps = {"function": _function(name), "name": f"`{name}`", "plain": name, "type": seen}
    finding = fill(code, wording(code), gaps, where=f"`{name}`" if name else "")
    return Verdict(outcome="not-a-model", score=0.0, summary=_summary(code), findings=(finding,))


def raised(error_type: str, message: str, line: int | None = None, *, name: str = "") -> Verdict:
    """Return the verdict on learner code that stopped with an error; the error is always shown."""
    at = f" at line {line}" if line is not None else ""
    text = " ".join(_without_colours(message).split())
    shown = text if len(text) <= _MAX_ERROR else text[: _MAX_ERROR - 3] + "..."
    error = f"{error_type}: {shown}" if shown else f"{error_type}."
    gaps = {"function": _function(name), "line": at, "error": error}
    where = f"line {line}" if line is not None else f"`{name}`" if name else ""
    finding = fill("stopped-with-error", wording("stopped-with-error"), gaps, where=where)
    return Verdict(
        outcome="not-a-model",
        score=0.0,
        summary="No model yet: the code stops with an error.",
        findings=(_explained(finding, text),),
    )


def _explained(finding: Finding, message: str) -> Finding:
    known = explain(message)
    if known is None:
        return finding
    return replace(
        finding,
        code=known.kind,
        message=f"{finding.message}\nWhat it means: {known.meaning}",
        next_step=known.next_step,
        hints=known.hints,
    )


def _without_colours(message: str) -> str:
    # Keras prints parts of some messages in bold, by terminal codes.
    return message.replace("\x1b[1m", "").replace("\x1b[0m", "")


def _function(name: str) -> str:
    return f"`{name}()`" if name else "your function"


def _thing(kind: str, description: Mapping[str, Any]) -> str:
    type_name = str(description.get("type") or "")[:60]
    if kind == "class":
        # The type of a class is `type`; its own name stands in "<class 'keras.Model'>".
        text = str(description.get("repr", "")).strip("<>").removeprefix("class ").strip("'")
        return text.rsplit(".", 1)[-1][:60] if type_name == "type" and text else type_name
    if kind in {"list", "other"}:
        return with_article(type_name) if type_name else "something else"
    return type_name


def _summary(code: str) -> str:
    if code == "nothing-returned":
        return "No model yet: the function returns nothing."
    if code == "not-a-function":
        return "Nothing to call: this is no function."
    return "No model yet: something else came back."
