"""Makes the repairs of a diff: what the learner's normal form becomes once they are done."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from autograder.topology.alignment.repairs import ADDED
from autograder.topology.change import (
    AddCall,
    Change,
    ChangeInputs,
    ChangeOption,
    ChangeOutputs,
    ChangeSetting,
    Diff,
    Regroup,
    RemoveCall,
    Renest,
    ReplaceOp,
    Rewire,
)
from autograder.topology.costs import kind_of
from autograder.topology.model import Argument, Call, Topology, Value
from autograder.topology.normal_form.operators import CONSTANT
from autograder.topology.normal_form.rewriting import in_reading_order

_OWN = "="
"""Stands before the id of a call that has weights of its own, as the name of their group."""


def apply(diff: Diff, expected: Topology, learner: Topology) -> Topology:
    """Return the learner's normal form with every change of the diff made to it.

    Added calls keep their `+ID`. What comes out matches `expected`.
    """
    bench = _Bench(expected, learner)
    for change in diff.changes:
        bench.make(change)
    return bench.result()


class _Bench:
    """The learner's calls while they are being repaired."""

    def __init__(self, expected: Topology, learner: Topology) -> None:
        self._expected = expected
        self._learner = learner
        self._calls = {call.id: call for call in learner.calls}
        self._ports = {
            call.id: {each.port: each.tensor for each in call.arguments} for call in learner.calls
        }
        self._merges: set[str] = set()
        self._inputs, self._outputs = learner.inputs, learner.outputs

    def make(self, change: Change) -> None:
        """Make one change."""
        match change:
            case AddCall():
                self._add(change.expected)
            case RemoveCall():
                del self._calls[change.call]
            case ReplaceOp():
                self._replace(change.call, change.expected)
            case ChangeSetting() | ChangeOption():
                self._set(change)
            case Rewire():
                self._rewire(change)
            case Regroup():
                self._regroup(change)
            case Renest():
                self._calls[change.call] = replace(self._calls[change.call], inside=change.wanted)
            case ChangeInputs():
                self._inputs = change.wanted
            case ChangeOutputs():
                self._outputs = change.wanted

    def _add(self, expected: Call) -> None:
        id = ADDED + expected.id
        weights = None if expected.weights is None else _OWN + id
        self._calls[id] = replace(
            expected, id=id, arguments=(), weights=weights, inside=(), origins=()
        )
        self._ports[id] = {}

    def _replace(self, id: str, expected: Call) -> None:
        self._calls[id] = replace(
            self._calls[id],
            op=expected.op,
            settings=expected.settings,
            options=expected.options,
            weights=None if expected.weights is None else _OWN + id,
            shapes=(),
        )
        # What took its tensor after a constant may now take it before one.
        self._merges.add(id)

    def _set(self, change: ChangeSetting | ChangeOption) -> None:
        call = self._calls[change.call]
        expected = self._expected.by_id[change.expected]
        settings = isinstance(change, ChangeSetting)
        # A value that the expected call does not write is the default: nothing is written here too.
        written = dict(expected.settings if settings else expected.options)
        changed = dict(call.settings if settings else call.options)
        if change.name.startswith(CONSTANT):
            self._merges.add(change.call)
        if change.name in written:
            changed[change.name] = change.wanted
        else:
            changed.pop(change.name, None)
        pairs: tuple[tuple[str, Value], ...] = tuple(sorted(changed.items()))
        self._calls[change.call] = (
            replace(call, settings=pairs) if settings else replace(call, options=pairs)
        )

    def _rewire(self, change: Rewire) -> None:
        ports = self._ports[change.call]
        if change.wanted is None:
            del ports[change.port]
            self._merges.add(change.call)
        else:
            ports[change.port] = change.wanted
            # Of several operands that are missing one may be put in without those before it.
            if change.seen is None and kind_of(self._calls[change.call].op) == "merge":
                self._merges.add(change.call)

    def _regroup(self, change: Regroup) -> None:
        call = self._calls[change.call]
        group = self._calls[change.wanted[0]].weights if change.wanted else _OWN + change.call
        self._calls[change.call] = replace(call, weights=group)

    def result(self) -> Topology:
        """Return the repaired topology, its calls again in an order of evaluation."""
        calls = {
            id: replace(call, arguments=self._arguments(id)) for id, call in self._calls.items()
        }
        return replace(
            self._learner,
            calls=in_reading_order(calls.values()),
            inputs=self._inputs,
            outputs=self._outputs,
        )

    def _arguments(self, id: str) -> tuple[Argument, ...]:
        ports = sorted(self._ports[id].items(), key=lambda each: _port_key(each[0]))
        if id not in self._merges:
            return tuple(Argument(port=port, tensor=tensor) for port, tensor in ports)
        constants = {
            name.removeprefix(CONSTANT)
            for name, _ in self._calls[id].settings
            if name.startswith(CONSTANT)
        }
        places = (str(at) for at in count() if str(at) not in constants)
        return tuple(
            Argument(port=next(places) if port.isdigit() else port, tensor=tensor)
            for port, tensor in ports
        )


def _port_key(port: str) -> tuple[bool, int, str]:
    return (False, int(port), "") if port.isdigit() else (True, 0, port)
