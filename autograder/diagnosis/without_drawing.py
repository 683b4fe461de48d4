"""Findings of an exercise that is given in words: its drawing is hidden until it is passed."""

from __future__ import annotations

from dataclasses import replace

from autograder.diagnosis.catalogue.outcomes import SPOKEN
from autograder.diagnosis.verdict import Finding, Verdict


def in_words(verdict: Verdict) -> Verdict:
    """Return the verdict with findings that speak of the task, not of a drawing nobody sees."""
    return replace(verdict, findings=tuple(map(_spoken, verdict.findings)))


def _spoken(finding: Finding) -> Finding:
    return replace(
        finding,
        message=_replaced(finding.message),
        next_step=_replaced(finding.next_step),
        hints=tuple(map(_replaced, finding.hints)),
    )


def _replaced(text: str) -> str:
    for drawn, spoken in SPOKEN.items():
        text = text.replace(drawn, spoken)
    return text
