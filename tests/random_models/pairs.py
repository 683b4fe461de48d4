"""Pairs of models, each judged and held against what is known of it; every pair has a number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from time import perf_counter
from typing import Any

import keras

from autograder.diagnosis.judge import judge
from autograder.diagnosis.verdict import Verdict
from autograder.topology.diff import apply
from autograder.topology.matching import compare, same
from autograder.topology.model import Topology
from autograder.topology.normal_form import normalise
from autograder.topology.normal_form.regrouping import regrouped
from tests.random_models.build import build
from tests.random_models.draw import draw
from tests.random_models.hand import Hand
from tests.random_models.mutate import mutated
from tests.random_models.oracle import compute_the_same
from tests.random_models.recipe import Recipe, Unfit
from tests.random_models.respell import respelt

OF_ONE_MODEL = 4
"""So many pairs have the same expected model: two respellings, two with mistakes in them."""
CLEARED_EVERY = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One pair: what was wrong with its verdict, if anything, and what else there is to count."""

    number: int
    kind: str
    mistakes: tuple[str, ...] = ()
    wrong: str = ""
    """What the checker got wrong, in words; empty where nothing."""
    passed: bool = False
    same_numbers: bool | None = None
    approximate: bool = False
    lowered: int = 0
    """Findings whose repair alone lowered the score, of `repaired` that were tried."""
    repaired: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """An expected model and a learner's, live."""

    recipe: Recipe
    expected: keras.Model
    learner: keras.Model
    crossed: tuple[bool, bool]
    mistakes: tuple[str, ...]
    form: str
    """How the expected model is given to the judge: live, as config, or drawn."""


def run(seed: int, numbers: Iterator[int], *, show: bool = False) -> Iterator[Outcome]:
    """Judge the pairs of these numbers, after printing both graphs where `show` asks for it."""
    built: tuple[int, Recipe, keras.Model, Hand] | None = None
    for count, number in enumerate(numbers, 1):
        model = number // OF_ONE_MODEL
        try:
            if built is None or built[0] != model:
                built = (model, *_expected(seed, model))
            pair = _pair(seed, number, *built[1:])
            if show:
                _show(pair)
            yield _judged(number, pair, Random(f"{seed} {number} repairs"))
        except Exception as problem:  # noqa: BLE001 -- whatever it is, it is no verdict
            yield Outcome(number=number, kind="pair without verdict", wrong=repr(problem)[:300])
        if count % CLEARED_EVERY == 0:
            keras.utils.clear_session()


def _expected(seed: int, model: int) -> tuple[Recipe, keras.Model, Hand]:
    random = Random(f"{seed} {model}")
    recipe = draw(random)
    hand = Hand(random if random.random() < 0.5 else None, layers_only=recipe.masked)
    return recipe, build(recipe, hand), hand


def _pair(seed: int, number: int, recipe: Recipe, expected: keras.Model, hand: Hand) -> Pair:
    random = Random(f"{seed} {number} learner")
    own = Hand(random, naming=True, layers_only=recipe.masked)
    form = random.choice(["live", "live", "config", "drawn"])
    if number % OF_ONE_MODEL < 2:
        learner, mistakes = build(respelt(recipe, random), own), ()
    else:
        learner, mistakes = _mistaken(recipe, random, own)
    return Pair(
        recipe=recipe,
        expected=expected,
        learner=learner,
        crossed=(hand.crossed, own.crossed),
        mistakes=mistakes,
        form=form,
    )


def _mistaken(recipe: Recipe, random: Random, hand: Hand) -> tuple[keras.Model, tuple[str, ...]]:
    while True:
        count = random.choice([1, 1, 1, 1, 2, 3])
        changed, mistakes = mutated(recipe, random, count)
        if not mistakes:
            continue
        try:
            return build(respelt(changed, random), hand), mistakes
        except (Unfit, ValueError, TypeError, AttributeError):
            # Keras refuses the mistake, as it would a learner's.
            continue


