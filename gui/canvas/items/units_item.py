"""The units of an open layer: for each its picture, or its filter, and its bias; of very many, a map of all weights."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from gui.canvas.items.frame import bias_box
from gui.canvas.items.ink import finite, hair, small_font
from gui.canvas.items.placed import Placed
from gui.canvas.items.values import Spot
from gui.canvas.items.weight_strip import image_of, same
from gui.plots import filters
from gui.plots.matrix import strongest
from gui.theme import FOCUS_RING, THEME, UNIT, blend, number

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

    from gui.canvas.items.values import UnitPictures

Array = npt.NDArray[np.generic]

BAR = 7.0
"""Height of a bias."""
_STRONGEST = 1.0
"""The bias that fills its place, unless one of the layer is larger."""
MOST_CELLS = 256
"""Rows and columns of a map; of larger matrices it shows the strongest weight of each stretch."""


class UnitsItem(Placed):
    """A part of a node, an item of its own since it changes with every frame."""

    def __init__(self, node: QGraphicsItem) -> None:
        super().__init__(node)
        self._lines: tuple[QRectF, ...] = ()
        self._map = QRectF()
        self._weight: Array | None = None
        self._bias: Array | None = None
        self._boxes: tuple[QRectF, ...] = ()
        self._bar_places: list[tuple[float, float, float, float]] = []
        self._bars: tuple[list[QRectF], list[QRectF]] = ([], [])  # negative, positive
        self._pictures: UnitPictures | None = None
        self._map_image: QImage | None = None
        self._filters: tuple[QImage, filters.Layout] | None = None
        self._spot: Spot | None = None
        self.largest = 0.0

    # -- what it shows ---------------------------------------------------------------------------------------

    def place(self, lines: tuple[QRectF, ...], boxes: tuple[QRectF, ...], map_box: QRectF) -> None:
        """Be drawn in these lines and boxes of the node, one for each unit, or as a map; nowhere without either."""
        if len(lines) != len(self._lines):
            self._pictures = self._spot = None
        self._lines, self._map = lines, map_box
        self.setRect(lines[0].united(lines[-1]) if lines else map_box)
        self._boxes, self._filters = boxes, None
        self._bar_places = [_bar_place(line) for line in lines]
        self._renew_bars()
        self.update()

    def take(self, weight: Array | None, bias: Array | None) -> None:
        """Show other tensors: (units, inputs) or (filters, channels, height, width), and (units,)."""
        if same(weight, self._weight) and same(bias, self._bias):
            return
        self._weight, self._bias = weight, bias
        self._map_image = self._filters = None
        self._renew_bars()
        self.update()

    def _renew_bars(self) -> None:
        """Find where the biases reach: on one scale for the layer, negative ones to the left."""
        self._bars = ([], [])
        if self._bias is None:
            return
        values = finite(self._bias)
        scale = max(float(np.abs(values).max(initial=0.0)), _STRONGEST)
        for (middle, top, height, half), share in zip(self._bar_places, (values / scale).tolist(), strict=False):
            reach = half * abs(share)
            bar = QRectF(middle if share >= 0 else middle - reach, top, reach, height)
            self._bars[share >= 0].append(bar)

    def show_pictures(self, pictures: UnitPictures | None) -> None:
        """Show other pictures."""
        if pictures is not self._pictures:
            self._pictures = pictures
            self.update()

    def show_spot(self, spot: Spot | None) -> None:
        """Point out the place that is being read."""
        if spot != self._spot:
            self._spot = spot
            self.update()

    def renew(self) -> None:
        """Draw again, in the colours in force; pictures in these follow with the next look at the run."""
        self._map_image = self._filters = None
        self.update()

    # -- where it is -----------------------------------------------------------------------------------------

    def spot_at(self, node: int, point: QPointF) -> Spot | None:
        """Return the unit or bias at a point of the node, or the weight in the map."""
        for unit, line in enumerate(self._lines):
            if line.contains(point):
                if self._boxes[unit].contains(point):
                    return self._spot_in_filter(node, unit, point) if self._has_filters else Spot("unit", node, unit)
                has_bias = self._bias is not None and unit < len(self._bias)
                return Spot("bias", node, unit) if has_bias and bias_box(line).contains(point) else None
        box = self._map_box()
        if self._weight is not None and box.contains(point):
            units, inputs = len(self._weight), self._weight[0].size
            unit = min(int((point.y() - box.top()) / box.height() * units), units - 1)
            return Spot("weight", node, unit, min(int((point.x() - box.left()) / box.width() * inputs), inputs - 1))
        return None

    def _spot_in_filter(self, node: int, unit: int, point: QPointF) -> Spot | None:
        layout = self._filter_pictures()[1]
        place = layout.input_at(layout.box_in(self._boxes[unit]), point)
        return None if place is None else Spot("weight", node, unit, place)

    # -- painting --------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw all units."""
        if self._lines:
            if self._has_filters:
                self._paint_filters(painter)
            else:
                self._paint_pictures(painter)
            self._paint_biases(painter)
        elif not self._map.isEmpty():
            self._paint_map(painter)

    def _paint_pictures(self, painter: QPainter) -> None:
        pictures = self._pictures
        if pictures is not None:
            enlarged = self._boxes[0].width() * painter.transform().m11() > pictures.size
            smooth = pictures.smooth and enlarged  # which takes five times as long, and cannot be seen on small ones
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            for box, part in zip(self._boxes, _parts(pictures.first, pictures.size, len(self._boxes)), strict=True):
                painter.drawImage(box, pictures.atlas, part)
        if self._spot is not None and self._spot.kind == "unit":
            painter.setPen(QPen(THEME.tokens.accent, FOCUS_RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._boxes[self._spot.unit].adjusted(-1, -1, 1, 1), 2, 2)

    def _paint_biases(self, painter: QPainter) -> None:
        tokens = THEME.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self._spot is not None and self._spot.kind == "bias":
            box = bias_box(self._lines[self._spot.unit]).adjusted(-2, 2, 2, -2)
            painter.fillRect(box, blend(tokens.panel, tokens.accent, 0.25))
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, bars in zip((tokens.negative, tokens.positive), self._bars, strict=True):
            painter.setBrush(colour)
            painter.drawRects(bars)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    # -- the filters of a convolution -------------------------------------------------------------------------

    @property
    def _has_filters(self) -> bool:
        return self._weight is not None and self._weight.ndim == 4 and len(self._weight) == len(self._lines)

    def _filter_pictures(self) -> tuple[QImage, filters.Layout]:
        """Return the pictures of all filters on one scale, one below the other, and how the kernels lie in each."""
        if self._filters is None:
            assert self._weight is not None
            values = finite(self._weight)
            layout = filters.layout_of(values.shape[1:], self._boxes[0])
            self.largest = float(np.abs(values).max())
            self._filters = filters.image_of(filters.pictures(values, self.largest, layout)), layout
        return self._filters

    def _paint_filters(self, painter: QPainter) -> None:
        image, layout = self._filter_pictures()
        wide, high = layout.size
        reduced = layout.box_in(self._boxes[0]).width() * painter.transform().m11() < wide
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, reduced)
        painter.setPen(hair(blend(THEME.tokens.border, THEME.tokens.muted, 0.35)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for unit, room in enumerate(self._boxes):
            box = layout.box_in(room)
            painter.drawImage(box, image, QRectF(0, unit * high, wide, high))
            painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self._spot is not None and self._spot.kind == "weight":
            painter.setPen(QPen(THEME.tokens.accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(layout.place_of(layout.box_in(self._boxes[self._spot.unit]), self._spot.input))

    # -- the map of a large layer ----------------------------------------------------------------------------

    def _map_box(self) -> QRectF:
        return self._map.adjusted(0, 0, 0, -2 * UNIT)

    def _paint_map(self, painter: QPainter) -> None:
        tokens, box = THEME.tokens, self._map_box()
        if self._weight is None:
            return
        weight = self._weight.reshape(len(self._weight), -1)
        if self._map_image is None:
            values = strongest(finite(weight), MOST_CELLS)
            self.largest = float(np.abs(values).max())
            self._map_image = image_of(values, self.largest)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(box, self._map_image)
        painter.setPen(hair(tokens.border))
        painter.drawRect(box)
        painter.setFont(small_font())
        painter.setPen(tokens.muted)
        below = QRectF(box.left(), box.bottom(), box.width(), 2 * UNIT)
        units, inputs = weight.shape
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{units} × {inputs}")
        scale = f"±{number(self.largest)}"
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, scale)


@lru_cache(maxsize=256)
def _parts(first: int, size: int, count: int) -> tuple[QRectF, ...]:
    """Return where in an atlas so many pictures of a size are, when others are above them."""
    return tuple(QRectF(0, number * size, size, size) for number in range(first, first + count))


def _bar_place(line: QRectF) -> tuple[float, float, float, float]:
    """Return where a bias of zero is, the top and the height of its bar, and how far the largest one reaches."""
    box, height = bias_box(line), min(BAR, line.height() / 2)
    return box.center().x(), box.center().y() - height / 2, height, box.width() / 2
