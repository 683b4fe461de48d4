"""How a call is named to a learner: by variable and line, else by what and which it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from autograder.diagnosis.case import Case
from autograder.diagnosis.kinds import is_activation, is_recurrent, label
from autograder.diagnosis.phrases import ordinal, with_article
from autograder.topology.model import Call, Tensor, Topology


def original(call: Call, side: Topology) -> Call:
    """Return the call of a topology as read where its normal form gives it another class.

    An activation that was split off its layer stands for itself.
    """
    for origin in reversed(call.origins):
        found = side.by_id.get(origin)
        if found is not None and is_activation(found) == is_activation(call):
            return call if found.op.removeprefix("ops.") == call.op else found
    return call


@dataclass(frozen=True, kw_only=True)
class Places:
    """Names for the calls of one case."""

    case: Case

    @cached_property
    def _variables(self) -> Counter[str]:
        calls = self._written
        return Counter(call.variable for call in calls if call.variable is not None)

    @cached_property
    def _lines(self) -> Counter[tuple[str | None, int | None]]:
        return Counter((call.variable, call.line) for call in self._written)

    @cached_property
    def _written(self) -> tuple[Call, ...]:
        return (*self.case.built.calls, *self.case.built.unused)

    @cached_property
    def _like(self) -> dict[str, tuple[str, ...]]:
        """For each label, the ids of the calls as read that carry it."""
        found: dict[str, list[str]] = {}
        for call in self._written:
            found.setdefault(label(call), []).append(call.id)
        return {text: tuple(ids) for text, ids in found.items()}

    def is_named(self, ref: str) -> bool:
        """Say whether the learner's own variable names a call."""
        return self.where(ref).startswith("`")

    def written(self, ref: str) -> Call:
        """Return the call as the learner wrote it; the expected one where it is missing."""
        call = self.case.call(ref)
        if ref.startswith("+"):
            return call
        sources = [self.case.built.by_id.get(origin) for origin in reversed(call.origins)]
        return next((source for source in sources if source is not None), call)

    def source(self, ref: str) -> str:
        """Return the name of what a call gives: "`left`", "the Dense(32) on line 4"."""
        if ref.startswith("+"):
            return self.missing(ref)
        return self._name(self.written(ref))

    def tensor(self, tensor: Tensor) -> str:
        """Return the name of one result of a call."""
        name = self.source(tensor.call)
        if tensor.result == 0:
            return name
        if is_recurrent(self.case.call(tensor.call)):
            return f"the state of {name}"
        return f"result {tensor.result + 1} of {name}"

    def part(self, ref: str) -> str:
        """Return the name of exactly this call: an activation apart from the Dense around it."""
        call = self.case.call(ref)
        name = self.source(ref)
        if ref.startswith("+") or not is_activation(call) or is_activation(self.written(ref)):
            return name
        return f"the {label(call)} of {name}"

    def where(self, ref: str) -> str:
        """Return the place of a call: "`right` (line 4)", or the second Dense(32)."""
        if ref.startswith("+"):
            return self._neighbour(ref)
        return self.of_written(self.written(ref))

    def of_written(self, call: Call) -> str:
        """Return the place of a call as the learner wrote it."""
        name = self._name(call)
        if call.line is None or "on line" in name:
            if call.variable is not None and call.line is not None and self._unique(call):
                return f"`{call.variable}` (line {call.line})"
            return name
        return f"{name} (line {call.line})"

    def name_written(self, call: Call) -> str:
        """Return the name of what a call as the learner wrote it gives."""
        return self._name(call)

    def line(self, ref: str) -> int | None:
        """Return the line of a learner's call where it is known."""
        return None if ref.startswith("+") else self.written(ref).line

    def missing(self, ref: str) -> str:
        """Return the name of a call that is still missing."""
        return f"the missing {self.label(ref)}"

    def a(self, ref: str) -> str:
        """Return "a Dense(32)" for a call."""
        return with_article(self.label(ref))

    def label(self, ref: str) -> str:
        """Return the label of a call as it was written or drawn, not as its normal form has it."""
        call = self.case.call(ref)
        expected = ref.startswith("+") or ref not in self.case.learner.by_id
        side = self.case.drawing if expected else self.case.built
        return label(original(call, side))

    def _unique(self, call: Call) -> bool:
        return self._lines[(call.variable, call.line)] == 1

    def _name(self, call: Call) -> str:
        name = self._own_name(call)
        return f"`{call.inside[-1]}` > {name}" if call.inside else name

    def scope(self, ref: str) -> str:
        """Return the name of the nested model around a call, nothing where there is none."""
        inside = self.written(ref).inside
        return f"`{inside[-1]}`" if inside else ""

    def _own_name(self, call: Call) -> str:
        if call.variable is not None and self._variables[call.variable] == 1:
            return f"`{call.variable}`"
        if call.op == "Input":
            return self._input_name(call)
        twins = self._like.get(label(call), (call.id,))
        which = (
            "" if len(twins) < 2 or call.id not in twins else f"{ordinal(twins.index(call.id))} "
        )
        if call.line is not None and self._unique(call):
            which = ""
        what = label(call) + (" activation" if is_activation(call) else "")
        line = f" on line {call.line}" if call.line is not None else ""
        return f"the {which}{what}{line}"

    def _input_name(self, call: Call) -> str:
        ends = self.case.built.inputs
        calls = [end.tensor.call for end in ends]
        if call.id not in calls:
            return "an input"
        end = ends[calls.index(call.id)]
        if end.name is not None:
            return f"`{end.name}`"
        return "the input" if len(ends) == 1 else f"the {ordinal(calls.index(call.id))} input"

    def _neighbour(self, ref: str) -> str:
        """Return the place of a missing call: after the first call above it that exists."""
        open_refs, done = [ref], set()
        while open_refs:
            for tensor in self.case.wanted.get(open_refs.pop(0), {}).values():
                if not tensor.call.startswith("+"):
                    return f"after {self.where(tensor.call)}"
                if tensor.call not in done:
                    done.add(tensor.call)
                    open_refs.append(tensor.call)
        return ""
