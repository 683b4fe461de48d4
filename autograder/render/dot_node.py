"""One node of a topology file to one call, still without its tensors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from autograder.render.dot_syntax import NodeStatement
from autograder.render.dot_values import read_names, read_value
from autograder.render.keras_names import has_weights, nearest, nearest_setting
from autograder.topology.model import Call, Shape, Value

OPTION = "call_"
SETTING = "setting_"
"""Prefixes of call arguments, and of settings whose names mean something else in the file."""

RESERVED = frozenset(
    {"op", "custom", "layer", "inside", "result", "origins", "variable", "line", "name", "unused"}
)
"""Attributes of a node that are no settings."""

EDGE = frozenset({"port", "from"})
"""Attributes of an edge."""

DRAWING = frozenset(
    {"label", "shape", "style", "color", "fillcolor", "fontcolor", "fontname", "fontsize", "pos"}
)
"""Attributes by which Graphviz draws; here they would silently become settings."""


def read_call(node: NodeStatement, mistakes: list[str]) -> Call:
    """Return the call that the node describes; what is wrong with it is added to `mistakes`."""
    place = f"node `{node.name}`"
    values = _values(node, place, mistakes)
    op = node.attributes.get("op", "")
    _check_op(op, node, place, mistakes)
    settings = _settings(op, values, place, mistakes)
    return Call(
        id=node.name,
        op=op,
        settings=settings,
        options=_sorted(
            (name.removeprefix(OPTION), value)
            for name, value in values.items()
            if name.startswith(OPTION)
        ),
        weights=_weights(op, node, dict(settings), place, mistakes),
        inside=_ids(node, "inside", place, mistakes),
        origins=_ids(node, "origins", place, mistakes),
        shapes=_shapes(values, place, mistakes),
        variable=node.attributes.get("variable"),
        line=_line(values.get("line"), place, mistakes),
    )


def _values(node: NodeStatement, place: str, mistakes: list[str]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, text in node.attributes.items():
        if name in {"op", "layer", "inside", "origins", "variable", "name"}:
            continue
        try:
            values[name] = read_value(text)
        except ValueError as problem:
            mistakes.append(f"{place}: {name}: {problem}")
    return values


def _check_op(op: str, node: NodeStatement, place: str, mistakes: list[str]) -> None:
    if not op:
        mistakes.append(f"{place}: has no op; write its Keras class, such as op=Dense")
        return
    meant = nearest(op)
    if meant and node.attributes.get("custom") != "true":
        mistakes.append(
            f"{place}: op={op} is no Keras class; op={meant} is (a class of your own that is "
            "called so also takes custom=true)"
        )


def _settings(
    op: str, values: dict[str, Value], place: str, mistakes: list[str]
) -> tuple[tuple[str, Value], ...]:
    settings: dict[str, Value] = {}
    for name, value in values.items():
        if name.startswith(SETTING):
            settings[name.removeprefix(SETTING)] = value
        elif name in DRAWING:
            mistakes.append(
                f"{place}: `{name}` is about looks, which the kit decides; leave it out "
                f"(a setting of the layer that is called so is written {SETTING}{name})"
            )
        elif name in EDGE:
            mistakes.append(f"{place}: `{name}` belongs to an edge: `a -> b [{name}=...]`")
        elif name not in RESERVED and not name.startswith(OPTION):
            settings[name] = value
            _check_setting(op, name, place, mistakes)
    if op == "Input" and not _is_shape(settings.get("tensor"), placeholders=True):
        seen = values.get("tensor")
        mistakes.append(
            f"{place}: an Input needs the shape of one sample as a tuple, such as "
            'tensor="(10,)"' + (f", not {seen!r}" if "tensor" in values else "")
        )
    return _sorted(settings.items())


def _check_setting(op: str, name: str, place: str, mistakes: list[str]) -> None:
    meant = nearest_setting(op, name)
    if meant is not None:
        mistakes.append(
            f"{place}: {op} has no `{name}`; write {meant}= (or {SETTING}{name}= where it has)"
        )


def _weights(
    op: str,
    node: NodeStatement,
    settings: Mapping[str, Value],
    place: str,
    mistakes: list[str],
) -> str | None:
    own = has_weights(op, settings)
    if "layer" not in node.attributes:
        return node.name if own else None
    try:
        group = read_names(node.attributes["layer"])
    except ValueError as problem:
        mistakes.append(f"{place}: layer: {problem}")
        return None
    if node.attributes["layer"] == "none":
        return None
    if not own:
        mistakes.append(f"{place}: {op} has no weights to share; leave layer= out")
    if len(group) != 1:
        mistakes.append(f"{place}: layer= takes one name")
        return None
    return group[0][0]


def _ids(node: NodeStatement, name: str, place: str, mistakes: list[str]) -> tuple[str, ...]:
    try:
        return tuple(entry[0] for entry in read_names(node.attributes.get(name, "")))
    except ValueError as problem:
        mistakes.append(f"{place}: {name}: {problem}")
        return ()


def _shapes(values: dict[str, Value], place: str, mistakes: list[str]) -> tuple[Shape, ...]:
    if "result" not in values:
        return ()
    value = values["result"]
    several = isinstance(value, tuple) and value and all(isinstance(one, tuple) for one in value)
    shapes = value if several else (value,)
    assert isinstance(shapes, tuple)
    if not all(_is_shape(shape) for shape in shapes):
        mistakes.append(f'{place}: result= is a shape with the batch axis, such as "(None, 32)"')
        return ()
    return shapes  # type: ignore[return-value]  # every member was found to be a shape


def _is_shape(value: Value, *, placeholders: bool = False) -> bool:
    if placeholders and isinstance(value, str) and "$" in value:
        return True
    return isinstance(value, tuple) and all(
        size is None or (isinstance(size, int) and not isinstance(size, bool)) for size in value
    )


def _line(value: Value, place: str, mistakes: list[str]) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    mistakes.append(f"{place}: line= is a line number, such as line=4")
    return None


def _sorted(pairs: Iterable[tuple[str, Value]]) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted(pairs, key=lambda pair: pair[0]))
