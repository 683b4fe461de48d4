"""What the kit says about a submission: outcome, score and findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from autograder.topology.change import Change, Diff

Outcome: TypeAlias = Literal[
    "correct", "same-function", "incorrect", "not-attempted", "not-a-model"
]


UNDECIDED = "undecided"
"""The code of the finding where the comparison came to no end: a person has to look."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One mistake, explained: what was seen, where, why it matters, and one next step.

    `code` is stable and for tests and reports, never for the screen. `where` is in the learner's
    own names ("`right` (line 4)"). `hints` are the rungs 1 to 4 of the ladder: a question, the
    place, the edge in words, a worked analogue. `changes` are the repairs it stands for; `calls`
    the learner's calls (ids of the topology as read) that a drawing should mark.
    """

    code: str
    message: str
    where: str = ""
    next_step: str = ""
    hints: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """The outcome of a comparison. `score` lies in [0, 1] and is 1 exactly when it passes."""

    outcome: Outcome
    score: float
    summary: str
    """The verdict in plain words, and what is right."""
    findings: tuple[Finding, ...] = ()
    """Deepest cause first."""
    notes: tuple[str, ...] = ()
    """Remarks that cost nothing: an unused branch, another construction accepted."""
    approximate: bool = False
    diff: Diff | None = field(default=None, compare=False)

    @property
    def passed(self) -> bool:
        """Whether the submission counts as right."""
        return self.outcome in {"correct", "same-function"}
