"""Icons, drawn from the font of Material Design Icons that QtAwesome brings.

QtAwesome itself asks qtpy for every class of Qt there is, a third of a second before the first window; a glyph is drawn
here as it does it, and a test holds the two side by side.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

PREFIX = "mdi6."
HEIGHT = 0.875
"""Of the font, as a part of the icon's: the letters of this font reach beyond their line."""


def glyph(
    name: str,
    *,
    color: QColor | str,
    color_disabled: QColor | str | None = None,
    color_selected: QColor | str | None = None,
    color_on: QColor | str | None = None,
) -> QIcon:
    """Return an icon.

    Parameters
    ----------
    name : str
        ``"mdi6."`` and a name of the Material Design Icons.
    color : QColor or str
        For a button that can be pressed.
    color_disabled : QColor or str, optional
        By default that of a text that is switched off.
    color_selected : QColor or str, optional
        For a selected line of a list.
    color_on : QColor or str, optional
        For a button that is pressed in, or under the pointer.
    """
    on = color if color_on is None else color_on
    disabled = QApplication.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    colours = {
        QIcon.Mode.Normal: QColor(color),
        QIcon.Mode.Active: QColor(on),
        QIcon.Mode.Selected: QColor(on if color_selected is None else color_selected),
        QIcon.Mode.Disabled: QColor(disabled if color_disabled is None else color_disabled),
    }
    letter = chr(int(_codes()[name.removeprefix(PREFIX)], 16))
    return QIcon(_Engine(letter, colours, QColor(on)))


class _Engine(QIconEngine):
    """Draws one letter, at any size, in the colour of a mode; `on` is the normal one of what is pressed in."""

    def __init__(self, letter: str, colours: dict[QIcon.Mode, QColor], on: QColor) -> None:
        super().__init__()
        self._letter, self._colours, self._on = letter, colours, on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        is_on = state == QIcon.State.On and mode == QIcon.Mode.Normal
        font = QFont(_family())
        font.setPixelSize(max(1, round(HEIGHT * rect.height())))
        painter.save()
        painter.setPen(self._on if is_on else self._colours[mode])
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture


@cache
def _family() -> str:
    """Load the font, once there is an application, and return what Qt calls it."""
    number = QFontDatabase.addApplicationFont(str(_file("[0-9]*.ttf")))
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _codes() -> dict[str, str]:
    """Return the letter of each icon, as a number in hexadecimal."""
    codes: dict[str, str] = json.loads(_file("charmap-*.json").read_text(encoding="utf-8"))
    return codes


def _file(ending: str) -> Path:
    """Return a file of QtAwesome, which is found but not imported."""
    package = find_spec("qtawesome")
    if package is None or package.origin is None:
        message = "QtAwesome is not installed: it brings the icons. Install Layerloom anew."
        raise ModuleNotFoundError(message, name="qtawesome")
    return next((Path(package.origin).parent / "fonts").glob(f"materialdesignicons6-webfont-{ending}"))
