"""What becomes of near-misses: caught, surviving, equal, admitted, refused, not buildable."""

from autograder.diagnosis.same_function import ProbeAnswer
from autograder.topology.policy import Policy
from autograder.verify.graphs import Case, near_misses
from autograder.verify.mutant import Mutant, Operator
from autograder.verify.report import ExerciseReport
from tests.topology.build import call, dense, graph, inp
from tests.verify.subjects import branches, chain, subject_of_graph


def judged(solution, drawing=None, operators=None, **more):
    """Return status by "key: change" for the near-misses of one solution."""
    case = Case(subject=subject_of_graph(solution, drawing), **more)
    found, _ = near_misses([case], *([operators] if operators else []))
    return {f"{each.key}: {each.change}": each for each in found}


def made(topology, meaning="other", at=("y",)):
    """Return an operator that makes one given mutant."""
    mutant = Mutant(
        topology=topology, key="it", change="this", words="it is this", at=at, meaning=meaning
    )
    return Operator(name="given", mutants=lambda _: iter([mutant]))


def test_an_exact_drawing_catches_every_near_miss():
    """Each is diagnosed at a place at which a tutor would point."""
    found = judged(chain(activation="sigmoid"))

    assert {each.status for each in found.values()} == {"caught"}
    assert [each.words for each in found.values() if each.complaint] == []
    assert found["activation of y: softmax"].diagnosis == "wrong-activation at `y`"
    assert found["use of h: left out"].diagnosis == "missing-call at after `x`"


def test_what_a_drawing_does_not_ask_for_survives():
    """A bias that the drawing leaves out of account may be missing."""
    loose = graph(x=inp(3), h=dense("x", 4, activation="relu", use_bias="*"), y=dense("h", 1))
    solution = graph(
        x=inp(3),
        h=dense("x", 4, activation="relu", use_bias=True),
        y=dense("h", 1, use_bias=True),
    )

    statuses = {name: each.status for name, each in judged(solution, loose).items()}
    assert statuses["use_bias of y: False"] == "caught"
    assert statuses["use_bias of h: False"] == "admitted"


def test_a_drawing_that_does_not_freeze_what_the_solution_does():
    """The near-miss in which nothing is frozen survives, until the drawing pins it."""
    solution = chain(trainable=False)

    assert judged(solution, chain())["trainable of y: as Keras has it"].status == "survives"
    assert judged(solution)["trainable of y: True"].status == "caught"


def test_a_near_miss_that_passes_survives():
    """Whatever the operator calls wrong, and the judge does not, is a weakness."""
    found = judged(chain(), operators=[made(chain())])["it: this"]

    assert found.status == "survives"
    report = ExerciseReport(id="e", kind="topology", near_misses=(found,))
    assert report.failures == ('passes, and should not: it is this ("it: this")',)


def test_operands_in_another_order_are_equal():
    """They are counted apart: the order of Concatenate is free where what follows can learn it."""
    assert judged(branches())["order of m: a and b"].status == "equal"


def test_an_order_that_the_policy_demands_is_caught():
    """With concat_order=strict the other order is a mistake."""
    strict = branches()
    strict = type(strict)(**{**vars(strict), "policy": Policy(concat_order="strict")})

    assert judged(branches(), strict)["order of m: a and b"].status == "caught"


def test_what_the_drawing_admits_must_pass():
    """A value inside a bound that is judged wrong is a contradiction."""
    found = judged(chain(), operators=[made(chain(activation="tanh"), meaning="admitted")])

    assert found["it: this"].status == "refused"
    report = ExerciseReport(id="e", kind="topology", near_misses=(found["it: this"],))
    assert report.failures == ("is admitted, and yet wrong: it is this",)


def test_a_diagnosis_elsewhere_is_complained_about():
    """The first finding has to name the place that was changed."""
    wrong = chain(activation="tanh")
    found = judged(chain(), operators=[made(wrong, at=("h",))])["it: this"]

    assert (found.status, found.complaint) == ("caught", "another place is named")


def test_a_twin_of_the_place_is_as_good():
    """With `a` gone, `b` and `side` cannot be told apart: either may be said to lack it."""
    solution = graph(
        x=inp(3),
        a=dense("x", 4, activation="relu"),
        b=dense("a", 4),
        side=dense("x", 4),
        m=call("Add", "b", "side"),
    )

    assert judged(solution)["use of a: left out"].complaint == ""


def test_what_computes_the_same_passes_as_for_the_mark():
    """A relu behind a sum of relus changes no number; the start may not be such a graph."""
    asked = []

    def probe(drawing, built, verdict):
        asked.append((drawing, built, verdict.outcome))
        return ProbeAnswer(same=True, reason="equal")

    wrong = chain(activation="tanh")
    found = judged(chain(), operators=[made(wrong)], probe=probe)["it: this"]
    assert found.status == "same function"
    assert [(built, outcome) for _, built, outcome in asked] == [(wrong, "incorrect")]
    begun = judged(chain(), operators=[made(wrong)], probe=probe, start=graph(x=inp(3)))
    assert begun["it: this"].status == "caught"


def test_what_keras_would_refuse_is_counted():
    """Nobody hands it in, so it is not judged."""
    solution = graph(x=inp(3), z=inp(5), a=dense("x", 4), b=dense("z", 4),
                     m=branches("Add").by_id["m"], y=dense("m", 1))  # fmt: skip
    case = Case(subject=subject_of_graph(solution))

    _, impossible = near_misses([case])
    assert impossible > 0


def test_a_builder_must_fail_at_one_size_only():
    """Two sizes that are equal hide a mistake, and a third one shows it."""

    def case(units):
        return Case(sizes={"units": units}, subject=subject_of_graph(sized(units)))

    def sized(units):
        return graph(x=inp(3), h=dense("x", 4), y=dense("h", units))

    def wrong(subject):
        yield Mutant(topology=sized(4), key="it", change="this", words="4 units", at=("y",))

    operator = Operator(name="given", mutants=wrong)
    statuses = [
        [each.status for each in near_misses(cases, [operator])[0]]
        for cases in ([case(4)], [case(4), case(5)])
    ]
    assert statuses == [["survives"], ["caught"]]


def test_the_start_is_no_attempt():
    """A near-miss that is the graph one starts from needs no explanation."""
    start = graph(x=inp(3), h=dense("x", 4, activation="relu"))

    found = judged(chain(), start=start)["output y: a call too early"]
    assert (found.status, found.diagnosis, found.complaint) == ("caught", "not-attempted", "")
