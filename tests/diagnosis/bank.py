"""The form of the bank: what is drawn, what a learner typed, and what a tutor would say.

A cell defines `answer`; lines are counted in it from 1. It sees Input, Model, Sequential, layers,
ops and keras. `says` is the whole message of the first finding, where the entry shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from autograder.diagnosis.judge import judge
from autograder.diagnosis.outcomes import not_a_model, raised
from autograder.diagnosis.verdict import Verdict
from autograder.topology.model import Topology
from tests.diagnosis.drawings import DRAWINGS


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrong:
    """A wrong answer: the code of its first finding and a part of the place it must name."""

    drawing: str
    name: str
    code: str
    place: str
    cell: str
    says: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Right:
    """A right answer, however it is spelt."""

    drawing: str
    name: str
    cell: str


def drawn(name: str) -> Topology:
    """Read one of the drawings."""
    return Topology.from_dot(DRAWINGS[name])


@cache
def built(cell: str) -> Topology | Verdict:
    """Run a cell and read the model that its function returns, variables and lines included."""
    import keras
    from keras import Input, Model, Sequential, layers, ops

    from autograder.extract import describe_returned, evidence_of_model, trace
    from autograder.topology.keras_config import read_model_evidence

    names: dict[str, Any] = {
        "Input": Input,
        "Model": Model,
        "Sequential": Sequential,
        "keras": keras,
        "layers": layers,
        "ops": ops,
    }
    exec(compile(cell, "<answer>", "exec"), names)
    traced = trace(names["answer"], {})
    if traced.error is not None:
        return raised(type(traced.error).__name__, str(traced.error), name="answer")
    description = describe_returned(traced.returned)
    if description is not None:
        return not_a_model(description, name="answer")
    evidence = evidence_of_model(traced.returned, unused=traced.unused, places=traced.places)
    return read_model_evidence(evidence)


def judged(entry: Wrong | Right) -> Verdict:
    """Judge an entry's answer against its drawing."""
    answer = built(entry.cell)
    return answer if isinstance(answer, Verdict) else judge(drawn(entry.drawing), answer)
