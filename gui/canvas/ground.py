"""What is painted below the drawing: the dotted grid, and on an empty canvas how to begin. And its thumbnail."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPen, QPolygonF

from gui.i18n import translate
from gui.theme import GRID, THEME, figures

if TYPE_CHECKING:
    from gui.canvas.scene import CanvasScene

_CLOSEST_DOTS = 10
"""Dots closer than this many screen pixels are thinned out."""


def draw_dots(painter: QPainter, exposed: QRectF, zoom: float) -> None:
    """Draw the canvas and its dots within a part of the scene."""
    tokens = THEME.tokens
    painter.fillRect(exposed, tokens.canvas)
    step = GRID
    while step * zoom < _CLOSEST_DOTS:
        step *= 2
    left, top = int(exposed.left() // step) * step, int(exposed.top() // step) * step
    across, down = (int(exposed.right()) - left) // step + 1, (int(exposed.bottom()) - top) // step + 1
    dots = _grid(max(across, 0), max(down, 0), step).translated(left, top)
    pen = QPen(tokens.dots, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # dots between two pixels would smear to dashes
    painter.drawPoints(dots)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


@lru_cache(maxsize=16)
def _grid(across: int, down: int, step: int) -> QPolygonF:
    """Return so many dots beside and below each other, the first at the origin."""
    return QPolygonF([QPointF(x * step, y * step) for x in range(across) for y in range(down)])


def draw_welcome(painter: QPainter, window: QRect) -> None:
    """Say how to begin, in the middle of the window."""
    first = translate("canvas", "Drag an Input from the palette onto the canvas")
    second = translate("canvas", "or double-click here and type the name of a layer")
    large = QFont(figures(13))
    large.setWeight(QFont.Weight.DemiBold)
    painter.setPen(THEME.tokens.muted)
    painter.setFont(large)
    middle = window.center().y()
    wide = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(QRect(16, middle - 56, window.width() - 32, 48), wide | Qt.AlignmentFlag.AlignBottom, first)
    painter.setFont(figures(10))
    painter.drawText(QRect(16, middle, window.width() - 32, 48), wide | Qt.AlignmentFlag.AlignTop, second)


def thumbnail(scene: CanvasScene, longest: int) -> bytes:
    """Return the drawing as a PNG whose longer side has at most `longest` pixels."""
    content = scene.content_rect().adjusted(-16, -16, 16, 16)
    scale = min(longest / max(content.width(), content.height()), 1.0)
    image = QImage(
        max(int(content.width() * scale), 1), max(int(content.height() * scale), 1), QImage.Format.Format_RGB32
    )
    image.fill(THEME.tokens.canvas)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, QRectF(image.rect()), content)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs take a format as bytes, Qt as text
    return bytes(buffer.data().data())
