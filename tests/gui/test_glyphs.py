"""Icons: what is drawn from QtAwesome's font looks as if QtAwesome had drawn it."""

from __future__ import annotations

import gc
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import qtawesome
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QPushButton

from gui.glyphs import glyph

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture(scope="module")
def awesome(qapp: object) -> qtawesome.IconicFont:
    folder = Path(qtawesome.__file__).parent / "fonts"
    files = (next(folder.glob(f"materialdesignicons6-webfont-{part}")) for part in ("[0-9]*", "charmap-*"))
    return qtawesome.IconicFont(("mdi6", *(file.name for file in files)))


@pytest.mark.parametrize(
    "colours",
    [
        {"color": "#203040"},
        {"color": QColor("#203040"), "color_selected": "#ffffff"},
        {"color": "#203040", "color_on": QColor("#ff8000"), "color_disabled": QColor("#aaaaaa")},
    ],
    ids=["one colour", "in a list", "of a button"],
)
def test_an_icon_is_the_same_to_the_pixel_in_every_mode(
    awesome: qtawesome.IconicFont, colours: dict[str, QColor | str]
) -> None:
    for name, side in (("mdi6.play", 20), ("mdi6.folder-open-outline", 33)):
        ours, theirs = glyph(name, **colours), awesome.icon(name, **colours)
        for mode, state in product(QIcon.Mode, QIcon.State):
            first, second = (icon.pixmap(QSize(side, side), mode, state).toImage() for icon in (ours, theirs))
            assert first == second, (name, mode, state)


def test_an_icon_lives_on_in_the_button_that_shows_it(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.setIcon(glyph("mdi6.square", color="#203040"))
    gc.collect()
    assert button.icon().pixmap(QSize(20, 20)).toImage().pixelColor(10, 10) == QColor("#203040")
