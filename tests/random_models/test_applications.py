"""Every architecture of keras.applications is itself, and nothing else."""

from random import Random

import keras
import pytest

from autograder.diagnosis.judge import judge
from tests.random_models.applications import (
    NAMES,
    config_of,
    renamed,
    with_another_edge,
    with_another_setting,
)


@pytest.fixture(scope="module", autouse=True)
def cleared():
    """Leave none of the layers behind."""
    yield
    keras.utils.clear_session()


@pytest.mark.parametrize("name", NAMES)
def test_an_architecture_is_itself_and_not_itself_with_one_thing_changed(name):
    """Built anew or renamed it passes; with one setting or edge of its config changed it fails."""
    config = config_of(name)
    random = Random(name)
    for same in (config, config_of(name), renamed(config)):
        verdict = judge(config, same)
        assert (verdict.outcome, verdict.score) == ("correct", 1.0)
    for other in (with_another_setting(config, random), with_another_edge(config, random)):
        verdict = judge(config, other)
        assert verdict.outcome == "incorrect"
        assert 0 < verdict.score < 1
        assert verdict.findings