def _judged(number: int, pair: Pair, random: Random) -> Outcome:
    named = pair.recipe.names is not None
    outcome = Outcome(
        number=number, kind="mistakes" if pair.mistakes else "respelling", mistakes=pair.mistakes
    )
    start = perf_counter()
    verdict = judge(_given(pair), _handed_in(pair))
    outcome = replace(outcome, passed=verdict.passed, seconds=perf_counter() - start)
    graphs = tuple(_normal(model) for model in (pair.expected, pair.learner))
    if not verdict.passed:
        if not pair.mistakes:
            return replace(outcome, wrong=f"a respelling is {verdict.outcome}")
        return _repaired(outcome, verdict, graphs, random)
    pairing = same(*graphs)
    if pairing is None or verdict.score != 1 or verdict.outcome != "correct":
        return replace(outcome, wrong=f"passed with {verdict.score}, and pairing {pairing}")
    numbers: bool | None = False
    if len(pairing.pairs) == len(graphs[0].calls) == len(graphs[1].calls):
        numbers = compute_the_same(pair.expected, pair.learner, pairing, graphs, named=named)
    if numbers is False:
        # Sums of other sums have their operands in common only where they are grouped alike.
        graphs = tuple(map(regrouped, graphs))
        numbers = compute_the_same(pair.expected, pair.learner, pairing, graphs, named=named)
    wrong = "judged correct, and computes something else" if numbers is False else ""
    return replace(outcome, wrong=wrong, same_numbers=numbers)


def _normal(model: keras.Model) -> Topology:
    """Return the normal form as a topology of its own, whose calls come from nowhere else."""
    found = normalise(Topology.from_keras(model))
    return replace(found, calls=tuple(replace(call, origins=()) for call in found.calls))


def _show(pair: Pair) -> None:
    verdict = judge(_given(pair), _handed_in(pair))
    print(pair.mistakes, pair.form, verdict.outcome, verdict.score)
    print(*(each.message for each in verdict.findings), sep="\n")
    for change in verdict.diff.changes if verdict.diff else ():
        print(change)
    for model in (pair.expected, pair.learner):
        print(normalise(Topology.from_keras(model)).to_dot())


def _given(pair: Pair) -> Any:
    """Return the expected model in the form that an exercise may have it."""
    if pair.form == "drawn":
        return Topology.from_dot(Topology.from_keras(pair.expected).to_dot())
    return (
        _plain(pair.expected) if pair.form == "config" and not any(pair.crossed) else pair.expected
    )


def _handed_in(pair: Pair) -> Any:
    return _plain(pair.learner) if pair.form == "config" and not any(pair.crossed) else pair.learner


def _plain(model: keras.Model) -> Any:
    return json.loads(json.dumps(model.get_config()))


def _repaired(
    outcome: Outcome, verdict: Verdict, graphs: tuple[Topology, Topology], random: Random
) -> Outcome:
    """Hold the score and the repairs of an incorrect verdict against what they promise."""
    expected, learner = graphs
    outcome = replace(outcome, approximate=verdict.approximate)
    if not 0 <= verdict.score < 1 or not verdict.findings or verdict.diff is None:
        return replace(outcome, wrong=f"incorrect with {verdict.score}, {verdict.findings}")
    again = judge(expected, learner)
    if again.diff is None:
        return replace(outcome, wrong="the normal forms match, and the models do not")
    if compare(expected, apply(again.diff, expected, learner)).pairing is None:
        return replace(outcome, wrong="the repairs do not repair")
    if again.approximate:
        return outcome
    for finding in random.sample(again.findings, min(2, len(again.findings))):
        try:
            part = apply(replace(again.diff, changes=finding.changes), expected, learner)
        except ValueError:
            continue  # By itself this repair would let a call read its own result.
        if len(normalise(part).calls) < len(part.calls):
            continue  # Two calls became alike, and so one: that is another graph again.
        after = judge(expected, part)
        outcome = replace(
            outcome,
            repaired=outcome.repaired + 1,
            lowered=outcome.lowered + (after.score < again.score - 1e-9),
        )
    return outcome
