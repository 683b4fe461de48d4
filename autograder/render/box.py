"""How large a box is and where its words stand in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from autograder.render.measure import shortened, width_of
from autograder.render.picture import Box, pin_label

TITLE, BODY = 14.0, 12.0
"""Sizes of text in pixels; nothing is smaller than 12."""
PAD, TITLE_ROW, ROW, PIN_ROW = 12.0, 18.0, 16.0, 18.0
BADGE = 9.0
_TOP, _BOTTOM, _GAP = 8.0, 9.0, 10.0
_LEAST = 96.0
_LONGEST_LINE = 38
_LONGEST_NAME = 24
_SIGNS = {"wrong": "✕ ", "missing": "+ ", "look": "→ "}


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A word or line at its place, relative to the box; `style` is a class of the style sheet."""

    x: float
    y: float
    words: str
    style: str
    anchor: str = "start"


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A box with its size and texts."""

    width: float
    height: float
    texts: tuple[Text, ...]


def form_of(box: Box) -> Form:
    """Lay the words of a box out."""
    form = _pill(box) if box.kind in {"input", "output"} else _card(box)
    # Whole pixels keep lines crisp, and tables of Graphviz know nothing else.
    return replace(form, width=float(ceil(form.width)), height=float(ceil(form.height)))


def _pill(box: Box) -> Form:
    words = [(box.title, "title", width_of(box.title, TITLE, bold=True))]
    if box.name is not None:
        name = shortened(box.name, _LONGEST_NAME)
        words.append((name, "name", width_of(name, BODY, mono=True)))
    words += [(text, "body", width_of(text, BODY)) for text in (*box.details, box.shape) if text]
    x, texts = PAD + 4, []
    for text, style, width in words:
        texts.append(Text(x=x, y=20.0, words=text, style=style))
        x += width + _GAP
    width = max(x - _GAP + PAD + 4, 72.0)
    rows, note_width = _notes(box, 26.0, PAD + 4)
    width = max(width, note_width)
    return Form(
        width=width, height=30.0 + len(rows) * ROW + (4 if rows else 0), texts=(*texts, *rows)
    )


def _card(box: Box) -> Form:
    """Title, details and name below each other; the shape at the right end of the last of them."""
    top = (PIN_ROW if box.pins else 0.0) + _TOP
    name = [(shortened(box.name, _LONGEST_NAME), "name")] if box.name is not None else []
    rows = [(line, "body") for line in _folded(box.details)] + name
    title = shortened(box.title, _LONGEST_LINE)
    texts = [Text(x=PAD, y=top + TITLE_ROW - 4, words=title, style="title")]
    badge = 2 * BADGE + _GAP if box.letter else 0.0
    widths = [width_of(title, TITLE, bold=True) + badge]
    y = top + TITLE_ROW
    for words, style in rows:
        y += ROW
        texts.append(Text(x=PAD, y=y - 4, words=words, style=style))
        widths.append(width_of(words, BODY, mono=style == "name"))
    if box.shape:
        widths[-1] += _GAP + width_of(box.shape, BODY)
    notes, note_width = _notes(box, y)
    width = max(_LEAST, 2 * PAD + max(widths), note_width, *_pin_widths(box))
    if box.shape:
        x = width - PAD - (badge if not rows else 0.0)
        texts.append(Text(x=x, y=y - 4, words=box.shape, style="shape", anchor="end"))
    height = y + len(notes) * ROW + _BOTTOM + (PIN_ROW if box.results > 1 else 0.0)
    return Form(width=width, height=height, texts=(*texts, *notes))


def _pin_widths(box: Box) -> tuple[float, float]:
    widest = max((width_of(pin_label(pin), BODY) + 12 for pin in box.pins), default=0.0)
    return max(widest, 24.0) * len(box.pins), 28.0 * box.results


def _notes(box: Box, y: float, x: float = PAD) -> tuple[list[Text], float]:
    lines = [line for note in box.notes for line in _wrapped(_sign(note) + note)]
    rows = [
        Text(x=x, y=y + ROW * (at + 1) - 4, words=line, style="note")
        for at, line in enumerate(lines)
    ]
    widest = max((width_of(line, BODY, bold=True) for line in lines), default=-2 * x)
    return rows, widest + 2 * x


def _sign(note: str) -> str:
    return next((sign for word, sign in _SIGNS.items() if note.startswith(word)), "")


def _folded(details: tuple[str, ...]) -> list[str]:
    """Join details with commas as long as a line stays short."""
    lines: list[str] = []
    for detail in details:
        text = shortened(detail, _LONGEST_LINE)
        if lines and len(lines[-1]) + len(text) + 2 <= 24:
            lines[-1] += f", {text}"
        else:
            lines.append(text)
    return lines


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) > _LONGEST_LINE:
            lines.append("   ")
        lines[-1] += ("" if not lines[-1].strip() else " ") + shortened(word, _LONGEST_LINE)
    return lines
