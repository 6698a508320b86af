"""Which weights are drawn again, and how strong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QPointF

from gui.canvas.items.strands import LEVELS, Strands

UNITS, INPUTS = 3, 4
weights = some.lists(some.floats(-3, 3), min_size=UNITS * INPUTS, max_size=UNITS * INPUTS).map(
    lambda values: np.array(values, dtype=np.float32).reshape(UNITS, INPUTS)
)


@pytest.fixture
def strands() -> Strands:
    return fan()


def fan() -> Strands:
    strands = Strands()
    strands.place(QPointF(0, 0), QPointF(100, 0), tuple(range(INPUTS)), tuple(range(UNITS)))
    return strands


def test_noise_in_a_weight_is_not_drawn(strands: Strands) -> None:
    level = 2 / LEVELS  # the strongest weight is 2
    weight = np.full((UNITS, INPUTS), level * 3.9)
    weight[0, 0] = 2.0
    others = weight < 2.0
    assert strands.set_weight(weight)
    for noise in (0.05, 0.3, -0.1, -0.6):
        assert not strands.set_weight(weight + level * noise * others)
    assert strands.set_weight(weight + level * 0.4 * others)


def test_a_weight_that_changes_its_sign_is_drawn_however_small_it_is(strands: Strands) -> None:
    weight = np.full((UNITS, INPUTS), 1e-3)
    strands.set_weight(weight)
    assert strands.set_weight(-weight)


@given(some.lists(weights, min_size=1, max_size=5))
def test_however_the_weights_came_about_they_look_as_if_drawn_anew_but_for_a_step(history: list[np.ndarray]) -> None:
    strands, anew = fan(), fan()
    for weight in history:
        strands.set_weight(weight)
    anew.set_weight(history[-1])
    off = np.abs(strands.pens // 2 - anew.pens // 2)
    assert off.max() <= 1
    assert np.array_equal(strands.pens % 2, anew.pens % 2)
