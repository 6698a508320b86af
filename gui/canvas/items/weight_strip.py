"""The tiny picture of a layer's weights: a row for each unit, its bias apart at the right; or the filters of a few."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from gui.canvas.items.ink import is_far, small_font, text_width
from gui.canvas.items.placed import Placed
from gui.plots import filters
from gui.theme import THEME, UNIT, number

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

MOST = 16
"""Units or inputs of the largest layer that is drawn."""
_CELL = 11.0

Array = npt.NDArray[np.generic]


class WeightStrip(Placed):
    """A part of a node, an item of its own since it changes with every frame; keeps its images until the weights do."""

    def __init__(self, node: QGraphicsItem) -> None:
        super().__init__(node)
        self._weight: Array | None = None
        self._bias: Array | None = None
        self._images: tuple[QImage | None, QImage | None] | None = None
        self.largest = 0.0

    def take(self, weight: Array | None, bias: Array | None) -> None:
        """Show other tensors."""
        if not (same(weight, self._weight) and same(bias, self._bias)):
            self._weight, self._bias = weight, bias
            self.renew()

    def renew(self) -> None:
        """Draw again, in the colours in force."""
        self._images = None
        self.update()

    @property
    def drawable(self) -> bool:
        """Whether there are weights, and few enough to tell apart."""
        if self._weight is None:
            return False
        return (max(self._weight.shape) if self._weight.ndim == 2 else prod(self._weight.shape[:2])) <= MOST

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw weights, biases and the range of both."""
        box = self.rect()
        if self._weight is None or box.isEmpty():
            return
        room = QRectF(box)
        room.setRight(box.right() - text_width(small_font(), "±8.888e-08") - UNIT)
        if self._images is None:
            self._images = self._drawn(self._weight, self._bias, room)
        tokens = THEME.tokens
        if not is_far(painter):
            text = f"±{number(self.largest)}"
            painter.setFont(small_font())
            painter.setPen(tokens.muted)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        if not self.drawable:
            if not is_far(painter):
                text = " × ".join(map(str, self._weight.shape))
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            return
        if self._weight.ndim == 4:
            self._paint_filters(painter, room)
        else:
            self._paint_units(painter, room)

    def _paint_filters(self, painter: QPainter, room: QRectF) -> None:
        """Draw all kernels in one picture."""
        assert self._images is not None
        image, _ = self._images
        assert image is not None
        size = image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top = room.center().y() - size.height() / 2
        painter.drawImage(QRectF(room.left(), top, size.width(), size.height()), image)

    def _paint_units(self, painter: QPainter, room: QRectF) -> None:
        """Draw a row for each unit, and its bias."""
        assert self._images is not None
        assert self._weight is not None
        box, tokens = self.rect(), THEME.tokens
        units, inputs = self._weight.shape
        columns = inputs + (1.5 if self._bias is not None else 0)
        cell = min(_CELL, (box.height() - UNIT / 2) / units, room.width() / columns)
        top = box.center().y() - cell * units / 2
        left = QRectF(box.left(), top, cell * inputs, cell * units)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.setPen(QPen(tokens.border, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        weights, biases = self._images
        assert weights is not None
        painter.drawImage(left, weights)
        painter.drawRect(left)
        if biases is not None:
            right = QRectF(left.right() + cell / 2, top, cell, cell * units)
            painter.drawImage(right, biases)
            painter.drawRect(right)

    def _drawn(self, weight: Array, bias: Array | None, room: QRectF) -> tuple[QImage | None, QImage | None]:
        """Find the largest of all numbers; draw weights and biases only if they are shown."""
        values = np.nan_to_num(np.asarray(weight, dtype=np.float64))
        extra = None if bias is None else np.nan_to_num(np.asarray(bias, dtype=np.float64)).reshape(-1, 1)
        self.largest = float(max(np.abs(values).max(), 0.0 if extra is None else np.abs(extra).max()))
        if not self.drawable:
            return None, None
        if values.ndim == 4:
            kernels = values.reshape(1, -1, *values.shape[2:])
            layout = filters.layout_of(kernels.shape[1:], room)
            return filters.image_of(filters.pictures(kernels, self.largest, layout)), None
        return image_of(values, self.largest), None if extra is None else image_of(extra, self.largest)


def image_of(values: npt.NDArray[np.floating], largest: float) -> QImage:
    """Return a matrix in the colours of signed values; `largest` gets the full colour."""
    shares = values / largest if largest > 0 else np.zeros_like(values)
    entries = np.rint((np.clip(shares, -1, 1) + 1) / 2 * 255).astype(np.uint8)
    pixels = np.ascontiguousarray(THEME.signed_lookup()[entries])  # (rows, columns, 3)
    rows, columns = values.shape
    return QImage(pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()


def same(first: Array | None, second: Array | None) -> bool:
    """Tell whether two tensors, or the lack of them, are the same."""
    if first is None or second is None:
        return first is second
    return first is second or np.array_equal(first, second)
