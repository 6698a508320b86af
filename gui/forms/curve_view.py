"""A picture of an activation function and its derivative."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.i18n import translate
from gui.theme import THEME, UNIT, figures, number

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats = npt.NDArray[np.float64]
HEIGHT = 132
LEFT, RIGHT, TOP, BOTTOM = 40, UNIT, 22, 20
HIGHEST = 5.0
"""Values beyond this are not drawn: the bend of a function is near zero."""


class CurveView(QWidget):
    """Draws f(x) as a solid line and f'(x) as a dashed one, over labelled axes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self._x: Floats = np.zeros(0)
        self._y = self._dy = self._x
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(
            translate(
                "curve", "The function (solid) and its derivative (dashed), by which errors pass back through it."
            )
        )
        THEME.changed.connect(self.update)

    def show_activation(self, kind: str, title: str, settings: Mapping[str, object]) -> None:
        """Draw the curve of an activation with these settings. Needs PyTorch."""
        from engine.catalog.curves import activation_curve

        wanted = (kind, dict(settings))
        if wanted == self._shown:
            return
        self._shown = wanted
        self._x, self._y, self._dy = activation_curve(kind, settings)
        text = translate("curve", "{activation}: from {low} to {high}, its slope from {low_slope} to {high_slope}")
        self.setAccessibleName(
            text.format(
                activation=title,
                low=number(self._y.min()),
                high=number(self._y.max()),
                low_slope=number(self._dy.min()),
                high_slope=number(self._dy.max()),
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a strip as wide as the panel."""
        return QSize(200, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Ask for enough to tell the functions apart."""
        return QSize(140, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axes, both curves, and what they are."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(figures(self.font().pointSizeF() - 1))
        frame = QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)
        painter.fillRect(frame, THEME.tokens.canvas)
        if len(self._x):
            low, high = self._range()
            self._draw_axes(painter, frame, low, high)
            painter.setClipRect(frame)
            for values, pen in zip((self._dy, self._y), reversed(self._pens()), strict=True):
                painter.setPen(pen)
                painter.drawPolyline(self._polygon(frame, values, low, high))
            painter.setClipping(False)
            self._draw_legend(painter)
        painter.end()

    def _range(self) -> tuple[float, float]:
        both = np.clip(np.concatenate([self._y, self._dy]), -HIGHEST, HIGHEST)
        low, high = min(float(both.min()), 0.0), max(float(both.max()), 0.0)
        air = 0.08 * (high - low or 1.0)
        return low - air, high + air

    def _pens(self) -> tuple[QPen, QPen]:
        """Return the pen of the function and that of its derivative: told apart by colour and by dashes."""
        return QPen(THEME.tokens.positive, 2), QPen(THEME.tokens.negative, 2, Qt.PenStyle.DashLine)

    def _place(self, frame: QRectF, x: float, y: float, low: float, high: float) -> QPointF:
        across = (x - self._x[0]) / (self._x[-1] - self._x[0])
        return QPointF(
            frame.left() + across * frame.width(), frame.bottom() - (y - low) / (high - low) * frame.height()
        )

    def _polygon(self, frame: QRectF, values: Floats, low: float, high: float) -> QPolygonF:
        across = frame.left() + (self._x - self._x[0]) / (self._x[-1] - self._x[0]) * frame.width()
        up = frame.bottom() - (values - low) / (high - low) * frame.height()
        return QPolygonF([QPointF(x, y) for x, y in zip(across.tolist(), up.tolist(), strict=True)])

    def _draw_axes(self, painter: QPainter, frame: QRectF, low: float, high: float) -> None:
        tokens = THEME.tokens
        painter.setPen(QPen(tokens.border, 1))
        zero = self._place(frame, 0.0, 0.0, low, high)
        painter.drawLine(QPointF(frame.left(), zero.y()), QPointF(frame.right(), zero.y()))
        painter.drawLine(QPointF(zero.x(), frame.top()), QPointF(zero.x(), frame.bottom()))
        painter.setPen(tokens.muted)
        flag = Qt.AlignmentFlag
        for value in self._marks(low, high):
            y = self._place(frame, 0.0, value, low, high).y()
            side = QRectF(0, y - 8, LEFT - 4, 16)
            painter.drawText(side, flag.AlignRight | flag.AlignVCenter, number(value))
        for x, align in ((self._x[0], flag.AlignLeft), (0.0, flag.AlignHCenter), (self._x[-1], flag.AlignRight)):
            text = "x" if x == 0 else number(x)
            painter.drawText(QRectF(frame.left(), frame.bottom() + 2, frame.width(), BOTTOM - 2), align, text)

    def _marks(self, low: float, high: float) -> list[float]:
        """Return the values at the axis: zero, and whole or half numbers at either end if they keep clear of it."""
        reach = max(-low, high)
        step = next(step for step in (0.1, 0.25, 0.5, 1.0, 2.5, 5.0) if 2.4 * step >= reach)
        return [mark for mark in (-2 * step, -step, 0.0, step, 2 * step) if low <= mark <= high]

    def _draw_legend(self, painter: QPainter) -> None:
        left = float(LEFT)
        for pen, text in zip(self._pens(), ("f(x)", "f′(x)"), strict=True):
            painter.setPen(pen)
            painter.drawLine(QPointF(left, TOP / 2), QPointF(left + 22, TOP / 2))
            painter.setPen(QColor(THEME.tokens.text))
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(QRectF(left + 28, 0, width + 4, TOP), Qt.AlignmentFlag.AlignVCenter, text)
            left += 28 + width + 2 * UNIT
