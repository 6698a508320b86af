"""A number on a node that changes while it trains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gui.canvas.items.ink import is_far, small_font, title_font
from gui.canvas.items.placed import Placed
from gui.theme import THEME

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget


class BatchFigure(Placed):
    """A part of a node, an item of its own since it changes with every frame: a name and, at the right, its value."""

    def __init__(self, node: QGraphicsItem) -> None:
        super().__init__(node)
        self._title = ""
        self.value = "—"

    def place(self, title: str, box: QRectF) -> None:
        """Be drawn within a box of the node under this name; nowhere if the box is empty."""
        self.setRect(box)
        self._title = title
        self.update()

    def show_value(self, value: str) -> None:
        """Show another value."""
        if value != self.value and not self.rect().isEmpty():
            self.value = value
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw name and value."""
        box = self.rect()
        if box.isEmpty() or is_far(painter):
            return
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(small_font())
        painter.setPen(THEME.tokens.muted)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | middle, self._title)
        painter.setFont(title_font())
        painter.setPen(THEME.tokens.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | middle, self.value)
