"""The form of a rule's case: two small drawings that differ in one way, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """What is drawn, what a learner made, and the first finding's code and whole message."""

    name: str
    expected: str
    learner: str
    code: str
    says: str
