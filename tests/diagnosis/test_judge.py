"""The judge: what it takes, what each policy switch does, and bad input."""

import subprocess
import sys

import pytest

from autograder.diagnosis.judge import judge
from autograder.errors import AutograderError
from autograder.topology.model import Topology
from autograder.topology.policy import Policy

TWO = """
  x [op=Input, tensor="(4,)"];
  a [op=Dense, units=3, activation=relu];
  b [op=Dense, units=2];
  x -> a -> b;
"""


def read(text):
    return Topology.from_dot("digraph g {\n" + text + "\n}")


def test_a_pass_says_what_matched():
    """The first line of a pass counts what is as drawn."""
    verdict = judge(read(TWO), read(TWO))

    assert (verdict.outcome, verdict.score, verdict.findings) == ("correct", 1.0, ())
    assert verdict.summary == "Right: all 2 uses of layers and all 2 connections, as drawn."


def test_the_first_line_says_what_is_right():
    """The first line of a verdict counts what is right in a graph that differs."""
    verdict = judge(read(TWO), read(TWO.replace("units=2", "units=5")))

    assert verdict.summary == "Not yet: 1 of 2 uses of layers is right, and 2 of 2 connections."


@pytest.mark.parametrize(
    ("change", "summary"),
    [
        (
            ("(4,)", "(5,)"),
            "Not yet: every layer and connection is right; the model's inputs are not.",
        ),
        (
            ("x -> a -> b;", "c [op=Dropout, rate=0.5]; x -> a -> c -> b;"),
            "Not yet: every layer and connection is right; 1 layer more is there.",
        ),
    ],
)
def test_the_first_line_says_what_is_wrong_beside_layers_and_connections(change, summary):
    """Where all that is drawn is right, the first line says where the mistake lies instead."""
    assert judge(read(TWO), read(TWO.replace(*change))).summary == summary


def test_each_side_may_be_a_config_or_a_live_model():
    """A Keras model, its config and its topology are judged alike."""
    from keras import Input, Model, layers

    x = Input((4,))
    model = Model(x, layers.Dense(2)(layers.Dense(3, activation="relu")(x)))

    assert judge(read(TWO), model).passed
    assert judge(read(TWO), model.get_config()).passed
    assert judge(model, read(TWO)).passed
    assert judge(model, model.get_config()).passed


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda keras: None, "nothing-returned"),
        (lambda keras: keras.layers.Dense(3), "layer-not-model"),
        (lambda keras: keras.Input((3,)), "tensor-not-model"),
        (lambda keras: [keras.Input((3,))], "list-not-model"),
        (lambda keras: keras.Model, "class-not-model"),
        (lambda keras: test_a_pass_says_what_matched, "function-not-called"),
        (lambda keras: keras.Sequential([keras.layers.Dense(3)]), "unbuilt-sequential"),
        (lambda keras: type("Mine", (keras.Model,), {})(), "subclassed-not-functional"),
        (lambda keras: 7, "other-not-model"),
    ],
)
def test_a_learners_side_that_is_no_model_is_an_outcome(make, code):
    """What is no model is a verdict about the learner's answer, never an exception."""
    import keras

    verdict = judge(read(TWO), make(keras))

    assert (verdict.outcome, verdict.score) == ("not-a-model", 0.0)
    assert verdict.findings[0].code == code


@pytest.mark.parametrize("expected", [None, int, "two_towers", 3, [1]])
def test_an_expected_side_that_is_no_model_is_the_authors_mistake(expected):
    """What cannot be an expected model raises, and says which side is which."""
    with pytest.raises(AutograderError) as caught:
        judge(expected, read(TWO))

    assert caught.value.what == (
        f"The expected side of judge is {type(expected).__name__}, and no model."
    )
    assert caught.value.next_step == (
        "Give a Topology, a config or a Keras model first, the learner's second."
    )


def test_credit_all_gives_points_for_a_pass_only():
    """With credit=all a graph that is almost right scores 0 and keeps its findings."""
    almost = read(TWO.replace("units=2", "units=5"))

    verdict = judge(read("graph [credit=all];" + TWO), almost)

    assert verdict.score == 0
    assert verdict.findings[0].code == "wrong-setting"
    assert verdict.notes == ("This exercise gives its points for the whole model only.",)
    assert judge(read("graph [credit=all];" + TWO), read(TWO)).score == 1


def test_findings_do_not_speak_of_a_drawing_that_is_hidden():
    """Where the drawing shows after the pass, the task is spoken of instead."""
    almost = read(TWO.replace("units=2", "units=5"))
    (finding,) = judge(read('graph [reveal="after-pass"];' + TWO), almost).findings

    assert finding.message == (
        "The Dense(5) has units 5; in the task it is 2. It is the number of columns that come out."
    )
    assert finding.hints[1] == "In the task, read what stands in the Dense node."
    assert "drawing" in judge(read(TWO), almost).findings[0].message


