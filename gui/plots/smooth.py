"""A picture without visible pixels, laid over the axes of a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QWidget

from gui.plots.scale import image_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionGraphicsItem

    from gui.plots.tints import Picture


class Smooth(QGraphicsItem):
    """An image without visible pixels, on a rectangle of the plane."""

    def __init__(self) -> None:
        super().__init__()
        self.image: Picture | None = None
        self._pixels = QImage()
        self._box = QRectF()

    def show_picture(self, picture: Picture, box: QRectF) -> None:
        """Show colours, (columns, rows, 3), the first row at the lower edge of a rectangle of the plane."""
        if box != self._box:
            self.prepareGeometryChange()
            self._box = box
        self.image = picture
        self._pixels = image_of(picture.transpose(1, 0, 2)).convertToFormat(QImage.Format.Format_RGB32)
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.image, self._pixels = None, QImage()
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the rectangle."""
        return self._box

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint with interpolation."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._box, self._pixels)
