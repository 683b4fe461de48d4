"""Reads what a notebook sent about a live model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from autograder.topology.keras_config.arguments import read_use, shape_of
from autograder.topology.keras_config.document import (
    check_document,
    index,
    mapping,
    refuse,
    sequence,
    shorten,
    text,
)
from autograder.topology.keras_config.flatten import Flattening, Place, Scope, Seen
from autograder.topology.keras_config.layers import read_layer
from autograder.topology.keras_config.read import read_with_scope
from autograder.topology.model import Call, Shape, Style, Topology

MAX_UNUSED = 1_000
_STYLES: dict[str, Style] = {"Functional": "functional", "Sequential": "sequential"}


def read_model_evidence(evidence: dict[str, Any]) -> Topology:
    """Read the data of `autograder.extract.evidence_of_model`, as it is or through JSON.

    Raises AutograderError for anything else.
    """
    check_document(evidence)
    evidence = mapping(evidence, "the evidence", "")
    class_name = text(evidence.get("class"), "the class of the model", "")
    seen = Seen(
        groups=_groups(evidence.get("weights")),
        places={
            spot: _place(mapping(place, "a place", spot), spot)
            for spot, place in mapping(evidence.get("places", {}), "places", "").items()
        },
        shapes={
            spot: _shapes(shapes, spot)
            for spot, shapes in mapping(evidence.get("shapes", {}), "shapes", "").items()
        },
    )
    topology, scope = read_with_scope(evidence.get("config"), seen)
    return replace(
        topology,
        style=_STYLES.get(class_name, "subclassed"),
        unused=_unused(evidence.get("unused", ()), scope),
    )


def _groups(weights: object) -> dict[str, str]:
    groups = mapping(weights, "weights", "")
    return {path: text(group, "a weights group", path) for path, group in groups.items()}


def _place(place: dict[str, Any], where: str) -> Place:
    variable, line = place.get("variable"), place.get("line")
    return (
        None if variable is None else text(variable, "a variable", where),
        None if line is None else index(line, "a line", where),
    )


def _shapes(shapes: object, where: str) -> tuple[Shape, ...]:
    found = tuple(shape_of(shape) for shape in sequence(shapes, "shapes", where))
    known = tuple(shape for shape in found if shape is not None)
    if len(known) < len(found):
        refuse("a shape is no list of sizes", where)
    return known


def _unused(entries: object, scope: Scope) -> tuple[Call, ...]:
    entries = sequence(entries, "the list of unused calls", "")
    if len(entries) > MAX_UNUSED:
        refuse(f"it lists more than {MAX_UNUSED:,} unused calls")
    return tuple(_unused_call(mapping(entry, "an unused call", ""), scope) for entry in entries)


def _unused_call(entry: dict[str, Any], scope: Scope) -> Call:
    name = text(entry.get("name"), "the name of an unused call", "")
    use = index(entry.get("use"), "the use of an unused call", name)
    if (name, use) in scope.results:
        refuse(f"{shorten(name)} is listed as unused and is part of the model", name)
    layer = read_layer(entry.get("layer"), "", depth=0, unroll=False)
    if layer.name != name:
        refuse(f"an unused call of {shorten(name)} names the layer {shorten(layer.name)}", name)
    given = read_use(
        layer.op,
        sequence(entry.get("args"), "the arguments of a call", name),
        mapping(entry.get("kwargs"), "the keyword arguments of a call", name),
        name,
    )
    call = Flattening(Seen(groups={})).call(layer, given, use, scope)
    scope.results[name, use] = call.id
    variable, line = _place(entry, name)
    return replace(
        call, shapes=_shapes(entry.get("shapes", ()), name), variable=variable, line=line
    )
