"""How many numbers a call has to learn, for the common layers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from autograder.topology.model import Call, Shape, Topology, Value
from autograder.topology.shapes import infer_shapes


def parameters(topology: Topology) -> dict[str, int] | None:
    """Return the numbers to learn of each weights group; None where one cannot be told."""
    shapes = infer_shapes(topology)
    found: dict[str, int] = {}
    for call in topology.calls:
        if call.weights is None or call.weights in found:
            continue
        source = shapes.get(call.arguments[0].tensor) if call.arguments else None
        count = of_call(call, source)
        if count is None:
            return None
        found[call.weights] = count
    return found


def of_call(call: Call, source: Shape | None) -> int | None:
    """Return the numbers to learn of one call that reads a tensor of shape `source`."""
    rule = _RULES.get(call.op)
    width = source[-1] if source else None
    if rule is None or width is None:
        return None
    try:
        return rule(dict(call.settings), width)
    except (KeyError, TypeError):
        return None


def _integer(value: Value) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _bias(settings: Mapping[str, Value], count: int) -> int:
    return count if settings.get("use_bias", True) else 0


def _dense(settings: Mapping[str, Value], width: int) -> int:
    units = _integer(settings["units"])
    return width * units + _bias(settings, units)


def _convolution(axes: int) -> Callable[[Mapping[str, Value], int], int]:
    def count(settings: Mapping[str, Value], width: int) -> int:
        filters, kernel = _integer(settings["filters"]), settings["kernel_size"]
        window = 1
        for size in kernel if isinstance(kernel, tuple) else (kernel,) * axes:
            window *= _integer(size)
        if settings.get("groups", 1) != 1:
            raise TypeError
        return window * width * filters + _bias(settings, filters)

    return count


def _recurrent(gates: int, biases: int) -> Callable[[Mapping[str, Value], int], int]:
    def count(settings: Mapping[str, Value], width: int) -> int:
        units = _integer(settings["units"])
        return gates * (units * (width + units) + _bias(settings, biases * units))

    return count


def _embedding(settings: Mapping[str, Value], width: int) -> int:  # noqa: ARG001 - as every rule
    return _integer(settings["input_dim"]) * _integer(settings["output_dim"])


def _normalisation(settings: Mapping[str, Value], width: int) -> int:
    if not isinstance(settings.get("axis", -1), int):
        raise TypeError
    return width * (bool(settings.get("center", True)) + bool(settings.get("scale", True)))


_RULES: dict[str, Callable[[Mapping[str, Value], int], int]] = {
    "Dense": _dense,
    "Conv1D": _convolution(1),
    "Conv2D": _convolution(2),
    "Conv3D": _convolution(3),
    "SimpleRNN": _recurrent(1, 1),
    "LSTM": _recurrent(4, 1),
    "GRU": _recurrent(3, 2),
    "Embedding": _embedding,
    "LayerNormalization": _normalisation,
    "BatchNormalization": _normalisation,
}
