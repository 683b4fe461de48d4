"""Runs a topology on tensors, call by call, with layers of Keras's own made for it alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from autograder.probe.activations import activation
from autograder.probe.layers import LAYERS, inner_settings, make_layer
from autograder.probe.limits import Meter
from autograder.probe.noise import RANDOM, disturb
from autograder.probe.operations import operate
from autograder.probe.refusal import Refused
from autograder.probe.wrapped_models import read_frozen
from autograder.topology.model import Call, Topology, Value
from autograder.topology.normal_form.wrapped import write_out_inner_layers

_MERGES = frozenset({"Add", "Average", "Concatenate", "Dot", "Maximum", "Minimum", "Multiply"})
_ROLES = frozenset(
    {"query", "value", "key", "query_mask", "value_mask", "key_mask", "attention_mask"}
)
_HEADS = frozenset({"MultiHeadAttention", "GroupedQueryAttention"})
_LIST_ATTENTION = frozenset({"Attention", "AdditiveAttention"})
_OPTIONS = frozenset({"use_causal_mask", "return_attention_scores"})
_HAS_MODES = frozenset({"BatchNormalization"})


class Owner(NamedTuple):
    """A layer with weights: the weights group or call it stands for, and its own inner path."""

    group: str
    path: tuple[str, ...] = ()


class Machine:
    """One of the two models; its layers are made the first time that it runs."""

    def __init__(self, topology: Topology, meter: Meter, *, name: str = "probe") -> None:
        self.topology = write_out_inner_layers(topology)
        self._name = name
        self._meter = meter
        self._layers: dict[str, Any] = {}
        self._inner: dict[str, Machine] = {}
        self._asked: dict[str, tuple[str, tuple[tuple[str, Value], ...]]] = {}

    def run(self, inputs: Sequence[Any], *, training: bool) -> list[Any]:
        """Return the outputs for these inputs, in the order of the topology's endpoints."""
        self._meter.restart()
        return self._run(inputs, training=training)

    def _run(self, inputs: Sequence[Any], *, training: bool) -> list[Any]:
        results: dict[tuple[str, int], Any] = {}
        for endpoint, value in zip(self.topology.inputs, inputs, strict=True):
            results[endpoint.tensor.call, 0] = value
        for call in self.topology.calls:
            if call.op == "Input":
                continue
            ports = {
                each.port: results[each.tensor.call, each.tensor.result] for each in call.arguments
            }
            self._meter.admit(
                call.op,
                dict(call.settings),
                [tuple(tensor.shape) for tensor in ports.values()],
                self._key(call),
            )
            made = self._made(call, ports, training=training)
            for at, tensor in enumerate(made if isinstance(made, (list, tuple)) else [made]):
                results[call.id, at] = tensor
        return [results[end.tensor.call, end.tensor.result] for end in self.topology.outputs]

    def weights(self) -> Iterator[tuple[Owner, list[Any]]]:
        """Yield the layers that have weights, and these; the model must have run before."""
        for group, layer in self._layers.items():
            if layer.weights:
                yield Owner(group), list(layer.weights)
        for group, inner in self._inner.items():
            for owner, weights in inner.weights():
                yield Owner(group, (owner.group, *owner.path)), weights

    def owner_of(self, call: Call) -> str:
        """Return the group under which `weights` lists the layer of a call."""
        return self._key(call)

    def _key(self, call: Call) -> str:
        return call.id if call.weights is None else call.weights

    def _made(self, call: Call, ports: dict[str, Any], *, training: bool) -> Any:
        settings = dict(call.settings)
        training = bool(dict(call.options).get("training", training))
        if call.op in RANDOM:
            return (
                disturb(call.op, settings, _only(call, ports)) if training else _only(call, ports)
            )
        if call.op == "TimeDistributed":
            return self._over_time(call, settings, _only(call, ports), training=training)
        if call.op == "Activation":
            name = settings.pop("activation", "linear")
            return activation(name, settings)(_only(call, ports))
        constant = any(name.startswith("constant.") for name in settings)
        if call.op not in LAYERS or constant or (call.op == "Subtract" and len(ports) != 2):
            return operate(call.op, ports, settings)
        layer = self._layer(call, settings)
        arguments, options = _arguments(call, ports)
        if call.op in _HAS_MODES:
            options["training"] = training
        return layer(*arguments, **options)

    def _layer(self, call: Call, settings: dict[str, Value]) -> Any:
        key = self._key(call)
        if self._asked.setdefault(key, (call.op, call.settings)) != (call.op, call.settings):
            raise Refused(f"the calls of {key[:60]} are of different layers")
        if key not in self._layers:
            self._layers[key] = make_layer(
                call.op, settings, name=f"{self._name}_{len(self._layers)}"
            )
        return self._layers[key]

    def _over_time(
        self, call: Call, settings: dict[str, Value], tensor: Any, *, training: bool
    ) -> Any:
        """Run a layer or model on each step: TimeDistributed by its meaning, without masks."""
        from keras import ops

        key = self._key(call)
        if self._asked.setdefault(key, (call.op, call.settings)) != (call.op, call.settings):
            raise Refused(f"the calls of {key[:60]} are of different layers")
        if key not in self._inner:
            held = settings.get("layer")
            inner = (
                read_frozen(held)
                if isinstance(held, tuple)
                else _of_one_layer(str(held), inner_settings("layer", settings))
            )
            self._inner[key] = Machine(inner, self._meter, name=f"{self._name}_{len(self._inner)}")
        shape = tuple(tensor.shape)
        rows = ops.reshape(tensor, (shape[0] * shape[1], *shape[2:]))
        results = self._inner[key]._run([rows], training=training)  # noqa: SLF001 - one of its kind
        if len(results) != 1:
            raise Refused("TimeDistributed holds a model with several outputs")
        return ops.reshape(results[0], (*shape[:2], *tuple(results[0].shape)[1:]))


