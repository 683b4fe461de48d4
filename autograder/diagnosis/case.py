"""One comparison with what the rules ask about it: both graphs, the diff, the repaired wiring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from autograder.diagnosis.kinds import is_activation
from autograder.topology.change import (
    AddCall,
    Change,
    ChangeInputs,
    ChangeOutputs,
    Diff,
    RemoveCall,
    ReplaceOp,
    Rewire,
)
from autograder.topology.model import Call, Tensor, Topology
from autograder.topology.normal_form.activations import SPLIT


@dataclass(frozen=True, kw_only=True)
class Case:
    """A learner's graph held against the expected one.

    `expected` and `learner` are the normal forms that `diff` speaks of, `drawing` and `built` the
    same two as they were read. A *reference* is a learner's call id, or `+ID` for an expected call
    that the learner has not made.
    """

    expected: Topology
    learner: Topology
    drawing: Topology
    built: Topology
    diff: Diff

    @cached_property
    def learner_of(self) -> dict[str, str]:
        """The reference for each expected call: its partner, or `+ID`."""
        found = {call.id: f"+{call.id}" for call in self.expected.calls}
        found.update(self.diff.alignment.pairs)
        return found

    @cached_property
    def expected_of(self) -> dict[str, Call]:
        """The expected call of each reference that has one."""
        return {ref: self.expected.by_id[id] for id, ref in self.learner_of.items()}

    @cached_property
    def removed(self) -> frozenset[str]:
        """The learner's calls that the drawing does not have."""
        return frozenset(c.call for c in self.diff.changes if isinstance(c, RemoveCall))

    @cached_property
    def added(self) -> frozenset[str]:
        """References of the calls that the learner has not made."""
        return frozenset(f"+{c.expected.id}" for c in self.diff.changes if isinstance(c, AddCall))

    @cached_property
    def carried(self) -> frozenset[str]:
        """Activations too many that belong to a layer too many: the two are one mistake."""
        calls = (self.call(ref) for ref in self.removed)
        return frozenset(
            call.id
            for call in calls
            if is_activation(call)
            and any(
                each.tensor.call in self.removed and self.call(each.tensor.call).op in SPLIT
                for each in call.arguments
            )
        )

    @cached_property
    def replaced(self) -> frozenset[str]:
        """The learner's calls of a wrong class."""
        return frozenset(c.call for c in self.diff.changes if isinstance(c, ReplaceOp))

    @cached_property
    def rewires(self) -> tuple[Rewire, ...]:
        """The changes of wiring."""
        return tuple(c for c in self.diff.changes if isinstance(c, Rewire))

    def call(self, ref: str) -> Call:
        """Return the call behind a reference."""
        if ref in self.learner.by_id:
            return self.learner.by_id[ref]
        return self.expected.by_id[ref.removeprefix("+")]

    @cached_property
    def seen(self) -> dict[str, dict[str, Tensor]]:
        """The learner's wiring: for each call, the tensor at each port."""
        return {c.id: {a.port: a.tensor for a in c.arguments} for c in self.learner.calls}

    @cached_property
    def wanted(self) -> dict[str, dict[str, Tensor]]:
        """The repaired wiring, calls that are missing included and those too many left out."""
        wiring = {ref: dict(self.seen.get(ref, {})) for ref in self.expected_of}
        for change in self.rewires:
            if change.call not in wiring:
                continue
            if change.wanted is None:
                wiring[change.call].pop(change.port, None)
            else:
                wiring[change.call][change.port] = change.wanted
        return wiring

    @cached_property
    def seen_outputs(self) -> tuple[Tensor, ...]:
        """The tensors that the learner's model ends at."""
        return tuple(end.tensor for end in self.learner.outputs)

    @cached_property
    def wanted_outputs(self) -> tuple[Tensor, ...]:
        """The tensors that the repaired model ends at."""
        for change in self.diff.changes:
            if isinstance(change, ChangeOutputs):
                return tuple(end.tensor for end in change.wanted)
        return self.seen_outputs

    @cached_property
    def inputs_change(self) -> ChangeInputs | None:
        """The change of the model's inputs, where there is one."""
        return next((c for c in self.diff.changes if isinstance(c, ChangeInputs)), None)

    @cached_property
    def abandoned(self) -> frozenset[str]:
        """Calls that nobody would read any more once the edges that leave them are mended."""
        reading: dict[str, int] = {}
        for tensor in (
            *(t for ports in self.seen.values() for t in ports.values()),
            *self.seen_outputs,
        ):
            reading[tensor.call] = reading.get(tensor.call, 0) + 1
        for change in self.rewires:
            if change.seen is not None:
                reading[change.seen.call] -= 1
        if self.wanted_outputs != self.seen_outputs:
            for tensor in self.seen_outputs:
                reading[tensor.call] -= 1
        return frozenset(ref for ref, count in reading.items() if count <= 0)

    def roots(self, tensor: Tensor) -> frozenset[Tensor]:
        """Return where a wanted tensor comes from once the calls still missing are stepped over."""
        return self._step_over(tensor, self.added, self.wanted)

    def heads(self, tensor: Tensor) -> frozenset[Tensor]:
        """Return where a tensor of the learner's comes from, calls too many stepped over."""
        return self._step_over(tensor, self.removed, self.seen)

    @staticmethod
    def _step_over(
        tensor: Tensor, skipped: Iterable[str], wiring: dict[str, dict[str, Tensor]]
    ) -> frozenset[Tensor]:
        found, open_tensors, done = set(), [tensor], set()
        while open_tensors:
            each = open_tensors.pop()
            if each in done:
                continue
            done.add(each)
            sources = wiring.get(each.call, {})
            if each.call in skipped and sources:
                open_tensors.extend(sources.values())
            else:
                found.add(each)
        return frozenset(found)

    def follows_from_calls(self, rewire: Rewire) -> bool:
        """Say whether an edge is wrong only because calls are missing or too many along it."""
        if rewire.seen is None or rewire.wanted is None:
            return rewire.call in self.added
        return bool(self.heads(rewire.seen) & self.roots(rewire.wanted))

    def above(self, ref: str, *, wanted: bool = False) -> frozenset[str]:
        """Return the references that a call reads from, directly or through others."""
        return frozenset(self._upwards(ref, self.wanted if wanted else self.seen))

    @staticmethod
    def _upwards(ref: str, wiring: dict[str, dict[str, Tensor]]) -> Iterator[str]:
        done: set[str] = set()
        open_refs = [ref]
        while open_refs:
            for tensor in wiring.get(open_refs.pop(), {}).values():
                if tensor.call not in done:
                    done.add(tensor.call)
                    open_refs.append(tensor.call)
                    yield tensor.call

    @cached_property
    def position(self) -> dict[str, int]:
        """Where a reference stands in the order of the graphs, missing calls by their drawing."""
        order = {call.id: index for index, call in enumerate(self.learner.calls)}
        last = -1
        for call in self.expected.calls:
            ref = self.learner_of[call.id]
            last = order.setdefault(ref, last)
        return order


def touched(change: Change) -> tuple[str, ...]:
    """Return the references that a change is about, the one to be changed first."""
    match change:
        case AddCall():
            return (f"+{change.expected.id}",)
        case Rewire():
            ends = (change.seen, change.wanted)
            return (change.call, *(tensor.call for tensor in ends if tensor is not None))
        case ChangeInputs() | ChangeOutputs():
            return tuple(end.tensor.call for end in (*change.seen, *change.wanted))
        case _:
            return (change.call,)
