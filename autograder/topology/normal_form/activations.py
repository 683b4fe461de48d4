"""Passes that make an activation a call of its own, spelt one way wherever it was written."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import replace

from autograder.topology.model import Argument, Call, Tensor, Topology, Value
from autograder.topology.normal_form.defaults import activation_defaults, default_of, has_default
from autograder.topology.normal_form.rewriting import each_call, free_id, rewrite, with_settings
from autograder.topology.normal_form.values import snake

SPLIT = frozenset(
    {
        "Conv1D",
        "Conv1DTranspose",
        "Conv2D",
        "Conv2DTranspose",
        "Conv3D",
        "Conv3DTranspose",
        "Dense",
        "DepthwiseConv1D",
        "DepthwiseConv2D",
        "EinsumDense",
        "SeparableConv1D",
        "SeparableConv2D",
    }
)
"""Layers that apply their activation to what they return."""

EVERY_AXIS = "every"
"""The axis None of a softmax: over the whole batch, and not what a missing setting means."""

_LAYERS = {"ReLU": "relu", "LeakyReLU": "leaky_relu", "ELU": "elu", "Softmax": "softmax"}
_OPERATIONS = {
    "Celu": "celu",
    "Elu": "elu",
    "Exp": "exponential",
    "Gelu": "gelu",
    "Glu": "glu",
    "HardShrink": "hard_shrink",
    "HardSigmoid": "hard_sigmoid",
    "HardSilu": "hard_silu",
    "HardTanh": "hard_tanh",
    "LeakyRelu": "leaky_relu",
    "LogSigmoid": "log_sigmoid",
    "LogSoftmax": "log_softmax",
    "Mish": "mish",
    "Relu": "relu",
    "Relu6": "relu6",
    "Selu": "selu",
    "Sigmoid": "sigmoid",
    "Silu": "silu",
    "SoftShrink": "soft_shrink",
    "Softplus": "softplus",
    "Softsign": "softsign",
    "SparsePlus": "sparse_plus",
    "SparseSigmoid": "sparse_sigmoid",
    "Sparsemax": "sparsemax",
    "Squareplus": "squareplus",
    "Tanh": "tanh",
    "TanhShrink": "tanh_shrink",
    "Threshold": "threshold",
}
_CLASSES = _LAYERS | _OPERATIONS
_NAMES = {"swish": "silu", "hard_swish": "hard_silu", "re_lu": "relu", "re_lu6": "relu6"}
_WITH_PARAMETERS = re.compile(r"(?P<name>\w+)\((?P<parameters>.*)\)", re.DOTALL)


def one_activation(topology: Topology) -> Topology:
    """Make `ReLU()`, `ops.relu`, `Softmax()`, `LeakyReLU()` and the rest calls of `Activation`."""
    changes = {}
    for call in topology.calls:
        if call.op in _CLASSES:
            changes[call.id] = _of_class(call)
        elif call.op == "Activation":
            written = dict(call.settings)
            name, parameters = _read(written.pop("activation", "linear"))
            changed = with_settings(call, _spelt(name, {**parameters, **written}))
            if changed is not call:
                changes[call.id] = changed
    return each_call(topology, changes)


def _of_class(call: Call) -> Call:
    name = _CLASSES[call.op]
    settings = dict(call.settings)
    for parameter in activation_defaults(name) or {}:
        # The layer's own default may differ from the function's: 0.3 and 0.2 for LeakyReLU.
        if parameter not in settings and has_default(call.op, parameter, settings):
            settings[parameter] = default_of(call.op, parameter, settings)
    return replace(with_settings(call, _spelt(name, settings)), op="Activation", weights=None)


def _spelt(name: str, settings: Mapping[str, Value]) -> dict[str, Value]:
    """Return the settings of the `Activation` that applies `name` with these parameters."""
    defaults = activation_defaults(name) or {}
    kept = {
        key: value
        for key, value in settings.items()
        if key not in defaults or value != defaults[key]
    }
    if "axis" in kept and kept["axis"] is None:
        kept["axis"] = EVERY_AXIS
    if name == "relu" and set(kept) & set(defaults) == {"max_value"} and kept["max_value"] == 6:
        del kept["max_value"]
        name = "relu6"
    if name == "relu" and set(kept) & set(defaults) == {"negative_slope"}:
        return _spelt("leaky_relu", kept)
    if name == "leaky_relu" and kept.get("negative_slope") == 0:
        del kept["negative_slope"]
        return _spelt("relu", kept)
    return {**kept, "activation": name}


def _read(value: Value) -> tuple[str, dict[str, Value]]:
    """Read "relu", "leaky_relu(negative_slope=0.3)" or "LeakyReLU(negative_slope=0.3)"."""
    if value is None:
        return "linear", {}
    text = str(value)
    found = _WITH_PARAMETERS.fullmatch(text)
    parameters: dict[str, Value] = {}
    if found is not None:
        try:
            parameters = _parameters(found["parameters"])
        except (ValueError, SyntaxError):
            return text, {}
        text = found["name"]
    if text in _LAYERS:
        settings = dict.fromkeys(activation_defaults(_LAYERS[text]) or {})
        for name in settings:
            settings[name] = parameters.get(name, default_of(text, name, parameters))
        return _LAYERS[text], settings
    return "|".join(_name(part) for part in text.split("|")), parameters


def _name(text: str) -> str:
    plain = _OPERATIONS.get(text, text)
    name = snake(plain) if plain.isidentifier() else plain
    name = _NAMES.get(name, name)
    return name if activation_defaults(name) is not None else plain


def _parameters(text: str) -> dict[str, Value]:
    call = ast.parse(f"f({text})", mode="eval").body
    assert isinstance(call, ast.Call)
    return {str(each.arg): ast.literal_eval(each.value) for each in call.keywords}


def split_activations(topology: Topology) -> Topology:
    """Make `Dense(16, activation="relu")` a linear `Dense(16)` and an `Activation` on it."""
    changed: list[Call] = []
    instead: dict[Tensor, Tensor] = {}
    taken = {call.id for call in topology.calls}
    for call in topology.calls:
        written = call.setting("activation")
        if call.op not in SPLIT or not any(name == "activation" for name, _ in call.settings):
            changed.append(call)
            continue
        name, parameters = _read(written)
        settings = {key: value for key, value in call.settings if key != "activation"}
        plain = with_settings(call, settings)
        changed.append(plain)
        if name == "linear":
            continue
        activation = _activation_after(call, _spelt(name, parameters), taken)
        taken.add(activation.id)
        changed.append(activation)
        instead[Tensor(call=call.id)] = Tensor(call=activation.id)
    if len(changed) == len(topology.calls) and all(map(_same_object, changed, topology.calls)):
        return topology
    moved = rewrite(topology, calls=changed, instead=instead)
    # The new activations read the very tensors that everybody else no longer reads.
    own = {tensor.call: source for source, tensor in instead.items()}
    return each_call(
        moved,
        {
            call.id: replace(call, arguments=(Argument(port="0", tensor=own[call.id]),))
            for call in moved.calls
            if call.id in own
        },
    )


def _activation_after(call: Call, settings: Mapping[str, Value], taken: set[str]) -> Call:
    return Call(
        id=free_id(f"{call.id}.activation", taken),
        op="Activation",
        settings=tuple(sorted(settings.items())),
        inside=call.inside,
        origins=call.origins or (call.id,),
        shapes=call.shapes[:1],
        variable=call.variable,
        line=call.line,
    )


def _same_object(one: object, other: object) -> bool:
    return one is other


def canonical_inner_activations(topology: Topology) -> Topology:
    """Spell the activations inside recurrent and wrapped layers one way: "swish" is "silu"."""
    changes = {}
    for call in topology.calls:
        if call.op in SPLIT or call.op == "Activation":
            continue
        settings = {
            name: _inner(value) if name.endswith("activation") and isinstance(value, str) else value
            for name, value in call.settings
        }
        changed = with_settings(call, settings)
        if changed is not call:
            changes[call.id] = changed
    return each_call(topology, changes)


def _inner(value: str) -> str | None:
    name, parameters = _read(value)
    if name == "linear":
        return None
    settings = _spelt(name, parameters)
    spelt = str(settings.pop("activation"))
    shown = ", ".join(f"{key}={setting}" for key, setting in sorted(settings.items()))
    return f"{spelt}({shown})" if shown else spelt
