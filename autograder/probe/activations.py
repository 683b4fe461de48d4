"""Activation functions by the text that a setting has, such as "elu(alpha=0.3)"."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from autograder.probe.refusal import Refused
from autograder.topology.model import Value
from autograder.topology.normal_form.defaults import activation_defaults

_CALLED = re.compile(r"(?P<name>\w+)(?:\((?P<parameters>.*)\))?", re.DOTALL)


def activation(value: Value, parameters: dict[str, Value] | None = None) -> Callable[..., Any]:
    """Return Keras's own function of that name with these parameters; refuse any other."""
    from keras import activations

    found = _CALLED.fullmatch("linear" if value is None else str(value))
    if found is None or activation_defaults(found["name"]) is None:
        raise Refused(f"the activation {str(value)[:60]!r} is not one of Keras's own")
    given = {**_parameters(found["parameters"]), **(parameters or {})}
    known = activation_defaults(found["name"]) or {}
    if not set(given) <= set(known):
        raise Refused(f"the activation {found['name']} has unknown parameters")
    function: Callable[..., Any] = getattr(activations, found["name"].replace("swish", "silu"))
    # Bidirectional copies its layer by config, which a partial function has not.
    return partial(function, **given) if given else function


def _parameters(text: str | None) -> dict[str, Value]:
    if not text:
        return {}
    try:
        call = ast.parse(f"f({text})", mode="eval").body
        assert isinstance(call, ast.Call)
        return {str(each.arg): ast.literal_eval(each.value) for each in call.keywords}
    except (ValueError, SyntaxError) as error:
        raise Refused("an activation has parameters that cannot be read") from error