def test_a_policy_given_rules_over_the_drawings():
    """The policy argument stands in for the one in the drawing's file."""
    almost = read(TWO.replace("units=2", "units=5"))

    assert judge(read("graph [credit=all];" + TWO), almost, Policy()).score > 0
    assert judge(read(TWO), almost, Policy(credit="all")).score == 0


def test_extras_are_free():
    """Layers of the classes that the policy allows may stand anywhere."""
    more = TWO.replace("x -> a -> b;", "c [op=Dropout, rate=0.5]; x -> a -> c -> b;")

    assert not judge(read(TWO), read(more)).passed
    assert judge(read(TWO), read(more), Policy(extras=("Dropout",))).passed


def test_names_count_unless_ignored():
    """Names that the drawing gives are compared, unless the policy says otherwise."""
    named = TWO.replace('"(4,)"', '"(4,)", name=rain')

    assert judge(read(named), read(TWO)).findings[0].code == "input-name"
    assert judge(read(named), read(TWO), Policy(names="ignore")).passed


def test_a_style_that_is_asked_for_costs_half():
    """A Sequential where a functional model is asked for says so and gets half."""
    learner = read("graph [model_style=sequential];" + TWO)

    verdict = judge(read("graph [style=functional];" + TWO), learner)

    assert (verdict.outcome, verdict.score) == ("incorrect", 0.5)
    assert verdict.findings[0].code == "not-functional"
    assert judge(read(TWO), learner).passed


def test_a_start_that_nobody_changed_is_not_attempted():
    """An exercise that starts from a graph does not credit that graph."""
    start = read(TWO.replace("units=2", "units=5"))

    verdict = judge(read(TWO), start, start=start)

    assert (verdict.outcome, verdict.score) == ("not-attempted", 0.0)


def test_credit_counts_from_the_start():
    """What the start already had right earns nothing, and a pass earns everything."""
    start = read(TWO.replace("units=2", "units=5").replace("relu", "tanh"))
    half = read(TWO.replace("units=2", "units=5"))

    assert judge(read(TWO), half, start=start).score == pytest.approx(0.5)
    assert judge(read(TWO), read(TWO), start=start).score == 1
    worse = read('x [op=Input, tensor="(4,)"]; b [op=Dense, units=9]; x -> b;')
    assert judge(read(TWO), worse, start=start).score == 0


def test_a_start_that_is_right_is_the_authors_mistake():
    """An exercise whose start is already the answer is refused."""
    with pytest.raises(AutograderError) as caught:
        judge(read(TWO), read(TWO.replace("units=2", "units=5")), start=read(TWO))

    assert caught.value.what == "The graph that this exercise starts from is already right."


def test_a_comparison_that_comes_to_no_end_says_so(monkeypatch):
    """Past its budget the verdict is no pass, is marked approximate and asks for a person."""
    monkeypatch.setattr("autograder.topology.pairing_search.STEPS", 0)
    monkeypatch.setattr("autograder.topology.pairing_search.STEPS_PER_CALL", 0)
    verdict = judge(read(TWO), read(TWO))

    assert (verdict.outcome, verdict.approximate) == ("incorrect", True)
    assert [finding.code for finding in verdict.findings] == ["undecided"]
    assert verdict.findings[0].message == (
        "This graph repeats itself so often that the comparison came to no end. "
        "It may well be right."
    )


def test_what_was_built_and_not_used_is_a_remark():
    """A layer left over in a right answer is noted and costs nothing."""
    learner = read(TWO + "c [op=Dense, units=32, unused=true]; a -> c;")

    verdict = judge(read(TWO), learner)

    assert verdict.score == 1
    assert verdict.notes == ("You built a Dense(32) and never used it.",)


def test_importing_the_package_loads_nothing_heavy():
    """`import autograder` and its pure names load no third-party module at all."""
    code = (
        "import sys; before = set(sys.modules); import autograder; "
        "from autograder import Topology, Policy, Verdict, judge; "
        "new = {name.split('.')[0] for name in set(sys.modules) - before}; "
        "print(sorted(new - set(sys.stdlib_module_names) - {'autograder'}))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_an_unknown_public_name_is_an_attribute_error():
    """The package has no other names than those it lists."""
    import autograder

    with pytest.raises(AttributeError, match="module 'autograder' has no attribute 'nothing'"):
        _ = autograder.nothing
    assert set(autograder.__all__) <= set(dir(autograder))
