"""Calling a learner's function as an exercise asks, and keeping what came of it as evidence."""

from __future__ import annotations

import ast
import copy
import functools
import inspect
import textwrap
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from autograder.exercise import Evidence, Exercise, Run
from autograder.exercise.draws import calls_of
from autograder.notebook.capture import captured_output, shortened
from autograder.notebook.json_values import json_value

MAX_MESSAGE = 2000


def attempt(exercise: Exercise, answer: Any, *, seed: str | None = None) -> tuple[Evidence, str]:
    """Return the evidence for `answer` and what learner code printed meanwhile.

    `answer` is the learner's function, called once for every case of the exercise (`seed` adds
    those chosen when grading), or for a choice the answer itself.
    """
    if exercise.kind == "choice":
        return _evidence(exercise, [_choice(answer)]), ""
    with captured_output() as output:
        runs = _runs(exercise, answer, seed)
    return _evidence(exercise, runs), shortened(output.getvalue())


def _evidence(exercise: Exercise, runs: list[Run]) -> Evidence:
    return Evidence(
        exercise=exercise.id,
        kind=exercise.kind,
        runs=tuple(runs),
        kit=_version("autograder"),
        keras=_version("keras"),
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _choice(answer: Any) -> Run:
    blank = answer is ... or answer is None
    if isinstance(answer, Mapping):
        answer = {key: None if value is ... else value for key, value in answer.items()}
        blank = all(value is None for value in answer.values())
    if blank:
        return Run(arguments={}, untouched=True)
    return Run(arguments={}, value=json_value(answer), has_value=True)


def _runs(exercise: Exercise, answer: Any, seed: str | None) -> list[Run]:
    calls = calls_of(exercise, seed=seed)
    if answer is ... or answer is None:
        return [Run(arguments=calls[0], untouched=True)]
    if exercise.kind == "values":
        runs = [_values_run(exercise, answer, arguments) for arguments in calls]
    else:
        runs = [_model_run(answer, arguments) for arguments in calls]
    if _is_stub(answer) and all(_is_empty(run) for run in runs):
        return [Run(arguments=calls[0], untouched=True)]
    return runs


def _model_run(answer: Any, arguments: Mapping[str, Any]) -> Run:
    from autograder.extract import describe_returned, evidence_of_model, trace

    if not inspect.isroutine(answer):
        # A model in place of the function that makes it; a class is not called either.
        seen = describe_returned(answer) or {"returned": "model", "type": type(answer).__name__}
        return Run(arguments=arguments, returned={**seen, "instead_of": "function"})
    traced = trace(_by_position(answer, arguments), arguments)
    if traced.error is not None:
        return Run(arguments=arguments, raised=_raised(answer, traced.error))
    instead = describe_returned(traced.returned)
    if instead is not None:
        return Run(arguments=arguments, returned=instead)
    model = evidence_of_model(traced.returned, unused=traced.unused, places=traced.places)
    return Run(arguments=arguments, model=model)


def _values_run(exercise: Exercise, answer: Any, arguments: Mapping[str, Any]) -> Run:
    if not callable(answer):
        return Run(arguments=arguments, value=json_value(answer), has_value=True)
    try:
        value = _by_position(answer, arguments)(**_as_arrays(exercise, arguments))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - learner code may raise anything, SystemExit too
        return Run(arguments=arguments, raised=_raised(answer, error))
    return Run(arguments=arguments, value=json_value(value), has_value=True)


def _by_position(answer: Callable[..., Any], arguments: Mapping[str, Any]) -> Callable[..., Any]:
    """Return the answer, or where its parameters have other names one that hands on by position."""
    try:
        signature = inspect.signature(answer)
    except (TypeError, ValueError):
        return answer
    try:
        signature.bind(**arguments)
    except TypeError:
        try:
            signature.bind(*arguments.values())
        except TypeError:
            return answer
    else:
        return answer

    @functools.wraps(answer)
    def by_position(**named: Any) -> Any:
        return answer(*named.values())

    return by_position


def _as_arrays(exercise: Exercise, arguments: Mapping[str, Any]) -> dict[str, Any]:
    if exercise.arrays is None:
        # A copy, so that a function that empties its argument changes no case of the exercise.
        return copy.deepcopy(dict(arguments))
    import numpy

    return {
        name: numpy.array(value) if name in exercise.arrays else value
        for name, value in arguments.items()
    }


def _raised(answer: Callable[..., Any], error: BaseException) -> dict[str, Any]:
    line = None
    own = getattr(getattr(answer, "__code__", None), "co_filename", None)
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == own:
            line = step.tb_lineno
        step = step.tb_next
    return {"type": type(error).__name__, "message": str(error)[:MAX_MESSAGE], "line": line}


def _is_empty(run: Run) -> bool:
    if run.has_value:
        return run.value is None
    return run.returned is not None and run.returned.get("returned") == "none"


def _is_stub(answer: Any) -> bool:
    """Say whether the function still holds the `...` that stands for the learner's lines."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(answer)))
    except (OSError, TypeError, SyntaxError):
        return False
    # In an index, as in x[..., 0], the dots are the learner's own.
    slices = [node.slice for node in ast.walk(tree) if isinstance(node, ast.Subscript)]
    indexing = {id(part) for each in slices for part in ast.walk(each)}
    return any(
        isinstance(node, ast.Constant) and node.value is ... and id(node) not in indexing
        for node in ast.walk(tree)
    )
