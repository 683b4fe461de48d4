"""One near-miss of a right answer, and the form of an operator that makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from autograder.topology.model import Topology
from autograder.verify.subject import Subject

Meaning: TypeAlias = Literal["other", "perhaps-equal", "admitted"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mutant:
    """A graph that differs from the solution in one thing.

    `key` names what was changed, and is the key of a reason in exercises.toml ("activation of
    head"); `change` what it became, the same words whatever the sizes of a builder; `words` say
    both as a tutor would. `at` are the calls at which a tutor would point, `ends` says that the
    inputs or outputs of Model(...) are such a place too. A mutant means something `other`, unless
    its operator knows that it may be `perhaps-equal` (operands in another order) or that the
    drawing says in so many words that it is `admitted`.
    """

    topology: Topology
    key: str
    change: str
    words: str
    at: tuple[str, ...] = ()
    ends: bool = False
    meaning: Meaning = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class Operator:
    """One way in which answers go wrong: its name, and every near-miss it makes of a solution."""

    name: str
    mutants: Callable[[Subject], Iterator[Mutant]]
