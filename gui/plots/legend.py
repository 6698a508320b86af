"""A row that says which line or mark is what, with the values at the cursor behind the names."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.forms.layout import tip
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
SMALL = 9
GAP = 1.5 * UNIT
LEAST = 14.0
"""Pixels of a label that is cut; with fewer it would say nothing."""
DISC = 8


@dataclass(frozen=True, slots=True)
class Key:
    """One entry: a mark in its colour, what it stands for, and perhaps a value."""

    mark: Mark
    colour: QColor
    label: str
    value: str = ""


class Legend(QWidget):
    """Keys side by side. Where they do not fit, values go first; then the longest labels are cut, then keys go.

    All of it is in the tooltip while something is left out.
    """

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
            self._renew_tip()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a line of text; the width is whatever there is."""
        return QSize(0, QFontMetrics(figures(SMALL)).height() + UNIT // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the keys that fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(figures(SMALL))
        metrics, with_values, x = painter.fontMetrics(), self._fits(True), 0.0
        longest = self._longest_label(metrics) if not (with_values or self._fits(False)) else math.inf
        for key in self._keys:
            label = key.label
            if longest < metrics.horizontalAdvance(label):
                label = metrics.elidedText(label, Qt.TextElideMode.ElideRight, int(longest))
            shown = replace(key, label=label, value=key.value if with_values else "")
            width = _width(shown, metrics)
            if x + width - GAP > self.width():
                break
            self._paint_key(painter, shown, x)
            x += width
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the tooltip say what is left out."""
        super().resizeEvent(event)
        self._renew_tip()

    def _renew_tip(self) -> None:
        whole = tip(*(f"{key.label} {key.value}".strip() for key in self._keys))
        self.setToolTip("" if self._fits(True) else whole)

    def _fits(self, with_values: bool) -> bool:
        metrics = QFontMetrics(figures(SMALL))
        keys = self._keys if with_values else [replace(key, value="") for key in self._keys]
        return sum(_width(key, metrics) for key in keys) - GAP <= self.width()

    def _longest_label(self, metrics: QFontMetrics) -> float:
        """Return how wide labels may be so that all keys fit; short ones leave their room to the others."""
        room = self.width() + GAP - sum(_width(replace(key, label="", value=""), metrics) for key in self._keys)
        widths = sorted(metrics.horizontalAdvance(key.label) for key in self._keys)
        for place, width in enumerate(widths):
            share = room / (len(widths) - place)
            if width > share:
                return max(share, LEAST)
            room -= width
        return math.inf

    def _paint_key(self, painter: QPainter, key: Key, x: float) -> None:
        metrics, middle = painter.fontMetrics(), self.height() / 2
        paint_mark(painter, key, x, middle)
        x += _mark_width(key) + UNIT / 2
        painter.setPen(THEME.tokens.muted)
        painter.drawText(QRectF(x, 0, 1000, self.height()), Qt.AlignmentFlag.AlignVCenter, key.label)
        if key.value:
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


def _width(key: Key, metrics: QFontMetrics) -> float:
    text = f"{key.label} {key.value}" if key.value else key.label
    return _mark_width(key) + UNIT / 2 + metrics.horizontalAdvance(text) + GAP
