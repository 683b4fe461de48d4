"""Passes on layers that hold other layers: Bidirectional, TimeDistributed, RNN and their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeGuard

from autograder.topology.model import Call, Topology, Value
from autograder.topology.normal_form.defaults import is_layer
from autograder.topology.normal_form.rewriting import each_call, with_settings


def write_out_inner_layers(topology: Topology) -> Topology:
    """Write the settings of a layer inside a layer one by one: `layer.units` beside `layer`."""
    changes = {}
    for call in topology.calls:
        if any(_is_layer(value) or _are_layers(value) for _, value in call.settings):
            settings = dict(_written_out(call.settings))
            if call.op == "Bidirectional":
                # Keras sets it on whatever it turns round.
                settings.pop("layer.zero_output_for_mask", None)
            changes[call.id] = with_settings(call, settings)
    return each_call(topology, changes)


def _written_out(settings: tuple[tuple[str, Value], ...]) -> Iterator[tuple[str, Value]]:
    for name, value in settings:
        if _is_layer(value):
            yield name, value[0]
            inner = ((f"{name}.{key}", setting) for key, setting in _pairs(value))
            yield from _written_out(tuple(inner))
        elif _are_layers(value):
            yield name, tuple(each[0] for each in value)
            numbered = ((f"{name}.{at}", each) for at, each in enumerate(value))
            yield from _written_out(tuple(numbered))
        else:
            yield name, value


def _is_layer(value: Value) -> TypeGuard[tuple[Value, ...]]:
    """Whether a value is a layer as a config is read: its class, then its settings in pairs."""
    return (
        isinstance(value, tuple)
        and len(value) > 1
        and isinstance(value[0], str)
        and is_layer(value[0])
        and all(
            isinstance(pair, tuple) and len(pair) == len(("name", "value")) for pair in value[1:]
        )
    )


def _are_layers(value: Value) -> TypeGuard[tuple[tuple[Value, ...], ...]]:
    return isinstance(value, tuple) and bool(value) and all(map(_is_layer, value))


def _pairs(value: tuple[Value, ...]) -> Iterator[tuple[str, Value]]:
    for pair in value[1:]:
        if isinstance(pair, tuple):
            yield str(pair[0]), pair[1]


def unwrap_dense(topology: Topology) -> Topology:
    """Make `TimeDistributed(Dense(3))` a `Dense(3)`, which goes over the last axis anyway."""
    return each_call(
        topology,
        {
            call.id: _unwrapped(call)
            for call in topology.calls
            if call.op == "TimeDistributed" and call.setting("layer") == "Dense"
        },
    )


def _unwrapped(call: Call) -> Call:
    settings = {
        name.removeprefix("layer."): value
        for name, value in call.settings
        if name.startswith("layer.")
    }
    return replace(with_settings(call, settings), op="Dense")
