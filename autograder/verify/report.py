"""What verify finds: every near-miss and shortcut of every exercise, and what is weak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Status: TypeAlias = Literal[
    "caught", "survives", "accepted", "equal", "same function", "admitted", "refused"
]


@dataclass(frozen=True, kw_only=True, slots=True)
class NearMiss:
    """One near-miss of the right answer, and what became of it.

    `caught`: judged wrong. `survives`: passes, and should not. `accepted`: passes, for the `reason`
    that the author wrote down. `equal`: means the same as the solution. `same function`: is
    another graph that computes the same, which the policy lets pass with a note. `admitted`:
    passes, for the drawing says so. `refused`: the drawing says so, and yet it is judged wrong.
    """

    key: str
    change: str
    words: str
    status: Status
    diagnosis: str = ""
    """The code and the place of the first finding, for what was caught."""
    complaint: str = ""
    """What is wrong with that diagnosis, if anything is."""
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortcut:
    """A short answer that one tries without understanding: what it earns, and what it may."""

    words: str
    score: float
    limit: float

    @property
    def is_worth_it(self) -> bool:
        """Whether the answer earns more than it may."""
        return self.score > self.limit + 1e-9


@dataclass(frozen=True, kw_only=True, slots=True)
class ExerciseReport:
    """What verify found about one exercise."""

    id: str
    kind: str
    near_misses: tuple[NearMiss, ...] = ()
    impossible: int = 0
    """Near-misses that Keras would refuse to build, and that were therefore not judged."""
    shortcuts: tuple[Shortcut, ...] = ()
    weaknesses: tuple[str, ...] = ()
    """Anything else that is not as it should be."""

    def having(self, status: Status) -> tuple[NearMiss, ...]:
        """Return the near-misses of one status."""
        return tuple(each for each in self.near_misses if each.status == status)

    @property
    def misdiagnosed(self) -> tuple[NearMiss, ...]:
        """The near-misses that lose marks, and whose explanation misses the point."""
        return tuple(each for each in self.near_misses if each.complaint)

    @property
    def failures(self) -> tuple[str, ...]:
        """What the author has to mend, a line each."""
        return (
            *self.weaknesses,
            *(
                f'passes, and should not: {each.words} ("{each.key}: {each.change}")'
                for each in self.having("survives")
            ),
            *(f"is admitted, and yet wrong: {each.words}" for each in self.having("refused")),
            *(
                f"{each.words} earns {each.score:.2f} of 1, and may earn {each.limit:.2f}"
                for each in self.shortcuts
                if each.is_worth_it
            ),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class LessonReport:
    """What verify found about a lesson."""

    lesson: str
    exercises: tuple[ExerciseReport, ...]
    weaknesses: tuple[str, ...] = ()

    @property
    def failures(self) -> tuple[str, ...]:
        """What the author has to mend, a line each, the exercise before what is wrong with it."""
        return (
            *self.weaknesses,
            *(f"{each.id}: {line}" for each in self.exercises for line in each.failures),
        )
