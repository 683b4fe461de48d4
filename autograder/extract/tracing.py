"""Runs a learner's function and notes where in its source every call of the graph was made."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from autograder.extract.configs import is_readable
from autograder.extract.history import source_of, watched
from autograder.extract.records import Record, places_of, unused_of

_HERE = Path(__file__).parent

MAX_ELEMENTS = 64
"""Elements of a list or dict in a local variable that are looked at for tensors."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """What running a learner's function gave, and where in the source its calls stand.

    `places` maps the paths of calls to {"variable", "line"}; `unused` describes calls of this run
    that reach no output of the model. Both are empty unless a readable model came back.
    """

    returned: Any = None
    error: BaseException | None = None
    places: dict[str, dict[str, Any]] = field(default_factory=dict)
    unused: list[dict[str, Any]] = field(default_factory=list)


def trace(function: Callable[..., Any], arguments: Mapping[str, Any] | None = None) -> Trace:
    """Call `function(**arguments)` and note the variable and the line of every call of its graph.

    An exception of the function is part of the result, a keyboard interrupt is not. Lines are
    those of the file or notebook cell that the function stands in, counted from 1.
    """
    recorder = _Recorder(function)
    try:
        with recorder.recording():
            returned = function(**(arguments or {}))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - learner code may raise anything, SystemExit too
        return Trace(error=error.with_traceback(_without_ours(error.__traceback__)))
    if not is_readable(returned):
        return Trace(returned=returned)
    return Trace(
        returned=returned,
        places=places_of(returned, recorder.records, recorder.made),
        unused=unused_of(returned, recorder.records, recorder.models),
    )


def _without_ours(traceback: TracebackType | None) -> TracebackType | None:
    """Take this package's frames out of a traceback: the learner has nothing to mend in them."""
    kept = []
    while traceback is not None:
        if Path(traceback.tb_frame.f_code.co_filename).parent != _HERE:
            kept.append(traceback)
        traceback = traceback.tb_next
    joined = None
    for each in reversed(kept):
        joined = TracebackType(joined, each.tb_frame, each.tb_lasti, each.tb_lineno)
    return joined


class _Recorder:
    """Hears of every call that builds a graph, and looks up where in the source it was made."""

    def __init__(self, function: Callable[..., Any]) -> None:
        import keras

        code = getattr(inspect.unwrap(function), "__code__", None)
        self._file = None if code is None else code.co_filename
        self._tensor_class = keras.KerasTensor
        self._operation_class = keras.Operation
        self.records: list[Record] = []
        self.models: list[Any] = []
        self.made: dict[int, tuple[Any, int]] = {}
        """The line on which an operation was made; the operation is kept so that its id stays."""
        self._by_node: dict[int, Record] = {}

    def recording(self) -> AbstractContextManager[None]:
        """Return the context in which calls are noted."""
        return watched(
            on_call=self._note_call, on_operation=self._note_operation, on_model=self._note_model
        )

    def _learner_frames(self, frame: FrameType | None) -> list[FrameType]:
        """Return the frames of the learner's file down to this one, outermost first."""
        frames = []
        while frame is not None and frame.f_code is not trace.__code__:
            if frame.f_code.co_filename == self._file:
                frames.append(frame)
            frame = frame.f_back
        return frames[::-1]

    def _note_operation(self, operation: Any) -> None:
        frames = self._learner_frames(inspect.currentframe())
        if frames:
            self.made[id(operation)] = (operation, frames[-1].f_lineno)

    def _note_model(self, model: Any) -> None:
        self.models.append(model)
        # The last moment before a function returns at which its variables can be read.
        self._note_variables(self._learner_frames(inspect.currentframe()))

    def _note_call(self, node: Any, operation: Any) -> None:
        here = inspect.currentframe()
        frames = self._learner_frames(here)
        self._note_variables(frames)
        record = Record(
            node=node,
            direct=bool(frames) and self._is_direct(here, operation),
            lines=tuple(frame.f_lineno for frame in frames),
        )
        self.records.append(record)
        self._by_node[id(node)] = record

    def _is_direct(self, frame: FrameType | None, operation: Any) -> bool:
        """Whether no other layer or model made this call on its own account."""
        while frame is not None and frame.f_code.co_filename != self._file:
            owner = frame.f_locals.get("self")
            if owner is not operation and isinstance(owner, self._operation_class):
                return False
            frame = frame.f_back
        return True

    def _note_variables(self, frames: list[FrameType]) -> None:
        for depth, frame in enumerate(frames):
            for name, value in frame.f_locals.items():
                # Comprehensions keep their iterator under a name that is no identifier.
                if name.isidentifier() and name != "_":
                    self._note_variable(name, value, depth)

    def _note_variable(self, name: str, value: Any, depth: int) -> None:
        for label, tensor in _labelled(name, value):
            if not isinstance(tensor, self._tensor_class):
                continue
            source = source_of(tensor)
            record = None if source is None else self._by_node.get(id(source.node))
            # The outermost name is the one the learner reads at the call, the first the one given.
            if record is not None and (record.depth is None or depth < record.depth):
                record.variable, record.depth = label, depth


def _labelled(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a variable holds: itself, or the elements of a list, tuple or dict."""
    if isinstance(value, (list, tuple)):
        for position, element in enumerate(value[:MAX_ELEMENTS]):
            yield f"{name}[{position}]", element
    elif isinstance(value, dict):
        for key, element in islice(value.items(), MAX_ELEMENTS):
            yield f"{name}[{key!r}]", element
    else:
        yield name, value
