"""A small builder for topologies in tests: chains of text instead of nested constructors.

    graph(
        x=inp(10),
        left=dense("x", 32, activation="relu"),
        both=call("Concatenate", "x", "left"),
    )

The model's inputs are its Input calls in order, its outputs the tensors nobody reads, unless given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.topology.model import Argument, Call, Endpoint, Tensor, Topology
from autograder.topology.normal_form.weights import has_weights


def inp(*sizes: int | None, **settings: Any) -> Call:
    """Return an Input of that shape of one sample."""
    return call("Input", tensor=tuple(sizes), **settings)


def dense(source: str, units: Any, **settings: Any) -> Call:
    """Return a Dense that reads `source`."""
    return call("Dense", source, units=units, **settings)


def call(
    op: str,
    *sources: str,
    ports: dict[str, str] | None = None,
    layer: str | None = None,
    options: dict[str, Any] | None = None,
    **settings: Any,
) -> Call:
    """Return a call that reads `sources` at ports 0, 1, ... and `ports` by role.

    A source is an id, with `id[1]` for a further result; `layer` is the weights group, `inner` the
    setting that Keras calls layer.
    """
    wiring = {str(at): source for at, source in enumerate(sources)} | (ports or {})
    constants = {
        name.replace("constant_", "constant."): settings.pop(name)
        for name in list(settings)
        if name.startswith("constant_")
    }
    if "inner" in settings:
        settings["layer"] = settings.pop("inner")
    fixed = {name: settings.pop(name) for name in ("inside", "shapes") if name in settings}
    return Call(
        id="",
        op=op,
        settings=tuple(sorted({**settings, **constants}.items())),
        options=tuple(sorted((options or {}).items())),
        arguments=tuple(
            Argument(port=port, tensor=tensor(source)) for port, source in wiring.items()
        ),
        weights=layer,
        **fixed,
    )


def tensor(source: str) -> Tensor:
    """Return the tensor that "id" or "id[1]" names."""
    name, _, result = source.partition("[")
    return Tensor(call=name, result=int(result.rstrip("]") or 0) if result else 0)


def graph(
    *,
    outputs: Sequence[str] | None = None,
    inputs: Sequence[str] | None = None,
    policy: Any = None,
    **calls: Call,
) -> Topology:
    """Return the topology of these calls; endpoints may be written "id:author's name"."""
    made = tuple(_named(id, each) for id, each in calls.items())
    read = {argument.tensor.call for each in made for argument in each.arguments}
    if inputs is None:
        inputs = [each.id for each in made if each.op == "Input"]
    if outputs is None:
        ends = [each for each in made if each.id not in read]
        outputs = [each.id for each in ends if each.op != "Input" or len(ends) == 1]
    return Topology(
        calls=made,
        inputs=tuple(map(_endpoint, inputs)),
        outputs=tuple(map(_endpoint, outputs)),
        policy=policy,
    )


def _named(id: str, each: Call) -> Call:
    weights = each.weights or (id if has_weights(each.op) else None)
    return Call(
        id=id,
        op=each.op,
        settings=each.settings,
        options=each.options,
        arguments=each.arguments,
        weights=weights,
        inside=each.inside,
        shapes=each.shapes,
    )


def _endpoint(text: str) -> Endpoint:
    source, _, name = text.partition(":")
    return Endpoint(tensor=tensor(source), name=name or None)


def lines(topology: Topology) -> list[str]:
    """Return one line for each call, "left = Dense(units=32) of x", for comparison in tests."""
    return [line(each) for each in topology.calls]


def line(each: Call) -> str:
    """Return the line of one call."""
    settings = ", ".join(f"{name}={value}" for name, value in (*each.settings, *each.options))
    sources = ", ".join(
        ("" if argument.port.isdigit() else f"{argument.port} ")
        + argument.tensor.call
        + (f"[{argument.tensor.result}]" if argument.tensor.result else "")
        for argument in each.arguments
    )
    return f"{each.id} = {each.op}({settings})" + (f" of {sources}" if sources else "")
