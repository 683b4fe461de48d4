"""Gives the expected topology's open values a value: the learner's, else the smallest admitted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from autograder.probe.layers import is_trained_only
from autograder.probe.refusal import Refused
from autograder.topology.agreement import differing_settings
from autograder.topology.model import Call, Topology, Value
from autograder.topology.normal_form.defaults import default_of
from autograder.topology.open_values import admits, is_open

_LEAST = re.compile(r"(?:>=\s*)?(?P<number>-?\d+(?:\.\d+)?)(?:\s*\.\..*)?")


def settled(expected: Topology, learner: Topology, pairs: Mapping[str, str]) -> Topology:
    """Return the expected normal form without open values.

    `pairs` leads from its calls to the learner's; what only matters in training stays open.
    """
    calls = tuple(
        _settled(call, learner.by_id.get(pairs.get(call.id, ""))) for call in expected.calls
    )
    return replace(expected, calls=calls)


def _settled(call: Call, other: Call | None) -> Call:
    if not any(is_open(value) for _, value in (*call.settings, *call.options)):
        return call
    seen = None if other is None or other.op != call.op else other
    return replace(
        call,
        settings=tuple((name, _choice(name, value, seen)) for name, value in call.settings),
        options=tuple((name, _choice(name, value, None)) for name, value in call.options),
    )


def _choice(name: str, value: Value, other: Call | None) -> Value:
    if not is_open(value) or is_trained_only(name):
        return value
    if other is not None:
        settings = dict(other.settings)
        seen = settings[name] if name in settings else default_of(other.op, name, settings)
        if admits(value, seen):
            return seen
    return _least(value)


def _least(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(_least(part) if is_open(part) else part for part in value)
    text = str(value).partition("|")[0].strip().removeprefix("=")
    found = _LEAST.fullmatch(text)
    if found is not None:
        number = float(found["number"])
        return int(number) if number.is_integer() else number
    if text == "*" or not re.fullmatch(r"\w+", text):
        raise Refused(f"the drawing leaves a value open, {value!r}, that the model does not settle")
    return text


def agrees(expected: Call, learner: Call) -> bool:
    """Whether the learner's input is the one that the drawing asks for."""
    return expected.op == learner.op == "Input" and not differing_settings(expected, learner)
