"""Icons in the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton, QWidget

from gui.glyphs import glyph
from gui.theme import ICON, THEME, blend

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QIcon


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """Return a QtAwesome icon in a colour, by default that of muted text; in a selected line it is that of its text."""
    tokens = THEME.tokens
    colour = colour or tokens.muted
    faint = blend(tokens.panel, tokens.muted, 0.35)
    return glyph(name, color=colour, color_disabled=faint, color_selected=tokens.panel)


class IconButton(QToolButton):
    """A small flat button that is only an icon; it follows the theme."""

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAutoRaise(True)
        self.setIconSize(QSize(ICON - 4, ICON - 4))
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self._recolour()
        THEME.changed.connect(self._recolour)

    def _recolour(self) -> None:
        self.setIcon(icon(self._name))
