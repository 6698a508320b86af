"""The bottom line of the window: what just happened, and what the network is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QStyle, QStyleOption, QStylePainter, QWidget

from gui.forms.layout import tip
from gui.theme import UNIT

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent


class StatusLine(QStatusBar):
    """Gives a long sentence the whole line; one that is longer still ends in dots, and its tooltip has all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = QLabel()
        self.facts.setObjectName("muted")
        self.addPermanentWidget(self.facts)
        self.messageChanged.connect(self._make_room)

    def show_facts(self, text: str, help: str) -> None:
        """Show what the network is made of, at the end of the line.

        Parameters
        ----------
        help : str
            The tooltip: what that means.
        """
        self.facts.setText(text)
        self.facts.setToolTip(tip(help))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the line anew."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        message = self.currentMessage()
        width = self.fontMetrics().horizontalAdvance(message)
        self.facts.setVisible(width + self.facts.sizeHint().width() <= self._room.width())
        self.setToolTip(tip(message) if width > self._room.width() else "")
        self.update()

    @property
    def _room(self) -> QRect:
        """The place of a sentence that has the line for itself."""
        return self.rect().adjusted(UNIT, 0, -3 * UNIT, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panel of the style, and the sentence upon it."""
        painter, option = QStylePainter(self), QStyleOption()
        option.initFrom(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelStatusBar, option)
        painter.setPen(self.palette().windowText().color())
        text = self.fontMetrics().elidedText(self.currentMessage(), Qt.TextElideMode.ElideRight, self._room.width())
        painter.drawText(self._room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), text)
        painter.end()
