"""Pictures of activations show what is trained."""

from __future__ import annotations

import numpy as np
import pytest

from engine.catalog.activations import ACTIVATION
from engine.catalog.curves import POINTS, REACH, activation_curve


@pytest.mark.parametrize("kind", ACTIVATION)
def test_the_slope_is_that_of_the_curve(kind: str) -> None:
    x, y, dy = activation_curve(kind, {})
    assert x.shape == y.shape == dy.shape == (POINTS,)
    assert (x[0], x[-1]) == (-REACH, REACH)
    smooth = np.abs(x) > 0.1  # functions with a corner or a jump have it at zero
    np.testing.assert_allclose(np.gradient(y, x)[smooth][2:-2], dy[smooth][2:-2], atol=2e-3)


def test_sigmoid_is_steepest_at_zero_with_a_quarter() -> None:
    x, y, dy = activation_curve("sigmoid", {})
    middle = POINTS // 2
    assert (x[middle], y[middle], dy[middle]) == (0, 0.5, 0.25)
    assert dy.argmax() == middle


def test_settings_shape_the_curve() -> None:
    _x, y, dy = activation_curve("leaky_relu", {"negative_slope": 0.5})
    assert y[0] == -2.5
    assert dy[0] == 0.5


def test_step_has_no_slope_anywhere() -> None:
    _x, y, dy = activation_curve("step", {})
    assert set(y) == {0.0, 1.0}
    assert not dy.any()


def test_softmax_is_shown_for_one_unit_beside_others_at_zero() -> None:
    x, y, _ = activation_curve("softmax", {})
    np.testing.assert_allclose(y, np.exp(x) / (np.exp(x) + 2))
