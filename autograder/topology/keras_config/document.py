"""What a config may be before it is read: plain values, within a budget. Refuses the rest."""

from __future__ import annotations

from numbers import Real
from typing import Any, NoReturn, TypeAlias

from autograder.errors import AutograderError

MAX_VALUES = 500_000
"""Values in one config; keras.applications goes up to about 70,000."""
MAX_DEPTH = 100
"""Lists and dicts inside one another; a nested model takes three."""
MAX_TEXT = 2_000_000
"""Characters in one text, such as a vocabulary or the code of a Lambda."""
MAX_INTEGER_BITS = 128
MAX_CALLS = 20_000
"""Calls after nested models are unrolled; keras.applications goes up to about 1,000."""
MAX_ARGUMENTS = 200_000
"""Tensors that these calls read."""
MAX_NESTING = 20
"""Models inside one another."""

TAKE_AGAIN = (
    "Take the config again from model.get_config() or model.to_json(), from Keras 3 and unchanged."
)

_Link: TypeAlias = "tuple[_Link | None, object]"


def refuse(what: str, where: str = "", *, next_step: str = TAKE_AGAIN) -> NoReturn:
    """Raise the error of a config that cannot be read, at a path such as `encoder/dense`."""
    place = f" (at {shorten(where)})" if where else ""
    raise AutograderError(f"The model's config cannot be read: {what}{place}.", next_step=next_step)


def shorten(value: object, *, limit: int = 60) -> str:
    """Return a text of at most `limit` characters for a message, whatever the value is."""
    if isinstance(value, str):
        text = value[: limit + 1]
    elif isinstance(value, (dict, list, tuple)):
        text = f"a {type(value).__name__} of {len(value)}"
    else:
        text = repr(value)
    text = "".join(character if character.isprintable() else "?" for character in text)
    return text if len(text) <= limit else text[: limit - 3] + "..."


def check_document(document: object) -> None:
    """Refuse what no config holds: foreign types, cycles, and more than the budget of values."""
    waiting: list[tuple[object, int, _Link | None]] = [(document, 1, None)]
    seen = 0
    while waiting:
        value, depth, link = waiting.pop()
        if not isinstance(value, (dict, list, tuple)):
            _check_plain(value, link)
            continue
        seen += len(value)
        if seen > MAX_VALUES:
            refuse(f"it holds more than {MAX_VALUES:,} values", _path(link))
        if depth > MAX_DEPTH:
            refuse(
                f"lists and dicts are nested more than {MAX_DEPTH} deep, or one holds itself",
                _path(link),
            )
        if isinstance(value, dict):
            _check_keys(value, link)
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            # Most values are these, and safe at any value.
            if child is not None and child is not True and child is not False:
                waiting.append((child, depth + 1, (link, key)))


def _check_keys(value: dict[Any, object], link: _Link | None) -> None:
    for key in value:
        if not isinstance(key, str):
            refuse(f"a dict has the key {shorten(key)}, which is no text", _path(link))


def _check_plain(value: object, link: _Link | None) -> None:
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            refuse(f"a text is longer than {MAX_TEXT:,} characters", _path(link))
    elif isinstance(value, int):
        if value.bit_length() > MAX_INTEGER_BITS:
            refuse("an integer is far too large", _path(link))
    elif value is not None and not isinstance(value, Real):
        refuse(f"it holds a value of the type {type(value).__name__}", _path(link))


def _path(link: _Link | None) -> str:
    keys: list[str] = []
    while link is not None and len(keys) < 12:
        link, key = link
        keys.append(shorten(key, limit=24))
    return " > ".join(reversed(keys))


def mapping(value: object, what: str, where: str) -> dict[str, Any]:
    """Return `value` when it is a dict, and refuse it otherwise."""
    if not isinstance(value, dict):
        refuse(f"{what} is {shorten(value)} where a dict belongs", where)
    return value


def sequence(value: object, what: str, where: str) -> list[Any] | tuple[Any, ...]:
    """Return `value` when it is a list, and refuse it otherwise."""
    if not isinstance(value, (list, tuple)):
        refuse(f"{what} is {shorten(value)} where a list belongs", where)
    return value


def text(value: object, what: str, where: str) -> str:
    """Return `value` when it is a text, and refuse it otherwise."""
    if not isinstance(value, str):
        refuse(f"{what} is {shorten(value)} where a text belongs", where)
    return value


def index(value: object, what: str, where: str) -> int:
    """Return `value` when it is an index, and refuse it otherwise."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        refuse(f"{what} is {shorten(value)} where an index belongs", where)
    return value
