"""Figures in coloured cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt

from gui.forms.weight_table import WeightModel
from gui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QColor
    from pytestqt.qtbot import QtBot

ROLE = Qt.ItemDataRole


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[str]:
    THEME.use(request.param)
    yield request.param
    THEME.use("light")


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return float(np.dot([0.2126, 0.7152, 0.0722], linear))


def test_figures_can_be_read_on_every_colour(theme: str) -> None:
    model = WeightModel()
    model.set_tensor(np.linspace(-1, 1, 41, dtype=np.float32).reshape(1, -1))
    for column in range(41):
        back, front = (model.index(0, column).data(role) for role in (ROLE.BackgroundRole, ROLE.ForegroundRole))
        low, high = sorted((luminance(back), luminance(front)))
        assert (high + 0.05) / (low + 0.05) >= 4.5, f"{theme}, column {column}"


def test_colours_tell_the_sign_and_are_symmetric_about_zero() -> None:
    model = WeightModel()
    model.set_tensor(np.array([[-2.0, 0.0, 2.0]], np.float32))
    negative, zero, positive = (model.index(0, column).data(ROLE.BackgroundRole) for column in range(3))
    assert zero == THEME.tokens.canvas
    assert negative.hue() != positive.hue()
    assert model.scale == 2


def test_what_did_not_change_is_not_drawn_again(qtbot: QtBot) -> None:
    model = WeightModel()
    model.set_tensor(np.ones((2, 2), np.float32))
    with qtbot.assertNotEmitted(model.dataChanged):
        model.set_tensor(np.ones((2, 2), np.float32))
    with qtbot.waitSignal(model.dataChanged):
        model.set_tensor(np.zeros((2, 2), np.float32))


def test_diverged_weights_are_shown_as_they_are() -> None:
    model = WeightModel()
    model.set_tensor(np.array([[np.nan, np.inf, 1.0]], np.float32))
    assert [model.index(0, column).data(ROLE.EditRole) for column in range(3)] == ["nan", "inf", "1"]
    assert model.scale == 1


def test_a_counter_is_shown_and_cannot_be_edited() -> None:
    model = WeightModel()
    model.set_tensor(np.array(12, np.int64))
    assert model.index(0, 0).data() == "12"
    assert not model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable


def test_all_axes_behind_the_first_lie_in_a_row_and_come_back_in_shape(qtbot: QtBot) -> None:
    model = WeightModel()
    model.set_tensor(np.zeros((2, 3, 4), np.float32))
    assert (model.rowCount(), model.columnCount()) == (2, 12)
    with qtbot.waitSignal(model.edited) as blocker:
        model.setData(model.index(1, 5), "2.5")
    assert blocker.args is not None
    assert blocker.args[0].shape == (2, 3, 4)
    assert blocker.args[0][1, 1, 1] == 2.5
