"""Whether Keras would build a graph at all: a mutant that it refuses is no answer to judge."""

from __future__ import annotations

from autograder.topology.model import Call, Shape, Tensor, Topology
from autograder.topology.shapes import infer_shapes

_BROADCASTING = frozenset({"Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract"})
_RANKS = (("Conv1D", 3), ("Conv2D", 4), ("Conv3D", 5), ("Global", None))
_OF_SEQUENCES = frozenset({"LSTM", "GRU", "SimpleRNN", "Bidirectional"})


def is_possible(topology: Topology) -> bool:
    """Say whether the shapes, as far as they can be told, let every call be made."""
    shapes = infer_shapes(topology)
    groups: dict[str, tuple[int | None, ...]] = {}
    for call in topology.calls:
        sources = [shapes.get(argument.tensor) for argument in call.arguments]
        if not _fits(call, sources):
            return False
        if call.weights is None or not sources or sources[0] is None:
            continue
        # The weights of a layer are made for one width, whatever it is called on.
        width = groups.setdefault(call.weights, (sources[0][-1], len(sources[0])))
        if not _equal(width[0], sources[0][-1]) or width[1] != len(sources[0]):
            return False
    return all(_is_tensor_of(topology, end.tensor) for end in topology.outputs)


def _is_tensor_of(topology: Topology, tensor: Tensor) -> bool:
    return tensor.call in topology.by_id


def _fits(call: Call, sources: list[Shape | None]) -> bool:
    known = [shape for shape in sources if shape is not None]
    if call.op in _BROADCASTING:
        return _broadcast(known)
    if call.op == "Concatenate":
        return _concatenated(call, known)
    if call.op in _OF_SEQUENCES:
        return all(len(shape) == 3 for shape in known[:1])
    if call.op == "Dense":
        return all(len(shape) >= 2 for shape in known)
    if call.op.startswith("Global"):
        return all(
            len(shape) == int(call.op[-2]) + 2 for shape in known if call.op[-2:-1].isdigit()
        )
    axis = call.setting("axis")
    if isinstance(axis, int) and known:
        return -len(known[0]) <= axis < len(known[0])
    ranks = [rank for start, rank in _RANKS if call.op.startswith(start)]
    return all(len(shape) in ranks for shape in known) if ranks else True


def _broadcast(shapes: list[Shape]) -> bool:
    rank = max(map(len, shapes), default=0)
    if any(len(shape) != rank for shape in shapes):
        return False
    return all(
        len({size for size in sizes if size not in {None, 1}}) <= 1
        for sizes in zip(*shapes, strict=True)
    )


def _concatenated(call: Call, shapes: list[Shape]) -> bool:
    axis = call.setting("axis", -1)
    rank = max(map(len, shapes), default=0)
    if any(len(shape) != rank for shape in shapes) or not isinstance(axis, int):
        return False
    if rank and not -rank <= axis < rank:
        return False
    return all(
        len({size for size in sizes if size is not None}) <= 1
        for at, sizes in enumerate(zip(*shapes, strict=True))
        if rank and at != axis % rank
    )


def _equal(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other
