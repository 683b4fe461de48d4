"""Judging the near-misses of an exercise that asks for a model, at every size that it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.diagnosis.judge import judge
from autograder.diagnosis.same_function import Probe
from autograder.diagnosis.verdict import Verdict
from autograder.topology.model import Topology
from autograder.topology.policy import Policy
from autograder.verify.diagnosis import complaint_about, diagnosis_of
from autograder.verify.mutant import Mutant, Operator
from autograder.verify.mutations import OPERATORS
from autograder.verify.possible import is_possible
from autograder.verify.report import NearMiss, Status
from autograder.verify.subject import Subject


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One call of the author's function: its sizes, what it gave, where learners start.

    `probe` is asked, as for the mark, whether a graph that differs computes the same.
    """

    sizes: Mapping[str, Any] = field(default_factory=dict)
    subject: Subject
    start: Topology | None = None
    probe: Probe | None = None

    def judged(self, answer: Topology | None) -> Verdict:
        """Judge an answer as a learner's."""
        return judge(self.subject.drawing, answer, start=self.start)

    def is_equal(self, answer: Topology) -> bool:
        """Say whether an answer means the same as the solution, nothing left open."""
        return judge(self.subject.solution, answer, Policy()).passed

    def computes_the_same(self, answer: Topology, verdict: Verdict) -> bool:
        """Say whether a graph judged wrong passes for what it computes."""
        drawing = self.subject.drawing
        if self.probe is None or verdict.outcome != "incorrect":
            return False
        if not self.probe(drawing, answer, verdict).same:
            return False
        # Where the graph to start from computes it already, the construction is the task.
        start = self.start
        return start is None or not self.probe(drawing, start, judge(drawing, start)).same


def near_misses(
    cases: Sequence[Case], operators: Iterable[Operator] = OPERATORS
) -> tuple[tuple[NearMiss, ...], int]:
    """Return what becomes of every near-miss, and how many Keras would refuse to build.

    A near-miss of a builder passes only if it passes at every size.
    """
    grouped: dict[tuple[str, str], list[tuple[Case, Mutant]]] = {}
    refused: set[tuple[str, str]] = set()
    for case, mutant in _made(cases, operators):
        name = (mutant.key, mutant.change)
        if is_possible(mutant.topology):
            grouped.setdefault(name, []).append((case, mutant))
        else:
            refused.add(name)
    found = tuple(_judged(each) for each in grouped.values())
    return found, len(refused - grouped.keys())


def _made(cases: Sequence[Case], operators: Iterable[Operator]) -> Iterator[tuple[Case, Mutant]]:
    for operator in operators:
        for case in cases:
            for mutant in operator.mutants(case.subject):
                yield case, mutant


def _judged(each: list[tuple[Case, Mutant]]) -> NearMiss:
    first, same_function = each[0][1], False
    for case, mutant in each:
        verdict = case.judged(mutant.topology)
        if verdict.passed:
            continue
        if case.computes_the_same(mutant.topology, verdict):
            same_function = True
            continue
        if mutant.meaning == "admitted":
            return _told(mutant, "refused", diagnosis=diagnosis_of(verdict))
        return _told(
            mutant,
            "caught",
            diagnosis=diagnosis_of(verdict),
            complaint=complaint_about(verdict, mutant),
        )
    if same_function:
        return _told(first, "same function")
    if first.meaning == "admitted":
        return _told(first, "admitted")
    if first.meaning == "perhaps-equal" and all(c.is_equal(m.topology) for c, m in each):
        return _told(first, "equal")
    return _told(first, "survives")


def _told(mutant: Mutant, status: Status, *, diagnosis: str = "", complaint: str = "") -> NearMiss:
    return NearMiss(
        key=mutant.key,
        change=mutant.change,
        words=mutant.words,
        status=status,
        diagnosis=diagnosis,
        complaint=complaint,
    )
