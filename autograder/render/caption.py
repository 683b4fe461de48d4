"""What a call is called on screen: "Dense 32", "relu", "8 by 8 by 16"; one wording for all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from autograder.diagnosis.phrases import shown
from autograder.topology.keras_config.names import author_name, snake_case
from autograder.topology.model import Call, Shape, Value
from autograder.topology.normal_form.defaults import (
    default_of,
    has_default,
    is_known,
    is_layer,
    known_classes,
    never_counts,
    option_default,
)
from autograder.topology.normal_form.values import canonical

TIMES = "\N{MULTIPLICATION SIGN}"
_HEADLINE: dict[str, tuple[str, ...]] = {
    "Activation": ("activation",),
    "Embedding": ("input_dim", "output_dim"),
    "LeakyReLU": ("negative_slope",),
    "RepeatVector": ("n",),
    "Rescaling": ("scale",),
    "Reshape": ("target_shape",),
    "Permute": ("dims",),
}
"""The settings that stand beside the class name, where it is not the usual ones."""
_USUAL = ("units", "filters", "rate", "stddev", "size", "pool_size", "cropping", "padding")
_WINDOWS = frozenset({"kernel_size", "pool_size", "size", "strides", "dilation_rate"})
_PLAIN_WORDS: dict[tuple[str, Value], str] = {
    ("trainable", False): "frozen",
    ("use_bias", False): "no bias",
    ("use_causal_mask", True): "causal mask",
    ("return_sequences", True): "returns the sequence",
    ("return_state", True): "returns its state",
    ("padding", "same"): "same padding",
    ("padding", "causal"): "causal padding",
}
_AXES = re.compile(r"([123])D")
_UNSAID = frozenset({"attention_axes", "batch_input_shape", "build_config"})
"""Settings that Keras works out and writes into every config."""
_INNER = ("_constraint", "_regularizer", "_initializer")


@dataclass(frozen=True, kw_only=True, slots=True)
class Caption:
    """A call in words: its class with its size, and what else is said about it."""

    title: str
    details: tuple[str, ...] = ()


def caption(call: Call) -> Caption:
    """Return the words for a call; settings that say what Keras does anyway are left out."""
    op = call.op.removeprefix("ops.")
    headline = _headline(call)
    settings = {
        name: value
        for name, value in call.settings
        if value is not None and (name in headline or _says(call, name, value))
    }
    if call.op == "Input":
        settings.pop("tensor", None)
        return Caption(title=op, details=tuple(_detail(op, *pair) for pair in settings.items()))
    if {"num_heads", "key_dim"} <= settings.keys():
        heads, size = settings.pop("num_heads"), settings.pop("key_dim")
        return Caption(
            title=op, details=(f"{text_of(heads)} heads of {text_of(size)}", *_rest(call, settings))
        )
    shown = [_size(op, name, settings.pop(name)) for name in headline if name in settings]
    return Caption(title=" ".join([op, " to ".join(shown)]).strip(), details=_rest(call, settings))


def shape_text(shape: Shape) -> str:
    """Return the shape of one sample, batch axis left out; "any" for an open size."""
    sizes = ["any" if size is None else str(size) for size in shape[1:]]
    return TIMES.join(sizes) if sizes else "one number"


def shape_of(call: Call, result: int = 0) -> Shape | None:
    """Return the shape of a call's result, batch axis included, where it is known."""
    if result < len(call.shapes):
        return call.shapes[result]
    tensor = call.setting("tensor")
    if call.op == "Input" and isinstance(tensor, tuple):
        return (None, *tensor)  # type: ignore[arg-type]  # an Input's tensor is a tuple of sizes
    return None


def given_name(call: Call) -> str | None:
    """Return what the author calls it: the variable, else a name that Keras did not make up."""
    if call.variable is not None or call.id.endswith(".activation"):
        return call.variable
    own = call.id.rpartition("/")[2].partition("#")[0]
    # A ReLU is an Activation in the normal form, and its made-up name still `re_lu`.
    if re.sub(r"_\d+$", "", own) in _made_up_names():
        return None
    return author_name(own, "InputLayer" if call.op == "Input" else call.op.removeprefix("ops."))


def value_text(op: str, name: str, value: Value) -> str:
    """Return a setting's value in words: windows with all their axes, open values spelt out."""
    if name == "tensor" and isinstance(value, tuple):
        return shape_text((None, *value))  # type: ignore[arg-type]  # a tuple of sizes
    if name in _WINDOWS and not isinstance(value, str):
        return _size(op, name, value)
    return shown(value)


def use_of(nested: str) -> str:
    """Return a use of a nested model in words: "encoder", then "encoder, use 2"."""
    model, _, use = nested.partition("#")
    return f"{model}, use {use}" if use else model


def text_of(value: Value) -> str:
    """Return a setting's value as a reader would write it."""
    if isinstance(value, tuple):
        return "(" + ", ".join(text_of(item) for item in value) + ")"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


@cache
def _made_up_names() -> frozenset[str]:
    return frozenset(snake_case(name) for name in known_classes() if is_layer(name))


def _headline(call: Call) -> tuple[str, ...]:
    settings = dict(call.settings)
    usual = (name for name in _USUAL if name in settings and not _is_word(settings[name]))
    return _HEADLINE.get(call.op) or tuple(usual)[:1]


def _says(call: Call, name: str, value: Value) -> bool:
    if never_counts(call.op, name) or name in _UNSAID or (name, value) == ("activation", "linear"):
        return False
    if name == "data_format":
        return value != "channels_last"
    if name == "axis" and call.shapes and value in {len(call.shapes[0]) - 1, -1}:
        return default_of(call.op, name, {}) != -1
    if not has_default(call.op, name):
        return value is not False or not is_known(call.op)
    default = default_of(call.op, name, dict(call.settings))
    return canonical(name, value) != canonical(name, default)


def _rest(call: Call, settings: Mapping[str, Value]) -> tuple[str, ...]:
    order = ("activation", "kernel_size", "strides")
    names = [name for name in order if name in settings]
    names += [name for name in settings if name not in order and not name.endswith(_INNER)]
    names += [name for name in settings if name.endswith(_INNER)]
    options = [
        (name, value)
        for name, value in call.options
        if value is not None
        and option_default(call.op, name) != (True, value)
        and (name, value) != ("training", False)
    ]
    chosen = [(name, settings[name]) for name in names]
    return tuple(_detail(call.op, name, value) for name, value in (*chosen, *options))


def _detail(op: str, name: str, value: Value) -> str:
    if (name, value) in _PLAIN_WORDS:
        return _PLAIN_WORDS[name, value]
    if name == "activation":
        return text_of(value)
    if name == "kernel_size":
        return _size(op, name, value)
    if name == "strides":
        return f"stride {text_of(canonical(name, value))}"
    if name.startswith("constant."):
        return f"{text_of(value)} as operand {int(name.removeprefix('constant.')) + 1}"
    return f"{name}={text_of(value)}"


def _size(op: str, name: str, value: Value) -> str:
    """The size of a window with all its axes, however it is written; else the value."""
    axes = int(found[1]) if (found := _AXES.search(op)) else 1
    if name in _WINDOWS and isinstance(value, int):
        value = (value,) * axes
    if name in _WINDOWS and isinstance(value, tuple) and all(isinstance(n, int) for n in value):
        return TIMES.join(map(str, value))
    return text_of(canonical(name, value))


def _is_word(value: Value) -> bool:
    return isinstance(value, str) and value.isalpha()
