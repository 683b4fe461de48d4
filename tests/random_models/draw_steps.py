"""Random single calls for a tensor of a given shape."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.random_models.recipe import Ref, Step, Unfit, of
from tests.random_models.sizes import PICTURE, SEQUENCE, VECTOR, Shape

ACTIVATED = frozenset(
    {"Dense", "Conv1D", "Conv2D", "DepthwiseConv2D", "SeparableConv2D", "TimeDistributed", "Add"}
)
"""Kinds after which an activation is usual."""

_OF_VECTORS = ("Dense",) * 6 + (
    "Dropout", "BatchNormalization", "LayerNormalization", "PReLU", "GaussianNoise", "Reshape",
    "RepeatVector", "Scale", "Shift", "From", "Square", "Abs", "Split", "UnitNormalization",
    "Negative",
)  # fmt: skip
_OF_SEQUENCES = (
    "Dense", "Dense", "Conv1D", "Conv1D", "LSTM", "GRU", "SimpleRNN", "Bidirectional",
    "TimeDistributed", "MultiHeadAttention", "MultiHeadAttention", "Attention", "Flatten",
    "GlobalAverage", "GlobalMax", "MaxPooling1D", "AveragePooling1D", "Permute", "Dropout",
    "LayerNormalization", "BatchNormalization", "Slice", "Mean", "Sum", "Max", "Reshape", "Scale",
    "Split", "LSTM", "GRU",
)  # fmt: skip
_OF_PICTURES = (
    "Conv2D", "Conv2D", "Conv2D", "DepthwiseConv2D", "SeparableConv2D", "MaxPooling2D",
    "AveragePooling2D", "GlobalAverage", "GlobalMax", "Flatten", "Flatten", "BatchNormalization",
    "Dropout", "UpSampling2D", "ZeroPadding2D", "Cropping2D", "Reshape", "Permute", "Mean",
    "Dense", "Scale",
)  # fmt: skip
KINDS = {VECTOR: _OF_VECTORS, SEQUENCE: _OF_SEQUENCES, PICTURE: _OF_PICTURES}
LAYERS = frozenset(
    {"BatchNormalization", "Bidirectional", "Conv1D", "Conv2D", "Dense", "DepthwiseConv2D", "GRU",
     "LSTM", "LayerNormalization", "MultiHeadAttention", "PReLU", "SeparableConv2D", "SimpleRNN",
     "TimeDistributed"}
)  # fmt: skip
"""Kinds with weights, Embedding left out."""
_ALIKE = ("Add", "Add", "Add", "Multiply", "Subtract", "Average", "Maximum", "Minimum", "Divide")


def one_step(
    random: Random, id: str, ref: Ref, shape: Shape, plain: list[Ref], known: dict[Ref, Shape]
) -> Step:
    """Return a call that reads `ref`, and `plain` where it takes more than one tensor."""
    if len(shape) not in KINDS:
        raise Unfit("rank")
    kind = random.choice(KINDS[len(shape)])
    settings = settings_of(random, kind, shape)
    reads, options = [ref], {}
    if kind in {"LSTM", "GRU", "SimpleRNN"} and random.random() < 0.3:
        states = 2 if kind == "LSTM" else 1
        start = [other for other in plain if known[other] == (settings["units"],)]
        if len(start) >= states:
            reads += random.sample(start, states)
    if kind in {"MultiHeadAttention", "Attention"}:
        reads += _looked_at(random, kind, ref, plain, known)
        if random.random() < 0.25:
            options["use_causal_mask"] = True
        if kind == "MultiHeadAttention" and random.random() < 0.15:
            options["return_attention_scores"] = True
    return Step(
        id=id,
        kind=kind,
        reads=tuple(reads),
        settings=of(settings),
        layer=f"w{id}" if kind in LAYERS else None,
        options=of(options),
    )


def _looked_at(
    random: Random, kind: str, ref: Ref, plain: list[Ref], known: dict[Ref, Shape]
) -> list[Ref]:
    shape = known[ref]
    others = [
        other
        for other in plain
        if len(known[other]) == SEQUENCE and (kind != "Attention" or known[other][1] == shape[1])
    ]
    value = random.choice([ref, *others])
    keys = [other for other in others if known[other] == known[value]]
    return [value, random.choice(keys)] if keys and random.random() < 0.3 else [value]


def settings_of(random: Random, kind: str, shape: Shape) -> dict[str, Any]:
    """Return settings that a call of this kind needs, and some of those it may have."""
    maybe = random.random() < 0.2
    width = random.choice([2, 3, 3, 4, 4, 5])
    match kind:
        case "Dense" | "TimeDistributed":
            return {"units": width, **({"use_bias": False} if maybe else {})}
        case "Conv1D" | "Conv2D" | "SeparableConv2D" | "DepthwiseConv2D":
            found: dict[str, Any] = {"kernel_size": random.choice([1, 2, 3])}
            if kind != "DepthwiseConv2D":
                found["filters"] = random.choice([2, 3, 4])
            if random.random() < 0.6:
                found["padding"] = "same"
            if random.random() < 0.15:
                found["strides"] = 2
            return found | ({"use_bias": False} if maybe else {})
        case "LSTM" | "GRU" | "SimpleRNN":
            return {
                "units": width,
                **({"return_sequences": True} if random.random() < 0.5 else {}),
                **({"return_state": True} if maybe else {}),
            }
        case "Bidirectional":
            return {
                "inner": random.choice(["LSTM", "GRU"]),
                "units": width,
                **({"return_sequences": True} if random.random() < 0.5 else {}),
                **({"merge_mode": random.choice(["sum", "mul", "ave"])} if maybe else {}),
            }
        case "MultiHeadAttention":
            return {"num_heads": random.choice([1, 2]), "key_dim": random.choice([2, 3])}
    return _weightless(random, kind, shape)


_BORDERS = ((1, 1), (1, 1)), ((0, 1), (1, 0)), ((1, 1), (0, 0))
_CHOICES: dict[str, tuple[str, tuple[Any, ...]]] = {
    "Dropout": ("rate", (0.1, 0.25, 0.5)),
    "GaussianNoise": ("stddev", (0.1, 0.5)),
    "UpSampling2D": ("size", (2,)),
    "RepeatVector": ("n", (3, 4)),
    "Slice": ("at", (0, 1, -1)),
    **dict.fromkeys(("ZeroPadding2D", "Cropping2D"), ("border", _BORDERS)),
    **dict.fromkeys(("Scale", "Shift", "From"), ("constant", (2.0, 0.5, 3.0))),
}


def _weightless(random: Random, kind: str, shape: Shape) -> dict[str, Any]:
    if kind in _CHOICES:
        name, choices = _CHOICES[kind]
        return {name: random.choice(choices)}
    if kind in {"Mean", "Sum", "Max"}:
        return {"axis": random.choice([*range(1, len(shape)), -1])}
    if kind == "Reshape":
        return {"target_shape": _target(random, shape)}
    if kind == "Permute":
        dims = list(range(1, len(shape) + 1))
        random.shuffle(dims)
        return {"dims": tuple(dims)}
    if kind.startswith(("MaxPooling", "AveragePooling")):
        found: dict[str, Any] = {"pool_size": random.choice([2, 2, 3])}
        if random.random() < 0.3:
            found["strides"] = 1
        if random.random() < 0.3:
            found["padding"] = "same"
        return found
    return {}


def _target(random: Random, shape: Shape) -> Shape:
    whole = 1
    for size in shape:
        whole *= size
    first = random.choice([size for size in (2, 3, 4, 6) if whole % size == 0] or [1])
    return (first, whole // first)


def merge(random: Random, id: str, plain: list[Ref], known: dict[Ref, Shape]) -> Step | None:
    """Return a call that merges two or three tensors; None where none fit."""
    first = random.choice(plain[-4:])
    alike = [ref for ref in plain if known[ref] == known[first] and ref != first]
    kind = random.choice([*_ALIKE, *["Concatenate"] * 4, "Dot", "Matmul", "Stack"])
    if kind in {"Concatenate", "Matmul"}:
        near = [ref for ref in plain if len(known[ref]) == len(known[first])]
        axis = random.choice([-1, -1, -1, 1]) if len(known[first]) > 1 else -1
        reads = [first, random.choice(near)]
        if kind == "Concatenate" and random.random() < 0.3:
            reads.append(random.choice(near))
        random.shuffle(reads)
        settings = {"axis": axis} if kind == "Concatenate" else {}
        return Step(id=id, kind=kind, reads=tuple(reads), settings=of(settings))
    if not alike:
        if random.random() < 0.9:
            return None
        alike = [first]
    reads = [first, random.choice(alike)]
    if kind not in {"Subtract", "Divide", "Dot"} and random.random() < 0.3:
        reads.append(random.choice(alike))
    random.shuffle(reads)
    return Step(id=id, kind=kind, reads=tuple(reads))
