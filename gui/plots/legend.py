"""A row that says which line or mark is what, with the values at the cursor behind the names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import THEME, UNIT, figures

Mark = Literal["solid", "dashed", "dotted", "dash dot", "dash dot dot", "disc", "ring", "diamond"]

PEN_STYLE = {
    "solid": Qt.PenStyle.SolidLine,
    "dashed": Qt.PenStyle.DashLine,
    "dotted": Qt.PenStyle.DotLine,
    "dash dot": Qt.PenStyle.DashDotLine,
    "dash dot dot": Qt.PenStyle.DashDotDotLine,
}
LINE_LENGTH = 22
DISC = 8


@dataclass(frozen=True, slots=True)
class Key:
    """One entry: a mark in its colour, what it stands for, and perhaps a value."""

    mark: Mark
    colour: QColor
    label: str
    value: str = ""


class Legend(QWidget):
    """Keys side by side. Where they do not fit, values go first, then the last keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[Key] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def keys(self) -> list[Key]:
        """What is shown."""
        return self._keys

    def set_keys(self, keys: list[Key]) -> None:
        """Show other keys."""
        if keys != self._keys:
            self._keys = keys
            self.setAccessibleName(", ".join(f"{key.label} {key.value}".strip() for key in keys))
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a line of text; the width is whatever there is."""
        return QSize(0, QFontMetrics(figures(9)).height() + UNIT // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the keys that fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(figures(9))
        metrics = painter.fontMetrics()
        with_values = sum(_width(key, metrics, True) for key in self._keys) <= self.width()
        x = 0.0
        for key in self._keys:
            width = _width(key, metrics, with_values)
            if x + width > self.width():
                break
            self._paint_key(painter, key, x, with_values)
            x += width
        painter.end()

    def _paint_key(self, painter: QPainter, key: Key, x: float, with_value: bool) -> None:
        metrics, middle = painter.fontMetrics(), self.height() / 2
        paint_mark(painter, key, x, middle)
        x += _mark_width(key) + UNIT / 2
        painter.setPen(THEME.tokens.muted)
        painter.drawText(QRectF(x, 0, 1000, self.height()), Qt.AlignmentFlag.AlignVCenter, key.label)
        if with_value and key.value:
            x += metrics.horizontalAdvance(key.label + " ")
            painter.setPen(THEME.tokens.text)
            painter.drawText(QRectF(x, 0, 1000, self.height()), Qt.AlignmentFlag.AlignVCenter, key.value)


def paint_mark(painter: QPainter, key: Key, x: float, middle: float) -> None:
    """Paint the mark of a key, its left edge at `x`."""
    if key.mark in PEN_STYLE:
        painter.setPen(QPen(key.colour, 2, PEN_STYLE[key.mark]))
        painter.drawLine(QPointF(x, middle), QPointF(x + LINE_LENGTH, middle))
        return
    hollow = key.mark != "disc"
    inset = 1.0 if hollow else 0.0
    painter.setPen(QPen(key.colour, 2) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else key.colour)
    if key.mark == "diamond":
        half, centre = DISC / 2 - inset + 0.5, QPointF(x + DISC / 2, middle)
        corners = (QPointF(half, 0), QPointF(0, half), QPointF(-half, 0), QPointF(0, -half))
        painter.drawPolygon(QPolygonF([centre + corner for corner in corners]))
        return
    painter.drawEllipse(QPointF(x + DISC / 2, middle), DISC / 2 - inset, DISC / 2 - inset)


def _mark_width(key: Key) -> int:
    return LINE_LENGTH if key.mark in PEN_STYLE else DISC


def _width(key: Key, metrics: QFontMetrics, with_value: bool) -> float:
    text = f"{key.label} {key.value}" if with_value and key.value else key.label
    return _mark_width(key) + UNIT / 2 + metrics.horizontalAdvance(text) + 1.5 * UNIT
