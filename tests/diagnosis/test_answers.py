"""Verdicts on builders, values and choices."""

from __future__ import annotations

from dataclasses import replace

from autograder.diagnosis.answers import (
    Row,
    Sorted,
    builder_verdict,
    choice_verdict,
    values_verdict,
)
from autograder.diagnosis.outcomes import not_attempted
from autograder.diagnosis.verdict import Finding, Verdict

RIGHT = Verdict(outcome="correct", score=1.0, summary="Right.")
WRONG = Verdict(
    outcome="incorrect",
    score=0.5,
    summary="Not yet.",
    findings=(
        Finding(code="wrong-setting", message="Dense has 10 units.", where="`wide` (line 3)"),
    ),
)


def test_a_builder_that_is_right_for_every_size_passes():
    """Its verdict is the first model's."""
    assert builder_verdict([({"n": 3}, RIGHT), ({"n": 5}, RIGHT)]) == RIGHT


def test_a_builder_that_is_right_for_some_sizes_has_one_written_in():
    """The message names a size that works, one that does not, and what was seen there."""
    verdict = builder_verdict([({"n": 10}, RIGHT), ({"n": 7}, WRONG)])
    (finding,) = verdict.findings
    assert verdict.score == 0.75  # the best, 1, less half of it for one size of two
    assert verdict.summary == "Not yet: the model is right for some sizes and not for others."
    assert finding.code == "hard-coded-size"
    assert finding.message == "Right for n=10. For n=7 it is not: Dense has 10 units."
    assert finding.where == "`wide` (line 3)"
    assert finding.hints[1] == "Look at `wide` (line 3)."


def test_a_builder_that_is_wrong_for_every_size_is_told_its_first_mistake():
    """No size is to blame, so the verdict is the first model's, its score too."""
    verdict = builder_verdict([({"n": 3}, WRONG), ({"n": 5}, WRONG)])
    assert verdict.findings == WRONG.findings
    assert verdict.score == 0.5


def test_following_no_size_costs_half_of_what_the_best_one_earns():
    """A model right for one size and nearly right for the others has missed the point."""
    nearly = replace(WRONG, score=0.95)
    runs = [({"n": 10}, RIGHT), *(({"n": size}, nearly) for size in (7, 8, 9))]
    assert builder_verdict(runs).score == 0.625


def test_a_stub_of_a_builder_is_not_attempted():
    """An untouched builder scores nothing."""
    assert builder_verdict([({"n": 3}, not_attempted())]).outcome == "not-attempted"


def test_values_earn_the_share_of_calls_that_are_right():
    """The first wrong call is told, without the right answer."""
    rows = [
        Row(arguments={"widths": [4, 8]}, right=True),
        Row(arguments={"widths": [3]}, right=False, remark="it is 7"),
    ]
    verdict = values_verdict("count_params", rows)
    assert verdict.score == 0.5
    assert verdict.summary == "Not yet: `count_params` is right for 1 of 2 calls."
    assert verdict.findings[0].message == (
        "`count_params(widths=[3])` gave an answer that is not right: it is 7."
    )


def test_arrays_are_told_by_their_shapes():
    """An array of many numbers would fill the screen; a list of whole numbers is shown."""
    arguments = {"x": [[0.5, 1.0, 2.0], [0.0, 0.0, 1.5]], "b": [0.25], "n": [3, 4]}
    verdict = values_verdict("f", [Row(arguments=arguments, right=False, remark="it is 7")])
    assert verdict.findings[0].message == (
        "`f(x of shape (2, 3), b of shape (1,), n=[3, 4])` gave an answer that is not right: "
        "it is 7."
    )


def test_an_exercise_s_own_hints_take_the_place_of_the_general_ones():
    """The author knows the exercise better than the catalogue."""
    rows = [Row(arguments={}, right=False, remark="")]
    assert values_verdict("f", rows, hints=("Why?",)).findings[0].hints == ("Why?",)


def test_a_choice_says_how_many_and_never_which():
    """With two labels, naming the wrong card would give the answer away."""
    answers = Sorted(right=("a", "b"), wrong=("c",), open=("d",), unknown=("z",))
    verdict = choice_verdict(answers, score=0.25, labels=("flat", "not flat"))
    assert verdict.summary == "Not yet: 2 of 4 answers are right."
    assert verdict.findings[0].message == (
        "1 answer is not right. Still without an answer: d. Not among the questions: z. "
        "The answers to choose from: flat or not flat."
    )


def test_a_right_choice_with_an_answer_nobody_asked_for_is_no_pass():
    """Its score stays below the maximum, as everything that does not pass."""
    verdict = choice_verdict(Sorted(right=("a",), unknown=("z",)), score=1.0)
    assert (verdict.outcome, verdict.score) == ("incorrect", 0.99)


def test_a_wrong_prediction_is_told_in_four_words():
    """A single answer is right or not."""
    verdict = choice_verdict(Sorted(right=(), wrong=("",)), score=0.0)
    assert verdict.findings[0].message == "That is not it."
