"""The filters of a convolution as images: one below the other, each with its channels side by side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from gui.plots.unit_pictures import packed
from gui.theme import THEME

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtCore import QPointF

FINE = 12
"""Pixels of an image along one kernel at the least, so that the gap between two kernels is thinner than a weight."""
GAP = 2
"""Pixels between two kernels."""


class Layout(NamedTuple):
    """How the kernels of one filter lie in its picture.

    Parameters
    ----------
    channels, height, width : int
        Of the filter's weights.
    columns : int
        Kernels beside each other; the rest is below.
    """

    channels: int
    height: int
    width: int
    columns: int

    @property
    def rows(self) -> int:
        """Kernels below each other."""
        return math.ceil(self.channels / self.columns)

    @property
    def cell(self) -> int:
        """Pixels along a weight."""
        return math.ceil(FINE / max(self.height, self.width))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture, in pixels."""
        wide, high = self.cell * self.width + GAP, self.cell * self.height + GAP
        return self.columns * wide - GAP, self.rows * high - GAP

    def box_in(self, room: QRectF) -> QRectF:
        """Return the largest box of these proportions in the middle of some room."""
        width, height = self.size
        scale = min(room.width() / width, room.height() / height)
        box = QRectF(0, 0, scale * width, scale * height)
        box.moveCenter(room.center())
        return box

    def input_at(self, box: QRectF, point: QPointF) -> int | None:
        """Return which of the filter's weights is at a point, counted over channels, rows and columns."""
        if not box.contains(point):
            return None
        width, height = self.size
        x = (point.x() - box.left()) / box.width() * width
        y = (point.y() - box.top()) / box.height() * height
        column, x = divmod(x, self.cell * self.width + GAP)
        row, y = divmod(y, self.cell * self.height + GAP)
        channel = int(row) * self.columns + int(column)
        i, j = int(y) // self.cell, int(x) // self.cell
        if channel >= self.channels or i >= self.height or j >= self.width:
            return None
        return (channel * self.height + i) * self.width + j

    def place_of(self, box: QRectF, place: int) -> QRectF:
        """Return where one of the filter's weights is, counted over channels, rows and columns."""
        channel, within = divmod(place, self.height * self.width)
        (row, column), (i, j) = divmod(channel, self.columns), divmod(within, self.width)
        scale = box.width() / self.size[0]
        x = column * (self.cell * self.width + GAP) + j * self.cell
        y = row * (self.cell * self.height + GAP) + i * self.cell
        return QRectF(box.left() + scale * x, box.top() + scale * y, scale * self.cell, scale * self.cell)


def image_of(pixels: npt.NDArray[np.uint32]) -> QImage:
    """Return packed colours, (rows, columns), as an image of its own memory."""
    high, wide = pixels.shape
    return QImage(pixels.data, wide, high, 4 * wide, QImage.Format.Format_ARGB32_Premultiplied).copy()


def layout_of(kernel: tuple[int, ...], room: QRectF) -> Layout:
    """Return the layout that shows the kernels, (channels, height, width), as large as the room allows."""
    channels, height, width = kernel
    fewest = sorted({math.ceil(channels / rows) for rows in range(1, channels + 1)})  # more columns would stay empty
    every = [Layout(channels, height, width, columns) for columns in fewest]
    return max(every, key=lambda layout: layout.box_in(room).width() / layout.size[0])


def pictures(weight: npt.NDArray[np.floating], largest: float, layout: Layout) -> npt.NDArray[np.uint32]:
    """Return all filters one below the other, as packed colours; clear between the kernels.

    Parameters
    ----------
    weight : array, shape (filters, channels, height, width)
        Finite.
    largest : float
        What gets the full colour.
    """
    filters = len(weight)
    lookup = packed(THEME.signed_lookup())
    shares = np.clip(weight / largest, -1, 1) if largest > 0 else np.zeros_like(weight)
    colours = lookup[np.rint((shares + 1) / 2 * (len(lookup) - 1)).astype(np.intp)]
    colours = colours.repeat(layout.cell, axis=2).repeat(layout.cell, axis=3)  # (filters, channels, pixels, pixels)
    high, wide = colours.shape[2] + GAP, colours.shape[3] + GAP
    kernels = np.zeros((filters, layout.rows * layout.columns, high, wide), np.uint32)
    kernels[:, : layout.channels, :-GAP, :-GAP] = colours
    grid = kernels.reshape(filters, layout.rows, layout.columns, high, wide).transpose(0, 1, 3, 2, 4)
    whole = grid.reshape(filters, layout.rows * high, layout.columns * wide)[:, :-GAP, :-GAP]
    return np.ascontiguousarray(whole.reshape(filters * whole.shape[1], whole.shape[2]))
