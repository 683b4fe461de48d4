"""What sort of thing a call is, and its label: "Dense(32)", "relu", "Conv2D(8, 3 by 3)"."""

from __future__ import annotations

from autograder.diagnosis.phrases import shown
from autograder.topology.model import Call, Value

COMMUTATIVE = frozenset({"Add", "Multiply", "Maximum", "Minimum", "Average"})
MERGES = COMMUTATIVE | {"Subtract", "Concatenate", "Dot", "Divide", "Matmul"}
ATTENTION = frozenset(
    {"MultiHeadAttention", "GroupedQueryAttention", "Attention", "AdditiveAttention"}
)
RECURRENT = frozenset({"LSTM", "GRU", "SimpleRNN", "RNN", "Bidirectional", "ConvLSTM2D"})
_ACTIVATION_LAYERS = frozenset({"Activation", "ReLU", "LeakyReLU", "ELU", "PReLU", "Softmax"})
_ROLES = ("query", "value", "key")
# The one setting that a drawing shows first, by class.
_MAIN = {
    "Dense": ("units",),
    "EinsumDense": ("output_shape",),
    "Embedding": ("input_dim", "output_dim"),
    "SimpleRNN": ("units",),
    "GRU": ("units",),
    "LSTM": ("units",),
    "Dropout": ("rate",),
    "SpatialDropout1D": ("rate",),
    "SpatialDropout2D": ("rate",),
    "Reshape": ("target_shape",),
    "RepeatVector": ("n",),
    "Conv1D": ("filters", "kernel_size"),
    "Conv2D": ("filters", "kernel_size"),
    "Conv3D": ("filters", "kernel_size"),
    "Conv1DTranspose": ("filters", "kernel_size"),
    "Conv2DTranspose": ("filters", "kernel_size"),
    "SeparableConv2D": ("filters", "kernel_size"),
    "MaxPooling1D": ("pool_size",),
    "MaxPooling2D": ("pool_size",),
    "AveragePooling1D": ("pool_size",),
    "AveragePooling2D": ("pool_size",),
    "UpSampling2D": ("size",),
    "Input": ("tensor",),
}


def is_activation(call: Call) -> bool:
    """Say whether the call does nothing but bend each number."""
    return call.op in _ACTIVATION_LAYERS


def is_merge(call: Call) -> bool:
    """Say whether the call joins several tensors into one."""
    return call.op in MERGES


def is_attention(call: Call) -> bool:
    """Say whether the call has the roles query, value and key."""
    return call.op in ATTENTION or {a.port for a in call.arguments} >= set(_ROLES[:2])


def is_recurrent(call: Call) -> bool:
    """Say whether the call carries a state from step to step."""
    return call.op in RECURRENT


def full_label(call: Call) -> str:
    """Return the label of a call as drawn, its activation included: "Dense(1, sigmoid)"."""
    activation = call.setting("activation")
    plain = label(call)
    if is_activation(call) or activation in {None, "linear"} or is_recurrent(call):
        return plain
    return f"{plain[:-1]}, {shown(activation)})" if plain.endswith(")") else plain


def roles() -> tuple[str, ...]:
    """Return the names of attention's roles."""
    return _ROLES


def activation_name(call: Call) -> str:
    """Return "relu" for an activation call, whichever class makes it."""
    if call.op == "Activation":
        return str(call.setting("activation", "linear"))
    return {"ReLU": "relu", "LeakyReLU": "leaky_relu", "ELU": "elu", "PReLU": "prelu"}.get(
        call.op, call.op.lower()
    )


def label(call: Call) -> str:
    """Return how a learner would call this use of a layer: its class and main sizes."""
    if is_activation(call):
        return activation_name(call)
    if call.op == "MultiHeadAttention":
        heads, width = call.setting("num_heads"), call.setting("key_dim")
        if heads is not None and width is not None:
            noun = "head" if heads == 1 else "heads"
            return f"MultiHeadAttention({shown(heads)} {noun} of {shown(width)})"
    settings = dict(call.settings)
    parts = [_size(settings[name]) for name in _MAIN.get(call.op, ()) if name in settings]
    # `x + y` and `ops.add` are the same merge to a learner as `Add`.
    name = call.op.removeprefix("ops.")
    return f"{name}({', '.join(parts)})" if parts else name


def _size(value: Value) -> str:
    if isinstance(value, tuple) and 2 <= len(value) <= 3 and all(type(v) is int for v in value):
        return " by ".join(str(part) for part in value)
    return shown(value)
