"""Near-misses in how a layer is called: a flag left out, a mask or a state not handed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from autograder.topology.normal_form.defaults import option_default
from autograder.verify.edits import with_calls
from autograder.verify.mutant import Mutant, Operator
from autograder.verify.subject import Subject

_NEEDED = frozenset({"query", "value", "inputs"})


def _flags(subject: Subject) -> Iterator[Mutant]:
    base = subject.solution
    for call in base.calls:
        for name, value in call.options:
            if option_default(call.op, name)[1] == value:
                continue
            rest = tuple(option for option in call.options if option[0] != name)
            yield Mutant(
                topology=with_calls(base, replace(call, options=rest)),
                key=f"{name} of {call.id}",
                change="left out",
                words=f"`{call.id}` is called without {name}={value}",
                at=(call.id,),
            )


def _roles(subject: Subject) -> Iterator[Mutant]:
    base = subject.solution
    for call in base.calls:
        roles = {each.port.partition(".")[0] for each in call.arguments if not each.port.isdigit()}
        for role in sorted(roles - _NEEDED):
            rest = tuple(each for each in call.arguments if each.port.partition(".")[0] != role)
            gone = {each.tensor.call for each in call.arguments if each not in rest}
            yield Mutant(
                topology=with_calls(base, replace(call, arguments=rest)),
                key=f"{role} of {call.id}",
                change="left out",
                words=f"`{call.id}` is called without its {role.replace('_', ' ')}",
                at=(call.id, *sorted(gone)),
                # Attention takes the value for the key where none is given.
                meaning="perhaps-equal" if role == "key" else "other",
            )


FLAG_LEFT_OUT = Operator(name="a flag left out", mutants=_flags)
ROLE_LEFT_OUT = Operator(name="a mask or state left out", mutants=_roles)
