"""A line in a chart, lighter than pyqtgraph's: curves and boundaries get other points with every frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
import pyqtgraph
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsItem

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

Column = npt.NDArray[np.float64]

BUNDLE = ((-0.5, 0.0), (0.5, 0.0), (0.0, -0.5), (0.0, 0.5))
"""Where on the screen, in pixels, the hair lines are that together are two pixels wide."""


class Stroke(QGraphicsItem):
    """A line in the units of the axes, with a pen in those of the screen.

    Parameters
    ----------
    connect : {"finite", "pairs"}
        Which points are joined: neighbours, with gaps at values that are not finite; or the first with the second, the
        third with the fourth and so on.
    """

    def __init__(self, connect: Literal["finite", "pairs"]) -> None:
        super().__init__()
        self._connect = connect
        self.points: tuple[Column, Column] = (np.empty(0), np.empty(0))
        self.pen = self._hair = QPen()
        self._path = QPainterPath()
        self._box = QRectF()
        self.hide()

    def set_points(self, x: Column, y: Column, within: QRectF) -> None:
        """Show other points.

        Parameters
        ----------
        x, y : array, shape (n,)
        within : QRectF
            What the axes show: there is room for the pen, however flat the line is.
        """
        if len(x) or len(self.points[0]):
            self.prepareGeometryChange()
            self.points = (x, y)
            self._path = pyqtgraph.arrayToQPath(x, y, connect=self._connect) if len(x) else QPainterPath()
            self._box = self._path.controlPointRect().united(within)
            self.setVisible(len(x) > 0)
            self.update()

    def set_pen(self, pen: QPen) -> None:
        """Draw with another pen, whose width does not depend on the scale of the axes."""
        if pen != self.pen:
            self.pen, self._hair = pen, QPen(pen)
            self._hair.setWidthF(1)
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the extent of the line and of what the axes show."""
        return self._box

    def shape(self) -> QPainterPath:
        """Return nothing: the line is not for pressing, and its outline is slow to find."""
        return QPainterPath()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the line; a thick one on the screen as a bundle of hair lines, for a tenth of the time."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self.pen)
        on_screen = painter.paintEngine().type() == QPaintEngine.Type.Raster
        if self.pen.widthF() <= 1 or not on_screen:
            painter.drawPath(self._path)
            return
        painter.setPen(self._hair)
        place = painter.transform()
        for dx, dy in BUNDLE:
            painter.setTransform(place * QTransform.fromTranslate(dx, dy))
            painter.drawPath(self._path)
        painter.setTransform(place)


class Dot(QGraphicsEllipseItem):
    """A disc at a point of the axes, of the same size at every scale. Hidden at first."""

    def __init__(self, diameter: float) -> None:
        super().__init__(-diameter / 2, -diameter / 2, diameter, diameter)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.hide()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw a round disc; a chart does not smooth by itself."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        super().paint(painter, option, widget)

    def show_at(self, x: float, y: float) -> None:
        """Move it to a point of the axes."""
        self.setPos(x, y)
        self.show()

    def set_colours(self, fill: QColor, edge: QColor) -> None:
        """Take on the colours of the theme."""
        self.setBrush(fill)
        self.setPen(QPen(edge, 1))
