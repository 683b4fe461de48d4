"""Stand-ins for what is random in training."""

from __future__ import annotations

import keras
import numpy as np
import pytest

from autograder.probe.noise import disturb
from autograder.probe.refusal import Refused

NUMBERS = np.random.default_rng(3).normal(size=(4, 5, 6))


def _disturbed(op, values=NUMBERS, **settings):
    return keras.ops.convert_to_numpy(disturb(op, settings, keras.ops.convert_to_tensor(values)))


def test_a_dropout_goes_through_relu_and_flatten():
    """What may change places with a Dropout in truth may do so here."""
    flat = _disturbed("Dropout", NUMBERS.reshape(4, 30), rate=0.2)

    assert np.array_equal(_disturbed("Dropout", rate=0.2).reshape(4, 30), flat)
    positive = np.maximum(NUMBERS, 0)
    assert np.array_equal(
        np.maximum(_disturbed("Dropout", rate=0.2), 0), _disturbed("Dropout", positive, rate=0.2)
    )


def test_other_rates_are_other_numbers():
    """Two rates are told apart; `1` and `1.0` are not."""
    assert not np.array_equal(_disturbed("Dropout", rate=0.2), _disturbed("Dropout", rate=0.3))
    assert np.array_equal(
        _disturbed("GaussianNoise", stddev=1), _disturbed("GaussianNoise", stddev=1.0)
    )


def test_a_spatial_dropout_scales_whole_channels():
    """Every place of a channel is multiplied by one number."""
    factors = _disturbed("SpatialDropout1D", rate=0.2) / NUMBERS

    assert np.allclose(factors, factors[:1, :1])
    assert not np.allclose(factors[..., 0], factors[..., 1])


def test_noise_adds():
    """Noise shifts by the same numbers whatever it is added to."""
    shift = _disturbed("GaussianNoise", stddev=0.1) - NUMBERS

    assert np.allclose(shift, _disturbed("GaussianNoise", 2 * NUMBERS, stddev=0.1) - 2 * NUMBERS)
    assert shift.std() > 0.1


def test_other_shapes_of_noise_are_refused():
    """A shape of noise of one's own is not imitated."""
    with pytest.raises(
        Refused, match=r"^Dropout has a shape of noise that the probe does not know$"
    ):
        _disturbed("Dropout", rate=0.2, noise_shape=(None, 1, 6))
