"""Random well-formed topologies for the property tests of render/."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.topology.model import Argument, Call, Endpoint, Tensor, Topology
from autograder.topology.policy import Policy

OPS = ("Dense", "Conv2D", "Flatten", "MyLayer", "Dens", "Relu", "Activation")
MERGES = ("Add", "Concatenate", "Subtract", "MyMerge")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
names = st.one_of(
    texts,
    st.sampled_from(
        ["a", "dense_1", "dense#2", "outer/inner", "node", "Graph", "strict", "3", "-1.5", "x y",
         'q"', "back\\", "a:b", "a,b", "l\nf", "none", "true", "é", "a[1]", "it's",
         "$n", "--", "//"]
    ),
)  # fmt: skip
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    texts,
    st.sampled_from(
        [">=16", "0.1..0.5", "*", "relu|tanh", "true", "None", "3", "1.0", "(3, 3)|(5, 5)", "(",
         "leaky_relu(negative_slope=0.3)", "'", "$inputs", "inf", "1e-05", "\\n", "[1]"]
    ),
)  # fmt: skip
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=5)
keys = st.one_of(
    texts.filter(bool),
    st.sampled_from(
        ["units", "constant.1", "unit", "name", "layer", "call_x", "setting_x", "label", "op"]
    ),
)
shapes = st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=3).map(tuple)


def _pairs(draw):
    return tuple(sorted(draw(st.dictionaries(keys, values, max_size=3)).items()))


def _extras(draw):
    """Everything about a call that is not its place in the graph."""
    return {
        "options": _pairs(draw),
        "inside": tuple(draw(st.lists(names.filter(bool), max_size=2))),
        "origins": tuple(draw(st.lists(names, max_size=2))),
        "shapes": tuple(draw(st.lists(shapes, max_size=2))),
        "variable": draw(st.none() | texts),
        "line": draw(st.none() | st.integers(0, 99)),
    }


def _input(draw, name):
    settings = dict(draw(st.dictionaries(keys, values, max_size=1)), tensor=draw(shapes))
    return Call(id=name, op="Input", settings=tuple(sorted(settings.items())), **_extras(draw))


def _call(draw, name, before):
    tensors = st.builds(Tensor, call=st.sampled_from(before), result=st.integers(0, 2))
    read = draw(st.lists(tensors, min_size=1, max_size=3))
    op = draw(st.sampled_from(OPS if len(read) == 1 else MERGES))
    ports = [str(number) for number in range(len(read))]
    if draw(st.booleans()) and op not in {"Dense", "Conv2D", "Flatten", "Relu", "Activation"}:
        ports = draw(st.lists(names, min_size=len(read), max_size=len(read), unique=True))
    weighted = op in {"Dense", "Conv2D", "MyLayer", "Dens", "MyMerge"}
    return Call(
        id=name,
        op=op,
        settings=_pairs(draw),
        arguments=tuple(
            Argument(port=port, tensor=tensor) for port, tensor in zip(ports, read, strict=True)
        ),
        weights=draw(st.one_of(st.just(name), st.none(), names)) if weighted else None,
        **_extras(draw),
    )


@st.composite
def topologies(draw):
    """A topology whose every call reads earlier ones, with dead ends as unused calls."""
    ids = draw(st.lists(names, min_size=2, max_size=7, unique=True))
    number = draw(st.integers(1, min(2, len(ids) - 1)))
    calls = [_input(draw, name) for name in ids[:number]]
    calls += [_call(draw, ids[at], ids[:at]) for at in range(number, len(ids))]
    results = st.builds(Tensor, call=st.sampled_from(ids), result=st.integers(0, 2))
    ends = st.builds(Endpoint, tensor=results, name=st.none() | names)
    outputs = draw(st.lists(ends, min_size=1, max_size=3))
    if draw(st.booleans()):
        outputs = [Endpoint(tensor=Tensor(call=ids[-1]))]
    reached = _reached(calls, {end.tensor.call for end in outputs}) | set(ids[:number])
    return Topology(
        calls=tuple(call for call in calls if call.id in reached),
        inputs=tuple(
            Endpoint(tensor=Tensor(call=name), name=draw(st.none() | names))
            for name in draw(st.permutations(ids[:number]))
        ),
        outputs=tuple(outputs),
        unused=tuple(call for call in calls if call.id not in reached),
        name=draw(names),
        style=draw(st.sampled_from(["functional", "sequential", "subclassed"])),
        policy=draw(st.none() | policies()),
    )


def policies():
    """Any policy."""
    return st.builds(
        Policy,
        concat_order=st.sampled_from(["free", "strict"]),
        style=st.sampled_from(["any", "functional"]),
        extras=st.lists(names, max_size=2).map(tuple),
        reveal=st.sampled_from(["always", "after-pass"]),
        max_hint=st.integers(0, 4),
    )


def _reached(calls, ends):
    for call in reversed(calls):
        if call.id in ends:
            ends |= {argument.tensor.call for argument in call.arguments}
    return ends
