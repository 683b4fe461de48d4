"""The pass that makes one call of the same weightless step taken twice on the same tensors."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace

from autograder.topology.keras_config.weights import has_weights
from autograder.topology.model import Argument, Call, Tensor, Topology
from autograder.topology.normal_form.defaults import is_known
from autograder.topology.normal_form.merges import NESTING, joins, without_constants
from autograder.topology.normal_form.operators import CONSTANT
from autograder.topology.normal_form.rewriting import end_of, readers, rewrite
from autograder.topology.symmetry import COMMUTATIVE, any_order

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
_MOST_OPERANDS = 64
"""Of a merge of more, nested in whatever way, only equal spellings are one."""


def merge_duplicates(topology: Topology) -> Topology:
    """Make one call of two equal ones that read the same tensors, such as two `Flatten()(x)`.

    Calls with weights, with chance in them or of unknown classes stay as they are. Of merges, those
    that would be equal once flattened are equal; this comes before flattening, for where one of
    two equal sums is read once it would vanish into its reader.
    """
    while True:
        search = _Search(topology)
        for call in topology.calls:
            search.visit(call)
        found = search.result()
        if found is topology:
            return found
        # What one repetition read is read less often now, and may make others equal.
        topology = found


class _Search:
    """One walk through the calls, in an order of evaluation."""

    def __init__(self, topology: Topology) -> None:
        self._topology = topology
        self._free = any_order(topology)
        self._read = readers(topology)
        self._results = _read_results(self._read)
        self._first: dict[Hashable, Call] = {}
        self._instead: dict[Tensor, Tensor] = {}
        self._operands: dict[str, tuple[Tensor, ...]] = {}
        """What each merge joins, with the operands of those in it that nobody else reads."""
        self._inner: dict[str, tuple[str, ...]] = {}
        """The merges inside each merge that go with it."""
        self._constants: dict[str, tuple[str, ...]] = {}
        self._origins: dict[str, tuple[str, ...]] = {}
        self._gone: set[str] = set()

    def visit(self, call: Call) -> None:
        """Find out whether the call repeats one that was met before."""
        if not _repeatable(call):
            return
        keys = self._keys(call)
        met = (self._first[key] for key in keys if key in self._first)
        known = next((each for each in met if each.id not in self._gone), call)
        for key in keys:
            self._first[key] = known
        if known is call:
            return
        for result in self._results.get(call.id, ()):
            tensor = Tensor(call=call.id, result=result)
            kept = Tensor(call=known.id, result=result)
            self._instead[tensor] = kept
            self._read[kept] = self._read.get(kept, 0) + self._read[tensor]
        self._gone.update((call.id, *self._inner.get(call.id, ())))
        seen = self._origins.get(known.id, known.origins or (known.id,))
        self._origins[known.id] = tuple(dict.fromkeys((*seen, *(call.origins or (call.id,)))))

    def result(self) -> Topology:
        """Return the topology without the repetitions."""
        if not self._gone:
            return self._topology
        kept = (
            replace(call, origins=self._origins[call.id]) if call.id in self._origins else call
            for call in self._topology.calls
            if call.id not in self._gone
        )
        return rewrite(self._topology, calls=kept, instead=self._instead)

    def _keys(self, call: Call) -> tuple[Hashable, ...]:
        """Return what equal calls have in common: all of it, and all but an order that is free."""
        what = call.op, call.settings, call.options, call.inside
        arguments = tuple(
            Argument(port=argument.port, tensor=end_of(argument.tensor, self._instead))
            for argument in call.arguments
        )
        if call.op in NESTING:
            tensors = self._joined(call, (each.tensor for each in arguments))
            constants = self._constants[call.id]
            settings = without_constants(call.settings)
            if call.op in COMMUTATIVE:
                tensors = tuple(sorted(tensors, key=_place))
            return ((call.op, settings, constants, call.options, call.inside, tensors),)
        if call.id not in self._free:
            return ((*what, arguments),)
        tensors = tuple(sorted((each.tensor for each in arguments), key=_place))
        return (*what, arguments), (*what, tensors)

    def _joined(self, call: Call, tensors: Iterable[Tensor]) -> tuple[Tensor, ...]:
        """Return what the call would join once flattened, and note what would be gone then."""
        operands: list[Tensor] = []
        inner: list[str] = []
        constants = [repr(value) for name, value in call.settings if name.startswith(CONSTANT)]
        for tensor in tensors:
            source = self._topology.by_id[tensor.call]
            whole = self._operands.get(source.id, ())
            fits = self._read.get(tensor) == 1 and joins(source, call)
            if not fits or not whole or len(operands) + len(whole) > _MOST_OPERANDS:
                operands.append(tensor)
                continue
            operands += whole
            inner += (source.id, *self._inner[source.id])
            constants += self._constants[source.id]
        self._operands[call.id], self._inner[call.id] = tuple(operands), tuple(inner)
        self._constants[call.id] = tuple(sorted(constants))
        return tuple(operands)


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
