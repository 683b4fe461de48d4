"""Random models, respelt and with mistakes in them: none is misjudged."""

import warnings

import keras
import pytest

from tests.random_models.pairs import run

SEED = 20_261
PAIRS = 300


@pytest.fixture(scope="module")
def outcomes(pytestconfig):
    """Every pair judged once; the seed stands in the log."""
    log = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    log.write_line(f"\n{PAIRS} pairs of random models, seed {SEED}")
    with warnings.catch_warnings():
        # Keras warns of models that are odd, as random ones are.
        warnings.simplefilter("ignore")
        found = list(run(SEED, iter(range(PAIRS))))
    keras.utils.clear_session()
    return found


def test_no_random_pair_is_misjudged(outcomes):
    """Respellings pass, mistakes do not, what passes computes the same, and repairs repair."""
    assert [(each.number, each.mistakes, each.wrong) for each in outcomes if each.wrong] == []


def test_the_random_pairs_are_of_either_kind(outcomes):
    """Half of the pairs are respellings, half have mistakes, and nearly all of these are found."""
    respelt = [each for each in outcomes if each.kind == "respelling"]
    mistaken = [each for each in outcomes if each.kind == "mistakes"]
    assert len(respelt) == len(mistaken) == PAIRS / 2
    assert all(each.passed and each.same_numbers is not False for each in respelt)
    # Some mistakes change nothing, such as operands of a sum exchanged; the numbers say so too.
    assert sum(each.passed for each in mistaken) < PAIRS / 10
    assert sum(each.same_numbers is True for each in outcomes) > 0.9 * len(respelt)
