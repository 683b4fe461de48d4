"""The marks of a diff on a learner's picture: what is wrong, what is missing, where to look."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from autograder.diagnosis.phrases import listing, ordinal, shown
from autograder.render.caption import caption, given_name
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
    for change in sorted(changes, key=lambda change: not isinstance(change, AddCall)):
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
            self._wrong(change.call, "one too many")
        elif isinstance(change, ReplaceOp):
            self._wrong(change.call, f"should be {caption(change.expected).title}")
        elif isinstance(change, ChangeSetting | ChangeOption):
            self._wrong(change.call, _setting(change))
        elif isinstance(change, Rewire):
            self._rewire(change)
        elif isinstance(change, Regroup):
            self._wrong(change.call, self._sharing(change.wanted))
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

    def _wrong(self, id: str, note: str) -> None:
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

    def _sharing(self, wanted: tuple[str, ...]) -> str:
        if not wanted:
            return "should have weights of its own"
        partners = [self._called(id) for id in wanted]
        return f"should share weights with {listing(partners)}"

    def _called(self, id: str) -> str:
        call = self._learner.by_id.get(id)
        if call is None:
            return f"the missing {self._boxes[id].title}" if id in self._boxes else "a missing call"
        return given_name(call) or caption(call).title

    def _inputs(self, change: ChangeInputs) -> None:
        wanted = {end.tensor.call: (at, end.name) for at, end in enumerate(change.wanted)}
        for at, end in enumerate(change.seen):
            place, name = wanted.get(end.tensor.call, (None, None))
            if place is None:
                self._wrong(end.tensor.call, "should be no input")
            elif place != at:
                self._wrong(end.tensor.call, f"should be the {ordinal(place)} input")
            elif name is not None and name != end.name:
                self._wrong(end.tensor.call, f"should be called {name}")

    def _outputs(self, change: ChangeOutputs) -> None:
        if sorted(map(_key, change.seen)) == sorted(map(_key, change.wanted)):
            self._reordered(change.seen, change.wanted)
            return
        for at, end in enumerate(change.seen):
            wanted = change.wanted[at] if at < len(change.wanted) else None
            if wanted is None:
                self._wrong(output_id(at), "one too many")
            elif wanted.tensor != end.tensor:
                self._cross(end.tensor, output_id(at), "0")
                self._miss(wanted.tensor, output_id(at), "0")
            elif wanted.name is not None and wanted.name != end.name:
                self._wrong(output_id(at), f"should be called {wanted.name}")
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
                self._wrong(output_id(at), f"should be the {ordinal(place)} output")
            elif wanted[at].name not in {None, end.name}:
                self._wrong(output_id(at), f"should be called {wanted[at].name}")


def _key(end: Endpoint) -> tuple[str, int]:
    return end.tensor.call, end.tensor.result


def _setting(change: ChangeSetting | ChangeOption) -> str:
    if change.name == "activation":
        return f"{shown(change.seen)}, should be {shown(change.wanted)}"
    if change.wanted is None:
        return f"{change.name}={shown(change.seen)} should not be set"
    seen = "not set" if change.seen is None else shown(change.seen)
    return f"{change.name} is {seen}, should be {shown(change.wanted)}"


def pointed_at(picture: Picture, calls: Collection[str] = ()) -> Picture:
    """Return the picture with the wrong places pointed at and nothing said of what is right.

    `calls` are calls of the topology as read that deserve a look besides those that are marked.
    """
    kept = {box.id for box in picture.boxes if box.state != "missing"}
    heads = {line.head for line in picture.lines if line.state == "missing"}
    boxes = []
    for box in picture.boxes:
        named = box.id in calls or not set(calls).isdisjoint(box.origins)
        pointed = box.state == "wrong" or named or box.id in heads
        if box.id in kept:
            notes = ("look here",) if pointed else ()
            boxes.append(replace(box, state="here" if pointed else "plain", notes=notes))
    lines = [
        replace(line, state="here" if line.state == "wrong" else "plain", note="")
        for line in picture.lines
        if line.state != "missing" and {line.tail, line.head} <= kept
    ]
    return replace(picture, boxes=tuple(boxes), lines=tuple(lines))
