"""Values in a drawing that leave a choice."""

import pytest

from autograder.topology.open_values import admits, is_open


@pytest.mark.parametrize(
    ("expected", "seen"),
    [
        (16, 16),
        ("relu", "relu"),
        ("relu|tanh", "tanh"),
        ("16|32", 32),
        ("true|false", False),
        ("none|same", None),
        (">=16", 16),
        (">=16", 17.5),
        ("<=0.5", 0.5),
        (">16", 17),
        ("<16", 15),
        ("0.1..0.5", 0.1),
        ("0.1 .. 0.5", 0.5),
        ("-1..1", -0.5),
        ("1e-4..1e-2", 0.001),
        ("*", "anything"),
        ("*", None),
        ("=glorot_uniform", "glorot_uniform"),
        ("=3", 3),
        ("(3, 3)|(5, 5)", (5, 5)),
        ((8, "*"), (8, 3)),
        ("<=8|>=64", 100),
        (">=16", ">=16"),
    ],
)
def test_a_value_asked_for_is_admitted(expected, seen):
    """Alternatives, bounds, ranges and any value admit what they say, and themselves."""
    assert admits(expected, seen)


@pytest.mark.parametrize(
    ("expected", "seen"),
    [
        (16, 17),
        ("relu|tanh", "sigmoid"),
        ("16|32", 24),
        (">=16", 15),
        (">=16", "relu"),
        (">=16", True),
        (">16", 16),
        ("<16", 16),
        ("0.1..0.5", 0.6),
        ("=3", 4),
        ((8, "*"), (9, 3)),
        ((8, "*"), (8, 3, 1)),
        ((8, 8), 8),
        ("*relu", "relu"),
        (None, 0.5),
    ],
)
def test_another_value_is_not(expected, seen):
    """What the expected value does not say is refused."""
    assert not admits(expected, seen)


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("relu|tanh", True),
        (">=16", True),
        ("0.1..0.5", True),
        ("*", True),
        ("=zeros", True),
        ((8, ">=3"), True),
        ("relu", False),
        ("...x,xy->...y", False),
        (16, False),
        (None, False),
        ((3, 3), False),
    ],
)
def test_which_values_leave_a_choice(value, answer):
    """Only texts with a sign of choice in them do, and tuples that hold one."""
    assert is_open(value) is answer