def _of_one_layer(op: str, settings: dict[str, Value]) -> Topology:
    return read_frozen(
        (
            "Model",
            ("Input",),
            (op, *settings.items(), ("reads", (("0", 0, 0),)), ("weights", 1)),
            ("outputs", ((1, 0),)),
        )
    )


def _only(call: Call, ports: dict[str, Any]) -> Any:
    if set(ports) != {"0"}:
        raise Refused(f"{call.op} is called in a way that the probe does not know")
    return ports["0"]


def _arguments(call: Call, ports: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """Sort tensors by port into the arguments with which the layer is called."""
    options: dict[str, Any] = {name: value for name, value in call.options if name in _OPTIONS}
    if {name for name, _ in call.options} - _OPTIONS - {"training"}:
        raise Refused(f"{call.op} is called with arguments that the probe does not know")
    if call.op in _HEADS:
        if not set(ports) <= _ROLES:
            raise Refused(f"{call.op} is called in a way that the probe does not know")
        return [], {**ports, **options}
    if call.op in _LIST_ATTENTION:
        return _of_list_attention(call, ports, options)
    if call.op in _MERGES or (call.op == "Subtract"):
        if not all(port.isdigit() for port in ports):
            raise Refused(f"{call.op} is called in a way that the probe does not know")
        return [[ports[port] for port in sorted(ports, key=int)]], options
    states = sorted(port for port in ports if port.startswith("initial_state."))
    if states:
        options["initial_state"] = [ports[port] for port in states]
    if "mask" in ports:
        options["mask"] = ports["mask"]
    _only(call, {port: ports[port] for port in ports if port not in {*states, "mask"}})
    return [ports["0"]], options


def _of_list_attention(
    call: Call, ports: dict[str, Any], options: dict[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    tensors = [ports[role] for role in ("query", "value", "key") if role in ports]
    masks = {"query_mask", "value_mask"}
    if not {"query", "value"} <= set(ports) <= {"query", "value", "key"} | masks:
        raise Refused(f"{call.op} is called in a way that the probe does not know")
    if masks & set(ports):
        options["mask"] = [ports.get("query_mask"), ports.get("value_mask")]
    return [tensors], options
