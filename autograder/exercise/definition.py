"""What one exercise is: its kind, the calls made of the learner's function, its hints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["topology", "builder", "values", "choice", "manual"]
Arguments: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Exercise:
    """One entry of a lesson's exercises.toml.

    `cases` are the keyword arguments of each call of the learner's function (sizes of a builder,
    arguments of a values function); `draw` describes the further ones chosen when grading.
    `arrays` maps an argument to the shape of a standard-normal array, whose axes may name an
    entry of `dims`; a reference gets such arrays as nested lists. `accepts` gives the author's
    reason for each near-miss that may pass (`autograder verify` names them).
    """

    id: str
    title: str
    kind: Kind
    cases: tuple[Arguments, ...] = ()
    draw: Mapping[str, Any] | None = None
    dims: Mapping[str, str] | None = None
    arrays: Mapping[str, tuple[int | str, ...]] | None = None
    tolerance: float = 0.0
    labels: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    start: str | None = None
    accepts: Mapping[str, str] = field(default_factory=dict)

    @property
    def builds_models(self) -> bool:
        """Whether the learner's function returns a model."""
        return self.kind in {"topology", "builder"}
