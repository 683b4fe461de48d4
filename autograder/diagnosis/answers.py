"""Verdicts on answers that are no single model: builders called with sizes, values, choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograder.diagnosis.catalogue import fill, wording
from autograder.diagnosis.phrases import counted, listing
from autograder.diagnosis.verdict import Finding, Verdict

_HIGHEST_WITHOUT_PASS = 0.99
_LONGEST_VALUE = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One call of a learner's function: its arguments, whether it is right, and what differs."""

    arguments: Mapping[str, Any]
    right: bool
    remark: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sorted:
    """The questions of a choice, by what became of each; `unknown` ones were never asked."""

    right: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many questions there are."""
        return len(self.right) + len(self.wrong) + len(self.open)


def builder_verdict(runs: Sequence[tuple[Mapping[str, Any], Verdict]]) -> Verdict:
    """Sum up the verdicts on the models that a builder made for several sizes.

    The score is the best of theirs, less half of it times the share of sizes that fare worse: to
    follow the sizes is half of what a builder is for. Where only some sizes fail, one is written
    into the function.
    """
    failing = [(sizes, verdict) for sizes, verdict in runs if not verdict.passed]
    if not failing:
        # A model built another way says so in a note, at whatever size it showed.
        verdicts = [verdict for _, verdict in runs]
        return next((v for v in verdicts if v.outcome == "same-function"), verdicts[0])
    sizes, worst = failing[0]
    best = max(verdict.score for _, verdict in runs)
    worse = sum(1 for _, verdict in runs if verdict.score < best) / len(runs)
    score = min(best * (1 - worse / 2), _HIGHEST_WITHOUT_PASS)
    passing = [_sizes(each) for each, verdict in runs if verdict.passed]
    if not passing or worst.outcome != "incorrect" or not worst.findings:
        return replace(worst, score=score)
    return replace(
        worst,
        score=score,
        summary="Not yet: the model is right for some sizes and not for others.",
        findings=(_hard_coded(passing[0], _sizes(sizes), worst.findings[0]),),
    )


def values_verdict(name: str, rows: Sequence[Row], *, hints: tuple[str, ...] = ()) -> Verdict:
    """Judge a function's results; the score is the share of calls that are right."""
    right = sum(1 for row in rows if row.right)
    if right == len(rows):
        summary = f"Right: `{name}` gives what it should every time."
        return Verdict(outcome="correct", score=1.0, summary=summary)
    wrong = next(row for row in rows if not row.right)
    gaps = {"name": name, "arguments": _sizes(wrong.arguments), "remark": wrong.remark}
    finding = fill("wrong-value", wording("wrong-value"), gaps, where=f"`{name}`")
    return Verdict(
        outcome="incorrect",
        score=right / len(rows),
        summary=f"Not yet: `{name}` is right for {right} of {counted(len(rows), 'call')}.",
        findings=(replace(finding, hints=hints or finding.hints),),
    )


def choice_verdict(
    answers: Sorted, *, score: float, labels: tuple[str, ...] = (), hints: tuple[str, ...] = ()
) -> Verdict:
    """Judge a choice by which questions are answered right; it never says what would be right."""
    if len(answers.right) == answers.total and not answers.unknown:
        return Verdict(outcome="correct", score=1.0, summary="Right.")
    if not answers.right and not answers.wrong and not answers.unknown:
        return Verdict(
            outcome="not-attempted", score=0.0, summary="Nothing to check yet: no answer is given."
        )
    finding = fill("wrong-choice", wording("wrong-choice"), {"seen": _seen(answers, labels)})
    right = f"Not yet: {len(answers.right)} of {counted(answers.total, 'answer')} are right."
    return Verdict(
        outcome="incorrect",
        score=min(score, _HIGHEST_WITHOUT_PASS),
        summary="Not yet." if answers.total == 1 else right,
        findings=(replace(finding, hints=hints or finding.hints),),
    )


def _hard_coded(right: str, wrong: str, cause: Finding) -> Finding:
    place = f"Look at {cause.where}." if cause.where else "Look for a number in a layer."
    gaps = {"right": right, "wrong": wrong, "seen": cause.message, "place": place}
    finding = fill("hard-coded-size", wording("hard-coded-size"), gaps, where=cause.where)
    return replace(finding, changes=cause.changes, calls=cause.calls)


def _seen(answers: Sorted, labels: tuple[str, ...]) -> str:
    parts = []
    if answers.wrong and answers.total == 1:
        parts.append("That is not it.")
    elif answers.wrong:
        verb = "is" if len(answers.wrong) == 1 else "are"
        parts.append(f"{counted(len(answers.wrong), 'answer')} {verb} not right.")
    if answers.open:
        parts.append(f"Still without an answer: {listing(answers.open)}.")
    if answers.unknown:
        parts.append(f"Not among the questions: {listing(answers.unknown)}.")
    if labels and answers.wrong:
        parts.append(f"The answers to choose from: {listing(labels, 'or')}.")
    return " ".join(parts)


def _sizes(arguments: Mapping[str, Any]) -> str:
    return ", ".join(_told(name, value) for name, value in arguments.items())


def _told(name: str, value: Any) -> str:
    shape = _shape(value)
    return f"{name} of shape {shape}" if shape else f"{name}={_short(value)}"


def _shape(value: Any) -> tuple[int, ...]:
    """Return the shape of nested lists of floats; () for anything else, lists of integers too."""
    if not isinstance(value, list) or not value:
        return ()
    if isinstance(value[0], float):
        return (len(value),)
    inner = _shape(value[0])
    return (len(value), *inner) if inner else ()


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 3]}..."
