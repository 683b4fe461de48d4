"""Small pieces of plain English: articles, ordinals, lists, shapes."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.topology.model import Shape, Value

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Said letter by letter or with a vowel sound: "an LSTM", but "a GRU" and "a UNet".
_AN = ("LSTM", "RNN", "MHA")
_A = ("Unit", "U-", "One", "use", "unit", "one")


def with_article(noun: str) -> str:
    """Return the noun behind "a" or "an"."""
    vowel = noun[:1].lower() in "aeiou" and not noun.startswith(_A)
    return f"an {noun}" if vowel or noun.startswith(_AN) else f"a {noun}"


def ordinal(position: int) -> str:
    """Return "first" for 0, "second" for 1, and so on."""
    return _ORDINALS[position] if position < len(_ORDINALS) else f"{position + 1}th"


def number(count: int) -> str:
    """Return a small count in words."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def times(count: int) -> str:
    """Return "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return "1 connection", "2 connections"."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def listing(parts: Sequence[str], last: str = "and") -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def shown(value: Value) -> str:
    """Return a setting's value as a learner would write it, open values in words."""
    if isinstance(value, tuple):
        inner = ", ".join(shown(part) for part in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if not isinstance(value, str):
        return repr(value)
    if value == "*":
        return "any value"
    if value.startswith(">="):
        return f"{value[2:]} or more"
    if value.startswith("<="):
        return f"{value[2:]} or less"
    if ".." in value:
        return "between {} and {}".format(*value.split("..", 1))
    return value.replace("|", " or ")


def sizes(shape: Shape) -> str:
    """Return a result's shape without its batch axis in words: "32 numbers", "8 by 8 by 1"."""
    inner = shape[1:]
    if len(inner) == 1:
        return counted(inner[0], "number") if inner[0] is not None else "any number of numbers"
    return " by ".join("any" if size is None else str(size) for size in inner) or "one number"
