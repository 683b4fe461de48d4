"""Near-misses in an activation: none, another one, one too many."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.kinds import is_activation, is_merge
from autograder.topology.model import Call, Tensor
from autograder.topology.normal_form.activations import SPLIT
from autograder.topology.open_values import admits
from autograder.verify.edits import inserted, readers_of, with_calls, with_setting
from autograder.verify.mutant import Mutant, Operator
from autograder.verify.subject import Subject

_USUAL = ("linear", "relu", "tanh", "sigmoid", "softmax")
_SETTINGS = ("activation", "recurrent_activation")


def _other(subject: Subject) -> Iterator[Mutant]:
    for call in subject.solution.calls:
        for name in _SETTINGS:
            seen = call.setting(name)
            if not isinstance(seen, str):
                continue
            for wrong in _USUAL:
                if wrong == seen or (is_activation(call) and wrong == "linear"):
                    continue
                yield Mutant(
                    topology=with_calls(subject.solution, with_setting(call, name, wrong)),
                    key=f"{name.replace('_', ' ')} of {call.id}",
                    change=wrong,
                    words=f"the {name.replace('_', ' ')} of `{call.id}` is {wrong}, not {seen}",
                    at=_at(call, wrong),
                    meaning="admitted" if _is_left_open(subject, call, name, wrong) else "other",
                )


def _at(call: Call, wrong: str) -> tuple[str, ...]:
    """Where nothing bends the numbers any more, one may point at what comes before."""
    before = tuple(each.tensor.call for each in call.arguments) if wrong == "linear" else ()
    return (call.id, *before)


def _is_left_open(subject: Subject, call: Call, name: str, value: str) -> bool:
    drawn = subject.drawn(call.id)
    wanted = None if drawn is None else drawn.setting(name)
    return wanted is not None and admits(wanted, value)


def _too_many(subject: Subject) -> Iterator[Mutant]:
    base = subject.solution
    for call in base.calls:
        bare = call.op in SPLIT and call.setting("activation") in {None, "linear"}
        if not (bare or is_merge(call)):
            continue
        tensor = Tensor(call=call.id)
        readers = readers_of(base, tensor)
        if any(reader in base.by_id and is_activation(base.by_id[reader]) for reader in readers):
            continue
        new = Call(id=f"{call.id}_relu", op="Activation", settings=(("activation", "relu"),))
        yield Mutant(
            topology=inserted(base, new, tensor, readers),
            key=f"activation of {call.id}",
            change="relu added",
            words=f"a relu follows `{call.id}`",
            at=(call.id, new.id),
            # What comes in may be positive already, or be bent in the same way afterwards.
            meaning="perhaps-equal" if is_merge(call) else "other",
        )


OTHER_ACTIVATION = Operator(name="another activation", mutants=_other)
ACTIVATION_TOO_MANY = Operator(name="an activation too many", mutants=_too_many)
