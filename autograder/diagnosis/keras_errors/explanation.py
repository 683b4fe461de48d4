"""The form of an explanation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """What an error of Keras means: shown beside the error, never in place of it.

    `kind` names it in tests and reports, `pattern` is searched in the error's message, `hints` are
    the rungs 1 to 4 of the ladder.
    """

    kind: str
    pattern: str
    meaning: str
    next_step: str
    hints: tuple[str, ...]
