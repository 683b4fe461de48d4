"""Wording for answers that are no single model: sizes, values, choices."""

from __future__ import annotations

from autograder.diagnosis.catalogue.wording import Wording

ANSWERS = {
    "hard-coded-size": Wording(
        message="Right for {right}. For {wrong} it is not: {seen}",
        next_step="Write the name of the function's parameter where a number stands now.",
        hints=(
            "What does the function do with its parameters when it is called with {wrong}?",
            "{place}",
            "One number in the function stays the same whatever it is called with.",
            "`def f(wide): return layers.Dense(wide)` follows its parameter; `Dense(12)` does not.",
        ),
    ),
    "wrong-value": Wording(
        message="`{name}({arguments})` gave an answer that is not right: {remark}.",
        next_step="Work this case out by hand, then compare with what your function does.",
        hints=(
            "What should `{name}` give for the smallest case that you can work out by hand?",
            "Print what each line of `{name}` makes. Which is the first you did not expect?",
            "It has to be right for every case, not only for the one in the text.",
            "`def total(prices): return sum(prices)` gives 9 for [2, 3, 4] and 0 for [].",
        ),
    ),
    "wrong-choice": Wording(
        message="{seen}",
        next_step="Think it through once more, then change your answer.",
        hints=(
            "Which sentence of the text above did you use for your answer?",
            "Read the part of the text that the question is about once more.",
            "Draw it on paper: a box for every call, an arrow for every tensor.",
            "Try small numbers: from 2 inputs to 3 units there are 2 x 3 + 3 = 9 parameters.",
        ),
    ),
}
