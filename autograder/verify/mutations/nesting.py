"""Near-misses in nesting: the layers of a model inside the model, without that model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from autograder.verify.edits import with_calls
from autograder.verify.mutant import Mutant, Operator
from autograder.verify.subject import Subject


def _flattened(subject: Subject) -> Iterator[Mutant]:
    """Where the drawing demands nested models, everything written into one."""
    base = subject.solution
    inner = [call for call in base.calls if call.inside]
    if subject.policy.nesting == "keep" and inner:
        names = sorted({name for call in inner for name in call.inside})
        yield Mutant(
            topology=with_calls(base, *(replace(call, inside=()) for call in inner)),
            key=f"model {names[0]}",
            change="not nested",
            words=f"the layers of `{names[0]}` stand in the model itself",
            at=(*names, *(call.id for call in inner)),
        )


NOT_NESTED = Operator(name="a model not nested", mutants=_flattened)
