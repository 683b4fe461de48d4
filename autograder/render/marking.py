"""The marks of a diff on a learner's picture: what is wrong, what is missing, where to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from autograder.diagnosis.phrases import listing, ordinal
from autograder.render.caption import caption, given_name, value_text
from autograder.render.picture import Box, Line, Picture
from autograder.render.scene import box_of, output_id, pins_of
from autograder.topology.change import (
    AddCall,
    Change,
    ChangeInputs,
    ChangeOption,
    ChangeOutputs,
    ChangeSetting,
    Regroup,
    RemoveCall,
    ReplaceOp,
    Rewire,
)
from autograder.topology.model import Call, Endpoint, Tensor, Topology


def marked(picture: Picture, learner: Topology, changes: Iterable[Change]) -> Picture:
    """Return the picture of `learner`, a normal form, with the changes marked on it."""
    marks = _Marks(picture, learner)
    changes = sorted(changes, key=lambda change: not isinstance(change, AddCall))
    exchanged = _exchanges(changes)
    for call in sorted(exchanged):
        marks.wrong(call, "takes these in another order")
    for change in changes:
        if not (isinstance(change, Rewire) and change.call in exchanged):
            marks.note(change)
    return marks.picture()


class _Marks:
    """The boxes and lines of a picture while marks are put on them."""

    def __init__(self, picture: Picture, learner: Topology) -> None:
        self._picture = picture
        self._learner = learner
        self._boxes = {box.id: box for box in picture.boxes}
        self._lines = list(picture.lines)

    def picture(self) -> Picture:
        """Return the picture with the marks that were noted."""
        ports: dict[str, list[str]] = {}
        for line in self._lines:
            ports.setdefault(line.head, []).append(line.port)
        boxes = [
            replace(box, pins=pins_of(box.op, ports.get(box.id, ())))
            if box.kind in {"layer", "merge"}
            else box
            for box in self._boxes.values()
        ]
        missing = {box.id for box in boxes if box.state == "missing"}
        lines = [
            # The dashed box speaks for the dashed lines at it.
            line if missing.isdisjoint({line.tail, line.head}) else replace(line, note="")
            for line in self._lines
            if {line.tail, line.head} <= self._boxes.keys()
        ]
        return replace(self._picture, boxes=tuple(boxes), lines=tuple(lines))

    def note(self, change: Change) -> None:
        """Put the marks of one change on the picture."""
        if isinstance(change, AddCall):
            self._add(change.expected)
        elif isinstance(change, RemoveCall):
            self.wrong(change.call, "one too many")
        elif isinstance(change, ReplaceOp):
            self.wrong(change.call, f"should be {caption(change.expected).title}")
        elif isinstance(change, ChangeSetting | ChangeOption):
            self.wrong(change.call, _setting(change, self._op(change.call)))
        elif isinstance(change, Rewire):
            self._rewire(change)
        elif isinstance(change, Regroup):
            self._regroup(change)
        elif isinstance(change, ChangeInputs):
            self._inputs(change)
        elif isinstance(change, ChangeOutputs):
            self._outputs(change)

    def _add(self, expected: Call) -> None:
        id = f"+{expected.id}"
        call = replace(expected, id=id, shapes=(), arguments=(), variable=None)
        self._boxes[id] = replace(
            box_of(call, self._learner),
            name=None,
            state="missing",
            notes=("missing",),
            inside=(),
            origins=tuple(f"+{origin}" for origin in expected.origins),
        )

    def wrong(self, id: str, note: str) -> None:
        """Note on a box what is wrong with it."""
        box = self._boxes.get(id)
        if box is not None and box.state != "missing":
            self._boxes[id] = replace(box, state="wrong", notes=(*box.notes, f"wrong: {note}"))

    def _rewire(self, change: Rewire) -> None:
        if change.seen is not None:
            self._cross(change.seen, change.call, change.port)
        if change.wanted is not None:
            self._miss(change.wanted, change.call, change.port)

    def _cross(self, seen: Tensor, head: str, port: str) -> None:
        for at, line in enumerate(self._lines):
            ends = (line.tail, line.result or 0, line.head, line.port)
            if ends == (seen.call, seen.result, head, port) and line.state == "plain":
                self._lines[at] = replace(line, state="wrong", note="wrong")
                return

    def _miss(self, wanted: Tensor, head: str, port: str) -> None:
        several = wanted.call in self._boxes and self._boxes[wanted.call].results > 1
        self._lines.append(
            Line(
                tail=wanted.call,
                head=head,
                port=port,
                result=wanted.result if several else None,
                state="missing",
                note="missing",
            )
        )

    def _regroup(self, change: Regroup) -> None:
        partners = listing([self._called(id) for id in change.wanted])
        box = self._boxes.get(change.call)
        if not partners:
            self.wrong(change.call, "should have weights of its own")
        elif box is not None and box.state == "missing":
            notes = (f"missing, same weights as {partners}",)
            self._boxes[change.call] = replace(box, notes=notes)
        else:
            self.wrong(change.call, f"should share weights with {partners}")

    def _called(self, id: str) -> str:
        call = self._learner.by_id.get(id)
        if call is None:
            return f"the missing {self._boxes[id].title}" if id in self._boxes else "a missing call"
        name = given_name(call)
        if name is None:
            return caption(call).title
        alike = [each for each in self._learner.calls if given_name(each) == name]
        return name if len(alike) == 1 or call.line is None else f"{name} (line {call.line})"

    def _op(self, id: str) -> str:
        return self._boxes[id].op if id in self._boxes else ""

    def _inputs(self, change: ChangeInputs) -> None:
        wanted = {end.tensor.call: end.name for end in change.wanted}
        kept = [end.tensor.call for end in change.seen if end.tensor.call in wanted]
        right = [call for call in wanted if call in kept]
        for end in change.seen:
            call = end.tensor.call
            if call not in wanted:
                if self._boxes[call].state != "wrong":
                    self.wrong(call, "should be no input")
            elif kept.index(call) != right.index(call):
                self.wrong(call, f"should be the {ordinal(list(wanted).index(call))} input")
            elif wanted[call] is not None and wanted[call] != end.name:
                self.wrong(call, f"should be called {wanted[call]}")

    def _outputs(self, change: ChangeOutputs) -> None:
        if sorted(map(_key, change.seen)) == sorted(map(_key, change.wanted)):
            self._reordered(change.seen, change.wanted)
            return
        for at, end in enumerate(change.seen):
            wanted = change.wanted[at] if at < len(change.wanted) else None
            if wanted is None:
                self.wrong(output_id(at), "one too many")
            elif wanted.tensor != end.tensor:
                self._cross(end.tensor, output_id(at), "0")
                self._miss(wanted.tensor, output_id(at), "0")
            elif wanted.name is not None and wanted.name != end.name:
                self.wrong(output_id(at), f"should be called {wanted.name}")
        if len(change.wanted) > len(change.seen) == 1:
            self._boxes[output_id(0)] = replace(self._boxes[output_id(0)], title="Output 1")
        for at, end in list(enumerate(change.wanted))[len(change.seen) :]:
            self._boxes[output_id(at)] = Box(
                id=output_id(at),
                kind="output",
                title=f"Output {at + 1}",
                name=end.name,
                state="missing",
                notes=("missing",),
            )
            self._miss(end.tensor, output_id(at), "0")

    def _reordered(self, seen: tuple[Endpoint, ...], wanted: tuple[Endpoint, ...]) -> None:
        places = [_key(end) for end in wanted]
        for at, end in enumerate(seen):
            place = places.index(_key(end))
            if place != at:
                self.wrong(output_id(at), f"should be the {ordinal(place)} output")
            elif wanted[at].name not in {None, end.name}:
                self.wrong(output_id(at), f"should be called {wanted[at].name}")


def _key(end: Endpoint) -> tuple[str, int]:
    return end.tensor.call, end.tensor.result


def _setting(change: ChangeSetting | ChangeOption, op: str) -> str:
    name = {"tensor": "shape"}.get(change.name, change.name)
    wanted = value_text(op, change.name, change.wanted)
    seen = value_text(op, change.name, change.seen)
    if change.name == "activation":
        return f"{seen}, should be {wanted}"
    if change.name == "trainable":
        return "should be frozen" if change.wanted is False else "should not be frozen"
    if change.wanted is None:
        return f"{name}={seen} should not be set"
    return f"{name} is {'not set' if change.seen is None else seen}, should be {wanted}"


def _exchanges(changes: Iterable[Change]) -> set[str]:
    """Return the calls that read the right tensors, in numbered ports, in another order."""
    rewires: dict[str, list[Rewire]] = {}
    for change in changes:
        if isinstance(change, Rewire):
            rewires.setdefault(change.call, []).append(change)
    return {
        call
        for call, found in rewires.items()
        if len(found) > 1
        and all(change.port.isdigit() and change.seen and change.wanted for change in found)
        and Counter(change.seen for change in found) == Counter(each.wanted for each in found)
    }
