"""Near-misses in an activation: none, another one, one too many."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.kinds import is_activation, is_merge
from autograder.topology.model import Call, Tensor
from autograder.topology.normal_form.activations import SPLIT
from autograder.topology.open_values import admits, is_open
from autograder.verify.edits import inserted, readers_of, with_calls, with_setting
from autograder.verify.mutant import Meaning, Mutant, Operator
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
                    meaning=_meaning(subject, call, name, wrong),
                )


def _at(call: Call, wrong: str) -> tuple[str, ...]:
    """Where nothing bends the numbers any more, one may point at what comes before."""
    before = tuple(each.tensor.call for each in call.arguments) if wrong == "linear" else ()
    return (call.id, *before)


def _meaning(subject: Subject, call: Call, name: str, value: str) -> Meaning:
    drawn = subject.drawn(call.id)
    wanted = None if drawn is None else drawn.setting(name)
    if wanted is not None and is_open(wanted) and admits(wanted, value):
        return "admitted"
    # To bend twice in the same way may be to bend once.
    return "perhaps-equal" if _is_bent(subject, call) else "other"


def _is_bent(subject: Subject, call: Call) -> bool:
    """Whether an activation apart follows the call."""
    base = subject.solution
    readers = [id for id in readers_of(base, Tensor(call=call.id)) if id in base.by_id]
    return any(is_activation(base.by_id[id]) for id in readers)


def _too_many(subject: Subject) -> Iterator[Mutant]:
    base = subject.solution
    for call in base.calls:
        bare = call.op in SPLIT and call.setting("activation") in {None, "linear"}
        if not (bare or is_merge(call)):
            continue
        tensor = Tensor(call=call.id)
        if _is_bent(subject, call):
            continue
        new = Call(id=f"{call.id}_relu", op="Activation", settings=(("activation", "relu"),))
        yield Mutant(
            topology=inserted(base, new, tensor, readers_of(base, tensor)),
            key=f"activation of {call.id}",
            change="relu added",
            words=f"a relu follows `{call.id}`",
            at=(call.id, new.id),
            # What comes in may be positive already, or be bent in the same way afterwards.
            meaning="perhaps-equal" if is_merge(call) else "other",
        )


OTHER_ACTIVATION = Operator(name="another activation", mutants=_other)
ACTIVATION_TOO_MANY = Operator(name="an activation too many", mutants=_too_many)
