"""Feedback and drawings as HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from autograder.diagnosis.verdict import Finding, Verdict
from autograder.render import dot_layout
from autograder.render.html import feedback_html, model_html
from tests.render.drawings import TOWERS
from tests.render.test_text import NOT_YET

_VOID = {"br", "img", "hr"}


class Balance(HTMLParser):
    """Checks that every element is closed in turn, and gathers what tests ask for."""

    def __init__(self, html):
        super().__init__()
        self.open, self.seen = [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_a_drawing_scrolls_by_keyboard_and_has_its_twin_folded_beneath():
    """The region takes the focus and has a name; the twin opens on demand."""
    seen = Balance(model_html(TOWERS)).seen
    region = next(attrs for _, attrs in seen if attrs.get("role") == "region")
    assert region["tabindex"] == "0"
    assert region["aria-label"] == "Drawing of towers: 2 inputs, 4 uses of layers, 1 output"
    assert "The same in words" in model_html(TOWERS)
    assert [tag for tag, _ in seen if tag == "details"] == ["details"]


def test_without_graphviz_the_twin_stands_alone(monkeypatch):
    """No picture is no reason for no answer."""
    monkeypatch.setattr(dot_layout, "_in_process", lambda text: None)
    monkeypatch.setenv("PATH", "")
    html = model_html(TOWERS)
    assert "<svg" not in html
    assert html.startswith("<div><pre")
    assert "1. Input 1 `a`, 10 numbers" in html


def test_feedback_starts_with_the_verdict():
    """The first line is the verdict, then points and one finding; names stand as code."""
    html = feedback_html(NOT_YET, points=2.5, maximum=4)
    Balance(html)
    assert html.replace(' style="margin:.4em 0"', "").splitlines()[1:4] == [
        "<p><strong>Not yet: 4 of 4 layers are right, and 5 of 6 connections.</strong></p>",
        "<p>2.5 of 4 points: layers right, wiring not.</p>",
        "<p>Your <code>right</code> starts from <code>left</code> (line 4).</p>",
    ]


def test_the_drawing_climbs_the_ladder_with_the_hints():
    """Plain and closed first, the place from the second rung, the repair from the third."""
    finding = Finding(
        code="x", message="m", hints=("1", "2", "3"), changes=NOT_YET.findings[0].changes
    )
    moved = Finding(
        code="x",
        message="m",
        hints=finding.hints,
        changes=(type(finding.changes[0])(
            call="right", port="0", seen=TOWERS.by_id["right"].arguments[0].tensor,
            wanted=TOWERS.by_id["left"].arguments[0].tensor,
        ),),
    )  # fmt: skip
    verdict = Verdict(outcome="incorrect", score=0.5, summary="Not yet.", findings=(moved,))
    closed, place, repair = (feedback_html(verdict, learner=TOWERS, hint=n) for n in (1, 2, 3))
    assert "<details><summary>Your model</summary>" in closed
    assert "look here" not in closed
    assert "<details open><summary>Your model, the place marked</summary>" in place
    assert "look here" in place
    assert "+ missing" not in place
    assert "+ missing" in repair


def test_students_text_is_escaped_and_brings_no_script():
    """Backticks make code of text that is escaped first; line breaks stay."""
    evil = "`<script>alert(1)</script>` & more\nnext"
    verdict = Verdict(
        outcome="incorrect", score=0.0, summary=evil, findings=(Finding(code="x", message=evil),)
    )
    html = feedback_html(verdict)
    Balance(html)
    assert "<script" not in html
    assert "<code>&lt;script&gt;alert(1)&lt;/script&gt;</code> &amp; more<br>next" in html
