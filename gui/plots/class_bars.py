"""A bar for each class."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import THEME, UNIT, figures

SMALL = 9.0
LEAST = 6.5
MOST = 10
"""Bars; of more classes the longest are shown."""
LONGEST_NAME = 110


class Bar(NamedTuple):
    """A name, how long its bar is (0 to 1), and what is written behind it."""

    name: str
    share: float
    text: str


class ClassBars(QWidget):
    """Bars below each other, the longest in the accent colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: list[Bar] = []
        self.setObjectName("classBars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Ask for room for ten bars."""
        return QSize(220, 150)

    def minimumSizeHint(self) -> QSize:
        """Ask for some."""
        return QSize(120, 60)

    def show_bars(self, bars: list[Bar]) -> None:
        """Show other bars."""
        if len(bars) > MOST:
            bars = sorted(bars, key=lambda bar: -bar.share)[:MOST]
        if bars != self.bars:
            self.bars = bars
            self.setAccessibleName(", ".join(f"{bar.name} {bar.text}".strip() for bar in bars))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names, bars and values."""
        painter = QPainter(self)
        if self.bars:
            self._paint(painter)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        tokens, pitch = THEME.tokens, self.height() / len(self.bars)
        points = SMALL
        while points > LEAST and QFontMetricsF(figures(points)).height() > pitch:
            points -= 0.5
        painter.setFont(figures(points))
        metrics = QFontMetricsF(painter.font())
        name_width = min(max(metrics.horizontalAdvance(bar.name) for bar in self.bars), LONGEST_NAME)
        left, right = name_width + UNIT, self.width() - metrics.horizontalAdvance("100.0%") - UNIT
        longest = max(bar.share for bar in self.bars)
        for number, bar in enumerate(self.bars):
            top = number * pitch
            middle = Qt.AlignmentFlag.AlignVCenter
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, name_width)
            painter.setPen(tokens.text)
            painter.drawText(QRectF(0, top, name_width, pitch), Qt.AlignmentFlag.AlignRight | middle, name)
            width = max((right - left) * min(max(bar.share, 0.0), 1.0), 0.0)
            colour = tokens.accent if bar.share == longest and longest > 0 else tokens.border
            painter.fillRect(QRectF(left, top + 1, max(width, 1.0), max(pitch - 2, 1.0)), colour)
            painter.drawText(QRectF(left + width + UNIT / 2, top, 200, pitch), middle, bar.text)
