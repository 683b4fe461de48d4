"""Colours, fonts and the small pieces that every part of an SVG is made of."""

from __future__ import annotations

import re
from html import escape

from autograder.render.box import BODY, TITLE
from autograder.render.dot_layout import Point
from autograder.render.picture import State

SIGNS: dict[State, str] = {
    "plain": "",
    "here": "\N{RIGHTWARDS ARROW} ",
    "wrong": "\N{MULTIPLICATION X} ",
    "missing": "+ ",
}
COLOURS: dict[State, str] = {
    "plain": "#6b7280",
    "here": "#1f83c6",
    "wrong": "#d55e00",
    "missing": "#1f83c6",
}
INK, SOFT, RIM = "#1f2328", "#59636e", "#c5cad3"
SANS = "Helvetica Neue,Helvetica,Arial,Liberation Sans,Noto Sans,sans-serif"
MONO = "SFMono-Regular,Menlo,Consolas,Liberation Mono,DejaVu Sans Mono,monospace"

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def safe(text: str) -> str:
    """Return text from outside as it may stand in SVG and HTML."""
    return escape(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def at(x: float, y: float) -> str:
    """Return a place as attributes."""
    return f'x="{x:.1f}" y="{y:.1f}"'


def pair(point: Point, between: str = ",") -> str:
    """Return a place as two numbers."""
    return f"{point[0]:.1f}{between}{point[1]:.1f}"


def text(x: float, y: float, words: str, style: str, anchor: str = "start") -> str:
    """Return a line of text in one of the styles of the style sheet."""
    looks = {
        "title": f'font-size="{TITLE:.0f}" font-weight="600" fill="{INK}"',
        "body": f'font-size="{BODY:.0f}" fill="{INK}"',
        "name": f'font-size="{BODY:.0f}" fill="{INK}" font-family="{MONO}"',
        "note": f'font-size="{BODY:.0f}" font-weight="600" fill="{INK}"',
    }.get(style, f'font-size="{BODY:.0f}" fill="{SOFT}"')
    middle = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{style}" {at(x, y)} {looks}{middle}>{safe(words)}</text>'
