"""The units of an open layer: for each its picture and its bias; of very many, a map of all weights."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from gui.canvas.items.frame import bias_box, picture_box
from gui.canvas.items.ink import finite, hair, small_font
from gui.canvas.items.placed import Placed
from gui.canvas.items.values import Spot
from gui.canvas.items.weight_strip import image_of, same
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
        self._boxes: list[QRectF] = []
        self._bar_places: list[tuple[float, float, float, float]] = []
        self._bars: tuple[list[QRectF], list[QRectF]] = ([], [])  # negative, positive
        self._pictures: UnitPictures | None = None
        self._map_image: QImage | None = None
        self._spot: Spot | None = None
        self.largest = 0.0

    # -- what it shows ---------------------------------------------------------------------------------------

    def place(self, lines: tuple[QRectF, ...], map_box: QRectF) -> None:
        """Be drawn in these lines of the node, one for each unit, or as a map; nowhere if there is neither."""
        if len(lines) != len(self._lines):
            self._pictures = self._spot = None
        self._lines, self._map = lines, map_box
        self.setRect(lines[0].united(lines[-1]) if lines else map_box)
        self._boxes = [picture_box(line) for line in lines]
        self._bar_places = [_bar_place(line) for line in lines]
        self._renew_bars()
        self.update()

    def take(self, weight: Array | None, bias: Array | None) -> None:
        """Show other tensors, (units, inputs) and (units,)."""
        if same(weight, self._weight) and same(bias, self._bias):
            return
        self._weight, self._bias = weight, bias
        self._map_image = None
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
        self._map_image = None
        self.update()

    # -- where it is -----------------------------------------------------------------------------------------

    def spot_at(self, node: int, point: QPointF) -> Spot | None:
        """Return the unit or bias at a point of the node, or the weight in the map."""
        for unit, line in enumerate(self._lines):
            if line.contains(point):
                if self._boxes[unit].contains(point):
                    return Spot("unit", node, unit)
                has_bias = self._bias is not None and unit < len(self._bias)
                return Spot("bias", node, unit) if has_bias and bias_box(line).contains(point) else None
        box = self._map_box()
        if self._weight is not None and self._weight.ndim == 2 and box.contains(point):
            units, inputs = self._weight.shape
            unit = min(int((point.y() - box.top()) / box.height() * units), units - 1)
            return Spot("weight", node, unit, min(int((point.x() - box.left()) / box.width() * inputs), inputs - 1))
        return None

    # -- painting --------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw all units."""
        if self._lines:
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

    # -- the map of a large layer ----------------------------------------------------------------------------

    def _map_box(self) -> QRectF:
        return self._map.adjusted(0, 0, 0, -2 * UNIT)

    def _paint_map(self, painter: QPainter) -> None:
        tokens, box = THEME.tokens, self._map_box()
        if self._weight is None or self._weight.ndim != 2:
            return
        if self._map_image is None:
            values = strongest(finite(self._weight), MOST_CELLS)
            self.largest = float(np.abs(values).max())
            self._map_image = image_of(values, self.largest)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(box, self._map_image)
        painter.setPen(hair(tokens.border))
        painter.drawRect(box)
        painter.setFont(small_font())
        painter.setPen(tokens.muted)
        below = QRectF(box.left(), box.bottom(), box.width(), 2 * UNIT)
        units, inputs = self._weight.shape
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
