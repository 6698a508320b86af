"""Fonts, icons and small pictures that items share."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPainterPath, QPen, QPixmap

from gui.glyphs import glyph
from gui.theme import THEME, figures

if TYPE_CHECKING:
    import numpy.typing as npt

    from gui.canvas.items.values import Samples

BODY_POINTS = 9.0
SMALL_POINTS = 8.0
FAR = 0.2
"""Below this zoom, letters would be two pixels high."""


@lru_cache(maxsize=1)
def title_font() -> QFont:
    """Return the font of node names."""
    font = QFont(figures(BODY_POINTS))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def body_font() -> QFont:
    """Return the font of settings."""
    return figures(BODY_POINTS)


def small_font() -> QFont:
    """Return the font of footers and of labels on wires."""
    return figures(SMALL_POINTS)


def is_far(painter: QPainter) -> bool:
    """Tell whether the drawing is so far away that nobody could read a word of it."""
    return painter.worldTransform().m11() < FAR


@lru_cache(maxsize=4096)
def text_width(font: QFont, text: str) -> float:
    """Return the width of a line of text, in canvas pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def clipped(font: QFont, text: str, width: float) -> str:
    """Return `text`, ending in dots if it is wider than `width`."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def icon(name: str, colour: str) -> QIcon:
    """Return an icon in a colour, sharp at every zoom; in a selected line of a list it takes the colour of the text."""
    return _icon(name, colour, THEME.tokens.panel.name())


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, selected: str) -> QIcon:
    return glyph(name, color=colour, color_selected=selected)


def draw_icon(painter: QPainter, name: str, colour: QColor, box: QRectF) -> None:
    """Draw an icon into a square."""
    icon(name, colour.name()).paint(painter, box.toAlignedRect())


def curve_path(samples: Samples, box: QRectF) -> QPainterPath:
    """Return the curve of a function, scaled to a box, to be read only.

    It keeps half a unit of the y axis on both sides.
    """
    return _curve_path(samples, box.left(), box.bottom(), box.width(), box.height())


@lru_cache(maxsize=256)
def _curve_path(samples: Samples, left: float, bottom: float, width: float, height: float) -> QPainterPath:
    low, high = min(*samples, -0.2), max(*samples, 0.8)
    path = QPainterPath()
    for index, value in enumerate(samples):
        x = left + width * index / (len(samples) - 1)
        y = bottom - height * (value - low) / (high - low)
        if index:
            path.lineTo(QPointF(x, y))
        else:
            path.moveTo(QPointF(x, y))
    return path


def draw_curve(painter: QPainter, samples: Samples, box: QRectF, width: float = 1.6) -> None:
    """Draw the curve of a function, in the accent colour."""
    if len(samples) < 2:
        return
    painter.setPen(QPen(THEME.tokens.accent, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(curve_path(samples, box))


def curve_icon(samples: Samples, size: int = 20) -> QIcon:
    """Return the curve of a function as an icon for menus."""
    pixmap = QPixmap(size * 2, size * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_curve(painter, samples, QRectF(3, 4, size - 6, size - 8))
    painter.end()
    return QIcon(pixmap)


def hair(colour: QColor) -> QPen:
    """Return a pen one pixel of the screen wide at every zoom."""
    pen = QPen(colour, 1)
    pen.setCosmetic(True)
    return pen


def finite(values: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    """Return numbers to draw: 0 for those that are NaN, and very large ones for infinite ones."""
    result = np.asarray(values, dtype=np.float64)
    return result if math.isfinite(float(result.sum())) else np.nan_to_num(result)
