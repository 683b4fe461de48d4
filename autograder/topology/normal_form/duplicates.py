"""The pass that makes one call of the same weightless step taken twice on the same tensors."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from autograder.topology.keras_config.weights import has_weights
from autograder.topology.model import Argument, Call, Tensor, Topology
from autograder.topology.normal_form.defaults import is_known
from autograder.topology.normal_form.rewriting import end_of, readers, rewrite
from autograder.topology.symmetry import any_order

_RANDOM = frozenset(
    {
        "AlphaDropout",
        "AugMix",
        "CutMix",
        "Dropout",
        "GaussianDropout",
        "GaussianNoise",
        "MixUp",
        "RandAugment",
        "SpatialDropout1D",
        "SpatialDropout2D",
        "SpatialDropout3D",
    }
)
_OPAQUE = frozenset({"Lambda", "Input", "TimeDistributed"})


def merge_duplicates(topology: Topology) -> Topology:
    """Make one call of two equal ones that read the same tensors, such as two `Flatten()(x)`.

    Calls with weights, with chance in them or of unknown classes stay as they are.
    """
    free = any_order(topology)
    results = _read_results(readers(topology))
    first: dict[Hashable, Call] = {}
    instead: dict[Tensor, Tensor] = {}
    origins: dict[str, tuple[str, ...]] = {}
    gone: set[str] = set()
    for call in topology.calls:
        if not _repeatable(call):
            continue
        keys = _keys(call, instead, free)
        known = next((first[key] for key in keys if key in first), call)
        for key in keys:
            first.setdefault(key, known)
        if known is not call:
            gone.add(call.id)
            for result in results.get(call.id, ()):
                instead[Tensor(call=call.id, result=result)] = Tensor(call=known.id, result=result)
            seen = origins.get(known.id, known.origins or (known.id,))
            origins[known.id] = tuple(dict.fromkeys((*seen, *(call.origins or (call.id,)))))
    if not gone:
        return topology
    kept = (
        replace(call, origins=origins[call.id]) if call.id in origins else call
        for call in topology.calls
        if call.id not in gone
    )
    return rewrite(topology, calls=kept, instead=instead)


def _keys(
    call: Call, instead: dict[Tensor, Tensor], free: AbstractSet[str]
) -> tuple[Hashable, ...]:
    """Return what equal calls have in common: all of it, and all but an order that is free."""
    what = call.op, call.settings, call.options, call.inside
    arguments = tuple(
        Argument(port=argument.port, tensor=end_of(argument.tensor, instead))
        for argument in call.arguments
    )
    if call.id not in free:
        return ((*what, arguments),)
    tensors = tuple(sorted((each.tensor for each in arguments), key=_place))
    return (*what, arguments), (*what, tensors)


def _place(tensor: Tensor) -> tuple[str, int]:
    return tensor.call, tensor.result


def _read_results(read: Iterable[Tensor]) -> dict[str, set[int]]:
    """Return which results of each call are read; its shapes may not be known."""
    found: dict[str, set[int]] = {}
    for tensor in read:
        found.setdefault(tensor.call, set()).add(tensor.result)
    return found


def _repeatable(call: Call) -> bool:
    settings = dict(call.settings)
    if call.weights is not None or has_weights(call.op, settings):
        return False
    if call.op in _OPAQUE or call.op in _RANDOM or settings.get("dropout"):
        return False
    own_class = call.setting("opaque") is not None or not is_known(call.op)
    return not own_class and not call.op.startswith("Random") and bool(call.arguments)
