"""Configs of live models as plain JSON, also of models that Keras itself cannot write down."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from typing import Any

from autograder.extract.history import source_of, uses_of
from autograder.topology.keras_config.values import has_layers, without_code


def is_functional(value: object) -> bool:
    """Whether a value is a functional model, of a class of the learner's own or not."""
    import keras

    return isinstance(value, keras.Function) and isinstance(value, keras.Model)


def is_readable(value: object) -> bool:
    """Whether a value is a model with a graph: functional, or Sequential with known shapes."""
    import keras

    if is_functional(value):
        return True
    return isinstance(value, keras.Sequential) and hasattr(value, "inputs")


def is_nested_model(operation: Any) -> bool:
    """Whether a layer is a model that the reader unrolls: readable, and of Keras's own class."""
    return is_readable(operation) and type(operation).__module__.startswith("keras.")


def config_of(model: Any) -> dict[str, Any]:
    """Return the config of a readable model as plain JSON."""
    config = _quietly(model.get_config)
    if not has_layers(config):
        config = _graph_config(model) if is_functional(model) else _sequential_config(model)
    plain: dict[str, Any] = plain_json(config)
    _complete(model, plain)
    return plain


def plain_json(document: Any) -> Any:
    """Return a config as it comes out of a JSON file, the code of lambdas replaced by hashes."""
    return without_code(json.loads(json.dumps(document, default=_last_resort)))


def _complete(model: Any, config: dict[str, Any]) -> None:
    """Write into the config of a model what Keras leaves out of that of a Sequential, at any depth.

    A layer that a Sequential holds twice is listed once, and one whose own get_config forgets its
    name has none.
    """
    import keras

    entries = config["layers"]
    operations = {id(each): each for each in getattr(model, "operations", model.layers)}
    order = [layer.name for layer in model.layers]
    listed = [entry.get("name") for entry in entries][-len(order) :]
    if isinstance(model, keras.Sequential) and listed != order:
        start = len(entries) - len(operations)
        for layer, entry in zip(operations.values(), entries[start:], strict=True):
            entry["name"] = layer.name
        named = {entry["name"]: entry for entry in entries[start:]}
        config["layers"] = entries[:start] + [named[name] for name in order]
    by_name = {operation.name: operation for operation in operations.values()}
    for entry in entries:
        operation = by_name.get(entry.get("name"))
        if operation is not None and is_nested_model(operation):
            _complete(operation, entry["config"])
        elif operation is not None:
            _name_own_functions(operation, entry["config"])


def _name_own_functions(operation: Any, config: dict[str, Any]) -> None:
    """Write a learner's own activation by its full name: Keras writes a bare "relu" for it too."""
    for name in ("activation", "recurrent_activation"):
        function = getattr(operation, name, None)
        module = str(getattr(function, "__module__", "keras"))
        if isinstance(config.get(name), str) and not module.startswith(("keras", "tensorflow")):
            config[name] = f"{module}.{getattr(function, '__qualname__', name)}"


def entry_of(operation: Any) -> dict[str, Any]:
    """Return how a config writes an operation; one that cannot be written down keeps its class."""
    import keras

    entry = _quietly(lambda: keras.saving.serialize_keras_object(operation))
    if isinstance(entry, dict) and isinstance(entry.get("config"), dict):
        return {**entry, "name": operation.name}
    return {
        # Without its settings it must not pass for Keras's own, so it names no module.
        "module": None,
        "class_name": type(operation).__name__,
        "config": {"name": operation.name},
        "name": operation.name,
    }


def arguments_of(node: Any, name_source: Callable[[Any], list[Any] | None]) -> dict[str, Any]:
    """Return the arguments of a call as a config writes them.

    `name_source` gives the three parts by which a tensor's call is named; a tensor it does not
    know is left out.
    """
    from keras import tree

    def write(value: Any) -> Any:
        import keras

        if isinstance(value, keras.KerasTensor):
            history = name_source(value)
            if history is None:
                return None
            config = {"shape": list(value.shape), "dtype": value.dtype, "keras_history": history}
            return {"class_name": "__keras_tensor__", "config": config}
        written = _quietly(lambda: keras.saving.serialize_keras_object(value))
        return written if value is None or written is not None else repr(type(value))

    return {
        "args": tree.map_structure(write, list(node.arguments.args), none_is_leaf=True),
        "kwargs": tree.map_structure(write, dict(node.arguments.kwargs), none_is_leaf=True),
    }


def _graph_config(model: Any) -> dict[str, Any]:
    """Write down a functional model of which a layer or the model's class has no config."""
    from keras import tree

    uses = uses_of(model)
    names = {id(use.node): [use.operation.name, use.number] for use in uses}

    def name_source(tensor: Any) -> list[Any] | None:
        source = source_of(tensor)
        known = None if source is None else names.get(id(source.node))
        return None if source is None or known is None else [*known, source.result]

    def name_end(tensor: Any) -> list[Any] | None:
        name = name_source(tensor)
        source = source_of(tensor)
        if name is not None and source is not None and is_functional(source.operation):
            name[1] += 1
        return name

    layers = []
    for operation in model.operations:
        entry = _entry_with_graph(operation)
        nodes = [use.node for use in uses if use.operation is operation]
        entry["inbound_nodes"] = [
            arguments_of(node, name_source) for node in nodes if not node.is_input
        ]
        layers.append(entry)
    return {
        "name": model.name,
        "layers": layers,
        "input_layers": tree.map_structure(name_end, model.input),
        "output_layers": tree.map_structure(name_end, model.output),
    }


def _sequential_config(model: Any) -> dict[str, Any]:
    layers = [_entry_with_graph(layer) for layer in model.layers]
    return {"name": model.name, "layers": layers, "build_input_shape": list(model.input_shape)}


def _entry_with_graph(operation: Any) -> dict[str, Any]:
    if not is_nested_model(operation):
        return entry_of(operation)
    return {
        "module": "keras",
        "class_name": type(operation).__name__,
        "name": operation.name,
        "config": config_of(operation),
    }


def _quietly(make: Callable[[], Any]) -> Any:
    """Return what `make` gives, without the warnings of Keras; None where it fails."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return make()
        except Exception:  # noqa: BLE001 - a learner's own get_config may raise anything
            return None


def _last_resort(value: object) -> object:
    if hasattr(value, "tolist"):
        return value.tolist()
    return f"<{type(value).__name__}>"
