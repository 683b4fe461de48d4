"""How wide text is on screen, well enough to size a box before any browser has seen it."""

from __future__ import annotations

import unicodedata

_NARROW = "ijlI.,:;!|'` "
_SLIM = 'frt()[]{}/\\-"*'
_WIDE = "mwMW@%"


def width_of(text: str, size: float, *, bold: bool = False, mono: bool = False) -> float:
    """Return a generous width in pixels: the widest of the common sans-serif fonts is meant."""
    if mono:
        return sum(_cells(character) for character in text) * size * 0.61
    return sum(map(_share, text)) * size * (1.08 if bold else 1.0)


def shortened(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters, its end left out where it is longer."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _share(character: str) -> float:
    if character in _NARROW:
        return 0.32
    if character in _SLIM:
        return 0.42
    if character in _WIDE:
        return 0.94
    if not character.isascii():
        return _cells(character) * 0.62
    return 0.72 if character.isupper() else 0.6


def _cells(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    return 1.7 if unicodedata.east_asian_width(character) in {"W", "F"} else 1.0
