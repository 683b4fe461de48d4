"""The pass that makes one call of the same weightless step taken twice on the same tensors."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from autograder.topology.model import Argument, Call, Tensor, Topology
from autograder.topology.normal_form.defaults import is_known
from autograder.topology.normal_form.rewriting import end_of, rewrite
from autograder.topology.normal_form.weights import has_weights
from autograder.topology.symmetry import COMMUTATIVE

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
    first: dict[Hashable, Call] = {}
    origins: dict[str, tuple[str, ...]] = {}
    instead: dict[Tensor, Tensor] = {}
    for call in topology.calls:
        if not _repeatable(call):
            continue
        known = first.setdefault(_key(call, instead), call)
        if known is not call:
            for result in range(max(1, len(call.shapes))):
                instead[Tensor(call=call.id, result=result)] = Tensor(call=known.id, result=result)
            seen = origins.get(known.id, known.origins or (known.id,))
            origins[known.id] = tuple(dict.fromkeys((*seen, *(call.origins or (call.id,)))))
    if not instead:
        return topology
    gone = {tensor.call for tensor in instead}
    kept = (
        replace(call, origins=origins[call.id]) if call.id in origins else call
        for call in topology.calls
        if call.id not in gone
    )
    return rewrite(topology, calls=kept, instead=instead)


def _repeatable(call: Call) -> bool:
    if call.weights is not None or call.op in _OPAQUE or call.op in _RANDOM or has_weights(call.op):
        return False
    own_class = call.setting("opaque") is not None or not is_known(call.op)
    return not own_class and not call.op.startswith("Random") and bool(call.arguments)


def _key(call: Call, instead: dict[Tensor, Tensor]) -> Hashable:
    arguments = [
        Argument(port=argument.port, tensor=end_of(argument.tensor, instead))
        for argument in call.arguments
    ]
    if call.op in COMMUTATIVE:
        tensors = sorted((each.tensor.call, each.tensor.result) for each in arguments)
        return call.op, call.settings, call.options, call.inside, tuple(tensors)
    return call.op, call.settings, call.options, call.inside, tuple(arguments)
