"""Feedback as plain text: the verdict, one finding, the hints asked for, points with words."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.diagnosis.keras_errors import EXPLANATIONS
from autograder.diagnosis.phrases import counted
from autograder.diagnosis.verdict import Finding, Verdict
from autograder.render.drawing import text_twin
from autograder.topology.change import ChangeOption, ChangeSetting, ReplaceOp, Rewire

__all__ = ["feedback_lines", "feedback_text", "text_twin"]

_REVEALED_FROM = 3
"""The rung from which the next step of a wrong graph or an error is told: it often is the code."""
_EXPLAINED_ERRORS = frozenset(each.kind for each in EXPLANATIONS)


def feedback_text(
    verdict: Verdict,
    *,
    hint: int = 0,
    points: float | None = None,
    maximum: float | None = None,
) -> str:
    """Return the feedback as lines, the first being the verdict in plain words.

    One finding is told at a time; `hint` is the rung of its ladder to climb to, 0 to 4.
    """
    return "\n".join(feedback_lines(verdict, hint=hint, points=points, maximum=maximum))


def feedback_lines(
    verdict: Verdict,
    *,
    hint: int = 0,
    points: float | None = None,
    maximum: float | None = None,
) -> Iterator[str]:
    """Yield the paragraphs of the feedback."""
    yield verdict.summary
    if points is not None and maximum is not None:
        yield points_in_words(verdict, points, maximum)
    if verdict.findings and not verdict.passed:
        yield from _finding(verdict, verdict.findings[0], hint)
    yield from verdict.notes
    if verdict.approximate:
        yield "A shorter list of repairs may exist."


def points_in_words(verdict: Verdict, points: float, maximum: float) -> str:
    """Return "2.5 of 4 points: layers right, wiring not"."""
    earned = f"{points:g} of {counted(int(maximum) if maximum == int(maximum) else 2, 'point')}"
    if maximum != int(maximum):
        earned = f"{points:g} of {maximum:g} points"
    reason = "" if verdict.passed else _reason(verdict)
    return f"{earned}{reason}."


def _reason(verdict: Verdict) -> str:
    """Say what kind of mistake costs points, where all are of one kind."""
    changes = [change for finding in verdict.findings for change in finding.changes]
    if verdict.score == 0 or not changes:
        return ""
    if all(isinstance(change, Rewire) for change in changes):
        return ": layers right, wiring not"
    within = (ChangeSetting, ChangeOption, ReplaceOp)
    return ": wiring right, layers not" if all(isinstance(c, within) for c in changes) else ""


def _is_told(verdict: Verdict, finding: Finding, hint: int) -> bool:
    """Say whether the next step may be told already: what mends a graph or an error may not."""
    if verdict.outcome == "incorrect" or finding.code in _EXPLAINED_ERRORS:
        return hint >= _REVEALED_FROM
    return True


def _finding(verdict: Verdict, finding: Finding, hint: int) -> Iterator[str]:
    yield finding.message
    hints = finding.hints[: max(hint, 0)]
    for rung, text in enumerate(hints, start=1):
        yield f"Hint {rung}: {text}"
    if finding.next_step and _is_told(verdict, finding, hint):
        yield finding.next_step
    if finding.hints and not hints:
        yield "Hints are free: hint=1 asks a question that leads on."
    more = len(verdict.findings) - 1
    if more:
        yield f"{more} more after this."
