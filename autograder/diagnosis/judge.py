"""Holds a learner's model against the expected topology: the pure function behind every mark."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeAlias

from autograder.diagnosis.case import Case
from autograder.diagnosis.catalogue import fill, wording
from autograder.diagnosis.catalogue.outcomes import WHOLE_ONLY
from autograder.diagnosis.counts import praise_of, summary_of
from autograder.diagnosis.explain import findings_of
from autograder.diagnosis.notes import notes_on
from autograder.diagnosis.outcomes import not_a_model, not_attempted
from autograder.diagnosis.score import score_of
from autograder.diagnosis.verdict import UNDECIDED, Finding, Verdict
from autograder.diagnosis.without_drawing import in_words
from autograder.errors import AutograderError
from autograder.topology.canonical_order import canonically_ordered
from autograder.topology.diff import diff
from autograder.topology.keras_config import read_config
from autograder.topology.matching import compare, same
from autograder.topology.model import Topology
from autograder.topology.normal_form import normalise
from autograder.topology.policy import Policy

_ABOUT_UNUSED = frozenset(
    {
        "head-forgotten",
        "merge-reads-same-tensor-twice",
        "missing-initial-state",
        "missing-output",
        "output-is-input",
        "parallel-not-chained",
        "rerooted-input",
        "same-output-twice",
        "unused-branch",
    }
)

Model: TypeAlias = "Topology | dict[str, Any] | Any"


def judge(
    expected: Model, learner: Model, policy: Policy | None = None, *, start: Model | None = None
) -> Verdict:
    """Return how a learner's model stands to the expected one.

    Each side is a Topology, a config dict or a live Keras model. `policy` is the drawing's own
    unless given. `start` is the stub's graph where something is repaired or completed: credit
    counts from there. Raises AutograderError where the expected side is no model or a config
    cannot be read.
    """
    drawing = _expected(expected)
    if not isinstance(learner, Topology | dict):
        instead = _not_a_model(learner)
        if instead is not None:
            return instead
    built = _topology(learner)
    rules = policy or drawing.policy or Policy()
    verdict = _compared(drawing, built, rules)
    if start is not None and not verdict.passed:
        verdict = _from_start(verdict, drawing, built, _topology(start), rules)
    if rules.credit == "all" and verdict.outcome == "incorrect":
        verdict = replace(verdict, score=0.0, notes=(*verdict.notes, WHOLE_ONLY))
    return in_words(verdict) if rules.reveal == "after-pass" else verdict


def _expected(model: Model) -> Topology:
    if model is None or isinstance(model, type | str | int | list):
        raise AutograderError(
            f"The expected side of judge is {type(model).__name__}, and no model.",
            next_step="Give a Topology, a config or a Keras model first, the learner's second.",
        )
    return _topology(model)


def _topology(model: Model) -> Topology:
    if isinstance(model, Topology):
        return model
    if isinstance(model, dict):
        return read_config(model)
    from autograder.extract import topology_of

    return topology_of(model)


def _not_a_model(value: Any) -> Verdict | None:
    if value is None:
        return not_a_model({"returned": "none"})
    from autograder.extract import describe_returned

    description = describe_returned(value)
    return None if description is None else not_a_model(description)


def _compared(drawing: Topology, built: Topology, policy: Policy) -> Verdict:
    expected, learner = normalise(drawing, policy), normalise(built, policy)
    wrong_style = policy.style == "functional" and built.style != "functional"
    compared = compare(expected, learner, policy)
    if compared.pairing is not None:
        if not wrong_style:
            return Verdict(
                outcome="correct", score=1.0, summary=praise_of(drawing), notes=notes_on(built)
            )
        return Verdict(
            outcome="incorrect",
            score=0.5,
            summary="Not yet: layers and connections are right, but it is written another way.",
            findings=(_style_finding(built, right="right"),),
            notes=notes_on(built),
        )
    # Of equally small diffs the same one is found whatever the learner called things.
    found = diff(canonically_ordered(expected), canonically_ordered(learner), policy)
    case = Case(expected=expected, learner=learner, drawing=drawing, built=built, diff=found)
    # Without a change and without a proof of equality, nothing is known but that the search ended.
    findings = findings_of(case) or (fill(UNDECIDED, wording(UNDECIDED), {}),)
    score = score_of(case)
    if wrong_style:
        findings = (_style_finding(built, right="not right yet"), *findings)
        score /= 2
    return Verdict(
        outcome="incorrect",
        score=score,
        summary=summary_of(case),
        findings=findings,
        notes=() if _tells_of_unused(findings) else notes_on(built),
        approximate=not (found.alignment.exact and compared.exact),
        diff=found,
    )


def _tells_of_unused(findings: tuple[Finding, ...]) -> bool:
    """Say whether a finding already names what was built and not used."""
    return bool(_ABOUT_UNUSED & {finding.code for finding in findings})


def _style_finding(built: Topology, *, right: str) -> Finding:
    key = "not-functional" + (":subclassed" if built.style == "subclassed" else "")
    return fill("not-functional", wording(key), {"right": right}, where="the model itself")


def _from_start(
    verdict: Verdict, drawing: Topology, built: Topology, start: Topology, policy: Policy
) -> Verdict:
    if same(normalise(start, policy), normalise(built, policy), policy) is not None:
        return not_attempted()
    first = _compared(drawing, start, policy).score
    if first >= 1.0:
        raise AutograderError(
            "The graph that this exercise starts from is already right.",
            next_step="Change the start's topology file so that something is left to do.",
        )
    return replace(verdict, score=max(0.0, (verdict.score - first) / (1 - first)))
