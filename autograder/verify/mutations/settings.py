"""Near-misses in a setting: one more or less, twice as many, beyond a bound, another start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from autograder.diagnosis.phrases import shown
from autograder.topology.model import Call, Value
from autograder.topology.normal_form.defaults import (
    counts_where_set,
    default_of,
    has_default,
    never_counts,
)
from autograder.topology.normal_form.values import canonical
from autograder.topology.open_values import admits, is_open
from autograder.verify.edits import with_calls, with_setting
from autograder.verify.mutant import Mutant, Operator
from autograder.verify.subject import Subject

_ALWAYS = frozenset({"use_bias", "padding", "strides", "axis", "return_sequences"})
"""Settings that learners get wrong although the default is right."""
_NOT_HERE = frozenset({"activation", "recurrent_activation", "return_state", "target_shape"})
_WORDS = {
    "padding": ("valid", "same"),
    "interpolation": ("nearest", "bilinear"),
    "output_mode": ("int", "multi_hot"),
    "merge_mode": ("concat", "sum"),
}
_STARTS = {"_initializer": "he_normal", "_regularizer": "l2", "_constraint": "non_neg"}


_REDUCING = frozenset({"Max", "Mean", "Min", "Sum", "Prod", "Std", "Var"})


class _Other(NamedTuple):
    """Another value of a setting, and what it is whatever the sizes."""

    change: str
    value: Value


def _near(call: Call, name: str, value: Value) -> Iterator[_Other]:
    if isinstance(value, bool):
        yield _Other(str(not value), not value)
    elif name == "axis" and isinstance(value, int):
        rank = len(call.shapes[0]) if call.shapes else 2
        rank += call.op in _REDUCING and not call.setting("keepdims")
        for axis in range(1, rank):
            if axis != value % rank:
                yield _Other(f"axis {axis}", axis)
    elif isinstance(value, int):
        yield _Other("one more", value + 1)
        if value > 1:
            yield _Other("one less", value - 1)
        yield _Other("twice as many", 2 * value)
    elif isinstance(value, float):
        yield _Other("half as much", value / 2)
    elif isinstance(value, str):
        yield from (_Other(word, word) for word in _WORDS.get(name, ()) if word != value)
    elif isinstance(value, tuple) and all(type(each) is int for each in value):
        yield from _near_sizes(value)


def _near_sizes(value: tuple[Value, ...]) -> Iterator[_Other]:
    sizes = [each for each in value if isinstance(each, int)]
    for at in range(len(sizes)):
        wrong = tuple(size + (place == at) for place, size in enumerate(sizes))
        yield _Other(f"one more along axis {at + 1}", wrong)
    if sizes != sizes[::-1]:
        yield _Other("turned round", tuple(sizes[::-1]))


def _is_plausible(subject: Subject, call: Call, name: str, value: Value) -> bool:
    if name in _NOT_HERE or never_counts(call.op, name) or counts_where_set(call.op, name):
        return False
    drawn = subject.drawn(call.id)
    if name in _ALWAYS or (drawn is not None and drawn.setting(name) is not None):
        return True
    if not has_default(call.op, name):
        return True
    return canonical(name, value) != canonical(name, default_of(call.op, name, dict(call.settings)))


def _other(subject: Subject) -> Iterator[Mutant]:
    for call in subject.solution.calls:
        for name, value in call.settings:
            if _is_plausible(subject, call, name, value):
                for other in _near(call, name, value):
                    yield _mutant(subject, call, name, other)


def _mutant(subject: Subject, call: Call, name: str, other: _Other) -> Mutant:
    drawn = subject.drawn(call.id)
    wanted = None if drawn is None else drawn.setting(name)
    open_to_it = wanted is not None and is_open(wanted) and admits(wanted, other.value)
    said = "shape" if (call.op, name) == ("Input", "tensor") else name
    return Mutant(
        topology=with_calls(subject.solution, with_setting(call, name, other.value)),
        key=f"{said} of {call.id}",
        change=other.change,
        words=(
            f"{said} of `{call.id}` is {shown(other.value)}, not {shown(call.setting(name))}"
            f" ({other.change})"
        ),
        at=(call.id,),
        meaning="admitted" if open_to_it else "other",
    )


def _beyond(subject: Subject) -> Iterator[Mutant]:
    """Values just outside and just inside what the drawing leaves open."""
    for call in subject.solution.calls:
        drawn = subject.drawn(call.id)
        for name, wanted in () if drawn is None else drawn.settings:
            if isinstance(wanted, str) and is_open(wanted):
                for edge in _edges(wanted):
                    if edge.value != call.setting(name):
                        yield _mutant(subject, call, name, edge)


def _edges(wanted: str) -> Iterator[_Other]:
    for part in wanted.replace("..", "|").strip("<>= ").split("|"):
        try:
            number = float(part)
        except ValueError:
            continue
        if "." in part:
            around = [number, number * 0.99, number * 1.01]
        else:
            around = [int(number), int(number) - 1, int(number) + 1]
        for value in around:
            if value > 0:
                yield _Other(f"{value:g}", value)


def _pinned(subject: Subject) -> Iterator[Mutant]:
    """Settings that count because the drawing sets them: how weights start, what is frozen."""
    for call in subject.solution.calls:
        drawn = subject.drawn(call.id)
        for name, wanted in () if drawn is None else drawn.settings:
            if not counts_where_set(call.op, name) or is_open(wanted):
                continue
            if isinstance(wanted, bool):
                yield _mutant(subject, call, name, _Other(str(not wanted), not wanted))
            for ending, start in _STARTS.items():
                if name.endswith(ending) and wanted != start:
                    yield _mutant(subject, call, name, _Other(start, start))
                    default = default_of(call.op, name, {})
                    if canonical(name, default) != canonical(name, wanted):
                        yield _mutant(subject, call, name, _Other("as Keras has it", default))


def _not_pinned(subject: Subject) -> Iterator[Mutant]:
    """Settings that the author wrote and the drawing does not ask for: what if they are missing?

    A frozen layer and a way to start its weights count only where the drawing sets them.
    """
    for call in subject.solution.calls:
        drawn = subject.drawn(call.id)
        for name, value in call.settings:
            if drawn is None or not counts_where_set(call.op, name) or call.op == "Input":
                continue
            default = default_of(call.op, name, {})
            asked = name in dict(drawn.settings)
            if not asked and canonical(name, value) != canonical(name, default):
                yield _mutant(subject, call, name, _Other("as Keras has it", default))


OTHER_SETTING = Operator(name="another setting", mutants=_other)
BEYOND_A_BOUND = Operator(name="at and beyond a bound", mutants=_beyond)
NOT_AS_PINNED = Operator(name="not as pinned", mutants=_pinned)
NOT_PINNED = Operator(name="not pinned", mutants=_not_pinned)
