"""Verdicts on answers that are no single model: builders called with sizes, values, choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from autograder.diagnosis.verdict import Finding, Verdict


def builder_verdict(runs: Sequence[tuple[Mapping[str, Any], Verdict]]) -> Verdict:
    """Sum up the verdicts on the models that a builder made for several sizes.

    The score is the mean of theirs. Where only some sizes fail, a size is written into the function.
    """
    failing = [(sizes, verdict) for sizes, verdict in runs if not verdict.passed]
    if not failing:
        return runs[0][1]
    sizes, worst = failing[0]
    score = sum(verdict.score for _, verdict in runs) / len(runs)
    passing = [_sizes(each) for each, verdict in runs if verdict.passed]
    if not passing or worst.outcome != "incorrect":
        return replace(worst, score=min(score, worst.score) if not passing else score)
    cause = worst.findings[0] if worst.findings else None
    seen = f" {cause.message}" if cause else ""
    finding = Finding(
        code="hard-coded-size",
        message=f"Right for {passing[0]}. For {_sizes(sizes)} it is not:{seen}",
        where=cause.where if cause else "",
        next_step="Write the name of the function's parameter where a number stands now.",
        hints=(
            f"What does the function do with its parameters when it is called with {_sizes(sizes)}?",
            f"Look at {cause.where}." if cause and cause.where else "Look for a number in a layer.",
            "One number in the function stays the same whatever it is called with.",
            "`def stack(wide): return layers.Dense(wide)` follows its parameter; `Dense(12)` does not.",
        ),
        changes=cause.changes if cause else (),
        calls=cause.calls if cause else (),
    )
    return replace(
        worst,
        score=score,
        summary="Not yet: the model is right for some sizes and not for others.",
        findings=(finding,),
    )


def values_verdict(
    name: str, rows: Sequence[tuple[Mapping[str, Any], bool, str]], *, hints: tuple[str, ...] = ()
) -> Verdict:
    """Judge a function's results: each row holds the arguments, whether it is right, and a remark."""
    right = sum(1 for _, good, _ in rows if good)
    if right == len(rows):
        return Verdict(
            outcome="correct", score=1.0, summary=f"Right: `{name}` gives what it should every time."
        )
    arguments, _, remark = next(row for row in rows if not row[1])
    finding = Finding(
        code="wrong-value",
        message=f"`{name}({_sizes(arguments)})` gave an answer that is not right: {remark}.",
        where=f"`{name}`",
        next_step="Work this case out by hand, then compare with what your function does.",
        hints=hints,
    )
    return Verdict(
        outcome="incorrect",
        score=right / len(rows),
        summary=f"Not yet: `{name}` is right for {right} of {len(rows)} calls.",
        findings=(finding,),
    )


def choice_verdict(
    *,
    right: tuple[str, ...],
    answered: tuple[str, ...],
    keys: tuple[str, ...],
    unknown: tuple[str, ...],
    score: float,
    labels: tuple[str, ...] = (),
    hints: tuple[str, ...] = (),
) -> Verdict:
    """Judge a choice by which of its keys are right; it never says which answer would be."""
    if len(right) == len(keys) and not unknown:
        return Verdict(outcome="correct", score=1.0, summary="Right.")
    if not answered:
        return Verdict(
            outcome="not-attempted", score=0.0, summary="Nothing to check yet: no answer is given."
        )
    wrong = [key for key in answered if key not in right]
    open_keys = [key for key in keys if key not in answered]
    parts = []
    if wrong:
        parts.append(_wrong_answers(wrong, len(keys)))
    if open_keys:
        parts.append(f"Still without an answer: {', '.join(open_keys)}.")
    if unknown:
        parts.append(f"Not among the questions: {', '.join(unknown)}.")
    if labels and wrong:
        parts.append(f"The answers to choose from are: {', '.join(labels)}.")
    single = len(keys) == 1
    return Verdict(
        outcome="incorrect",
        # An answer too many is no pass, so it cannot have the full score either.
        score=min(score, 0.99),
        summary="Not yet." if single else f"Not yet: {len(right)} of {len(keys)} answers are right.",
        findings=(
            Finding(
                code="wrong-choice",
                message=" ".join(parts),
                next_step="Think it through once more, then change your answer.",
                hints=hints,
            ),
        ),
    )


def _wrong_answers(wrong: Sequence[str], total: int) -> str:
    if total == 1:
        return "That is not it."
    if len(wrong) == 1:
        return "One answer is not right."
    return f"{len(wrong)} answers are not right."


def _sizes(arguments: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={_short(value)}" for name, value in arguments.items())


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
