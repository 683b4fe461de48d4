"""One model as its config has it: layers, their uses in order, inputs and outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.topology.keras_config.arguments import Path, Reference, Use
from autograder.topology.model import Shape, Style, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Layer:
    """A layer or operation, or a nested model (`inner`), and the calls made of it."""

    name: str
    class_name: str
    op: str
    config: dict[str, Any]
    settings: tuple[tuple[str, Value], ...]
    has_weights: bool
    inner: Graph | None
    uses: tuple[Use, ...]
    counts_from_one: bool
    """Whether outputs count its uses from one, as Keras does for functional models."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Graph:
    """A functional or Sequential model; `order` lists its calls, each after those it reads.

    `shapes` are those of results, as far as the calls that read them tell.
    """

    name: str
    style: Style
    layers: Mapping[str, Layer]
    order: tuple[tuple[str, int], ...]
    inputs: tuple[tuple[Path, Reference], ...]
    outputs: tuple[tuple[Path, Reference], ...]
    shapes: Mapping[tuple[str, int], Mapping[int, Shape]]


def known_shapes(layers: Mapping[str, Layer]) -> dict[tuple[str, int], dict[int, Shape]]:
    """Return the shapes of results, as far as the calls that read them tell."""
    found: dict[tuple[str, int], dict[int, Shape]] = {}
    for layer in layers.values():
        for use in layer.uses:
            for _, source in use.tensors:
                if source.shape is not None:
                    found.setdefault((source.layer, source.use), {})[source.result] = source.shape
    return found
