"""What an exercise demands beyond the drawing: one switch per line."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, get_args, get_type_hints

from autograder.errors import AutograderError


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """Switches of an exercise, stored in its DOT file as graph attributes of the same names."""

    concat_order: Literal["free", "strict"] = "free"
    """`free` accepts Concatenate's operands in any order that one relabelling of units explains."""
    nesting: Literal["flatten", "keep"] = "flatten"
    """`keep` demands the same nested models as the drawing."""
    style: Literal["any", "functional"] = "any"
    """`functional` refuses a Sequential or subclassed model of the right graph."""
    extras: tuple[str, ...] = ()
    """Layer classes that a learner may add anywhere, such as Dropout."""
    names: Literal["author", "ignore"] = "author"
    """`author` compares the names that the drawing gives to inputs and outputs."""
    same_function: Literal["accept", "refuse"] = "accept"
    """`refuse` demands the drawn construction even where another one computes the same."""
    credit: Literal["partial", "all"] = "partial"
    """`all` gives the points for a pass only."""
    reveal: Literal["always", "after-pass"] = "always"
    """`after-pass` keeps the drawing hidden until the exercise is passed."""
    max_hint: int = 4
    """The highest rung of the hint ladder, 0 to 4."""

    def __post_init__(self) -> None:
        """Refuse a value that no switch knows."""
        hints = get_type_hints(Policy)
        for field in fields(self):
            choices = get_args(hints[field.name])
            value = getattr(self, field.name)
            if field.name == "extras":
                continue
            if field.name == "max_hint":
                choices = tuple(range(5))
            if value not in choices:
                raise AutograderError(
                    f"The policy switch {field.name} is {value!r}.",
                    next_step=f"Use one of: {', '.join(map(str, choices))}.",
                )
