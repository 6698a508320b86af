"""Formulas on the screen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer

from gui.forms.formula import FormulaView, typeset
from gui.theme import THEME

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FRACTION = r"\frac{1}{1 + e^{-x}}"


def on_screen(qtbot: QtBot, latex: str, points: float = 20) -> FormulaView:
    view = FormulaView(points)
    qtbot.addWidget(view)
    view.set_formula(latex, "in words")
    view.resize(view.sizeHint())
    view.show()
    qtbot.waitExposed(view)
    return view


def inked(image: QImage) -> list[tuple[int, int]]:
    """Return the pixels that differ from the corner."""
    blank = image.pixel(0, 0)
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return [(x, y) for x, y in places if image.pixel(x, y) != blank]


def picture(view: FormulaView) -> QImage:
    return view.grab().toImage()


def test_a_formula_fills_the_size_it_asks_for_and_nothing_is_cut_off(qtbot: QtBot) -> None:
    view = on_screen(qtbot, FRACTION)
    hint = view.sizeHint()
    ink = inked(picture(view))
    left, right = min(x for x, _ in ink), max(x for x, _ in ink)
    top, bottom = min(y for _, y in ink), max(y for _, y in ink)
    assert 0 < left < 5
    assert hint.width() - 10 < right < hint.width()
    assert 0 < top < 5
    assert hint.height() - 6 < bottom < hint.height()
    assert 0 < view.ascent < hint.height()


def test_it_is_drawn_in_the_colour_of_text_of_the_look_in_force(qtbot: QtBot) -> None:
    view = on_screen(qtbot, r"\blacksquare")
    for look in ("dark", "light"):
        THEME.use(look)
        middle = QColor(picture(view).pixel(view.width() // 2, view.height() // 2))
        assert middle.name() == THEME.tokens.text.name()


def test_where_there_is_too_little_room_it_becomes_smaller(qtbot: QtBot) -> None:
    view = on_screen(qtbot, FRACTION)
    wanted = view.sizeHint()
    view.resize(wanted.width() // 2, wanted.height())
    ink = inked(picture(view))
    assert wanted.width() // 2 - 6 < max(x for x, _ in ink) < wanted.width() // 2
    assert max(y for _, y in ink) - min(y for _, y in ink) < wanted.height() * 0.6


def test_it_is_as_sharp_as_the_screen(qtbot: QtBot) -> None:
    view = on_screen(qtbot, FRACTION)
    image = QImage(view.size() * 2, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(THEME.tokens.panel)
    view.render(image)
    assert max(x for x, _ in inked(image)) > view.width()
    halves = [(x, y) for x in range(0, image.width(), 2) for y in range(image.height())]
    split = [place for place in halves if image.pixel(*place) != image.pixel(place[0] + 1, place[1])]
    assert len(split) > 100  # an enlarged picture would have none


def test_a_listener_hears_it_in_plain_letters(qtbot: QtBot) -> None:
    view = FormulaView()
    qtbot.addWidget(view)
    view.set_formula(FRACTION, "1 / (1 + e^(-x))")
    assert view.accessibleName() == view.toolTip() == "1 / (1 + e^(-x))"


def test_nothing_to_show_takes_no_room(qtbot: QtBot) -> None:
    view = on_screen(qtbot, FRACTION)
    view.set_formula("", "")
    assert view.sizeHint().isEmpty()
    assert inked(picture(view)) == []


def test_what_was_typeset_before_is_there_at_once() -> None:
    assert typeset(FRACTION, 20.0, "#123456") is typeset(FRACTION, 20.0, "#123456")
    twice = typeset(FRACTION, 40.0, "#123456")
    assert math.isclose(twice.width / typeset(FRACTION, 20.0, "#123456").width, 2, rel_tol=0.1)


@pytest.mark.parametrize("formula", [FRACTION, r"\hat{y} = \sigma(0.4352 \cdot 1 + 0.3545 \cdot 1 - 0.1419)"])
def test_qt_can_read_what_is_typeset(formula: str) -> None:
    assert QSvgRenderer(QByteArray(typeset(formula, 16.0, "#000000").svg)).isValid()
