"""Reasons for near-misses that may pass: used, unknown, no longer needed."""

from autograder.verify.reasons import mistaken_reasons, with_reasons
from autograder.verify.report import NearMiss


def miss(change, status):
    """Return a near-miss of one key."""
    return NearMiss(key="activation of head", change=change, words="", status=status)


FOUND = (miss("tanh", "survives"), miss("relu", "survives"), miss("softmax", "caught"))


def test_a_reason_holds_for_all_changes_of_a_key():
    """What is caught stays caught."""
    done = with_reasons(FOUND, {"activation of head": "either squashes"})

    assert [(each.status, each.reason) for each in done] == [
        ("accepted", "either squashes"),
        ("accepted", "either squashes"),
        ("caught", ""),
    ]


def test_a_reason_may_be_for_one_change():
    """The change stands behind a colon."""
    done = with_reasons(FOUND, {"activation of head: tanh": "it squashes too"})

    assert [each.status for each in done] == ["accepted", "survives", "caught"]


def test_mistaken_reasons_are_named():
    """Without words, about nothing, or about what is caught by now."""
    reasons = {
        "activation of head: tanh": " ",
        "activation of hand": "a slip",
        "activation of head: softmax": "once needed",
    }

    assert list(mistaken_reasons(with_reasons(FOUND, reasons), reasons)) == [
        "accepts 'activation of head: tanh' without a reason",
        "accepts 'activation of hand', and there is no such near-miss",
        "accepts 'activation of head: softmax', which does not pass any more: take the reason out",
    ]


def test_good_reasons_are_not_complained_about():
    """A reason that lets a survivor pass is as it should be."""
    reasons = {"activation of head": "either squashes"}

    assert list(mistaken_reasons(with_reasons(FOUND, reasons), reasons)) == []
