"""A push button whose text wraps, for sentences in narrow panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from gui.theme import UNIT

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WRAP = int(Qt.TextFlag.TextWordWrap)
_MARGINS = (2 * UNIT, UNIT)
"""Room beside and above the text, both sides together."""


class WrapButton(QPushButton):
    """As wide as its text if there is room, and taller where there is not."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _text_size(self, width: int) -> QSize:
        return self.fontMetrics().boundingRect(QRect(0, 0, width, 10_000), _WRAP, self.text()).size()

    def sizeHint(self) -> QSize:
        """Ask for the text on one line."""
        size = self._text_size(10_000)
        return QSize(size.width() + _MARGINS[0], size.height() + _MARGINS[1])

    def minimumSizeHint(self) -> QSize:
        """Ask for room for any one word."""
        size = self._text_size(1)
        return QSize(size.width() + _MARGINS[0], self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        """Tell the layout that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        """Return the height at which the wrapped text fits."""
        return self._text_size(width - _MARGINS[0]).height() + _MARGINS[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button of the style, and the text wrapped upon it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        text, option.text = self.text(), ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setPen(option.palette.buttonText().color())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter) | _WRAP, text)
        painter.end()
