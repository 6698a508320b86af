"""What is drawn by hand, made such as the pictures that the network has learned.

The rule is that of MNIST: the drawing is scaled, its proportions kept, until its larger side fits a box (20 of 28
pixels), and moved until its centre of mass is the middle of the picture. How large the box is, and whether ink is light
on dark or dark on light, is measured on the training pictures, so that the rule also suits others than MNIST.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data import Dataset

    Floats = npt.NDArray[np.float32]

Strokes = list[list[tuple[float, float]]]
"""Places from 0 to 1, from the upper left corner, joined within each stroke."""

SAMPLES = 300
INK = 0.1
"""What is darker (or lighter) than the ground by as much is ink."""

BOX = 20 / 28
"""Of the side, where there are no pictures to measure."""

THICKNESS = 0.12
"""Of the pen, as a share of the box: 2.4 pixels of MNIST's 20."""

FINE = 8
"""Pixels along each side of one pixel, for a smooth pen."""

DOT = 0.03
"""A drawing no larger than this share of the pad is a dot, which is not scaled."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How pictures are to be drawn.

    Parameters
    ----------
    shape : tuple of int
        Channels, rows, columns.
    box : float
        Pixels of the larger side of the ink.
    dark_ink : bool
        Whether the ground is light.
    """

    shape: tuple[int, int, int]
    box: float
    dark_ink: bool = False

    @classmethod
    def of(cls, dataset: Dataset) -> Hand:
        """Measure the training pictures: the median of the larger side of their ink."""
        assert dataset.image_shape is not None
        channels, rows, columns = shape = dataset.image_shape
        usual = BOX * min(rows, columns)
        pictures = dataset.raw[dataset.train[:SAMPLES]].reshape(-1, channels, rows, columns).mean(axis=1)
        if not len(pictures):
            return cls(shape, usual)
        border = np.concatenate([pictures[:, [0, -1]].ravel(), pictures[:, :, [0, -1]].ravel()])
        dark_ink = bool(np.median(border) > 0.5)
        ink = (1 - pictures if dark_ink else pictures) > INK
        sides = np.maximum(_extents(ink.any(axis=2)), _extents(ink.any(axis=1)))
        measured = float(np.median(sides))
        return cls(shape, min(measured or usual, min(rows, columns)), dark_ink)

    def picture(self, strokes: Strokes) -> Floats:
        """Return a drawing as a raw sample, (channels * rows * columns,), with values from 0 to 1."""
        channels, rows, columns = self.shape
        ink = self._ink(strokes) if any(strokes) else np.zeros((rows, columns), np.float32)
        values = 1 - ink if self.dark_ink else ink
        return np.tile(values.ravel(), channels).astype(np.float32)

    def _ink(self, strokes: Strokes) -> Floats:
        """Return how much of each pixel is ink, (rows, columns)."""
        pen = max(THICKNESS * self.box, 1.0)
        points = np.concatenate([np.array(stroke) for stroke in strokes if stroke])
        low, high = points.min(axis=0), points.max(axis=0)
        extent = float((high - low).max())
        scale = (self.box - pen) / extent if extent > DOT else 0.0
        size = np.array([self.shape[2], self.shape[1]])
        room = np.maximum((size - scale * (high - low) - pen) / 2, 0)  # how far it may move without being cut off
        shift = size / 2 - scale * (low + high) / 2
        ink = self._rendered(strokes, scale, shift, pen)
        away = size / 2 - _centre_of_mass(ink)
        return self._rendered(strokes, scale, shift + np.clip(away, -room, room), pen)

    def _rendered(self, strokes: Strokes, scale: float, shift: npt.NDArray[np.float64], pen: float) -> Floats:
        _, rows, columns = self.shape
        image = QImage(columns * FINE, rows * FINE, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        white = Qt.GlobalColor.white
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(white, pen * FINE, Qt.PenStyle.SolidLine, cap, join))
        for stroke in strokes:
            painter.drawPath(path_of([tuple((scale * np.array(point) + shift) * FINE) for point in stroke]))
        painter.end()
        fine = np.frombuffer(image.constBits(), np.ubyte).reshape(rows * FINE, image.bytesPerLine())
        blocks = fine[:, : columns * FINE].reshape(rows, FINE, columns, FINE)
        ink: Floats = (blocks.mean(axis=(1, 3)) / 255).astype(np.float32)
        return ink


def path_of(points: list[tuple[float, float]]) -> QPainterPath:
    """Return a smooth line: through the middles between the points, bent by the points."""
    path = QPainterPath()
    if not points:
        return path
    places = [QPointF(*point) for point in points]
    path.moveTo(places[0])
    for place, following in pairwise(places[1:]):
        path.quadTo(place, QLineF(place, following).center())
    path.lineTo(places[-1] if len(places) > 1 else places[0] + QPointF(0.01, 0))
    return path


def _extents(used: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Return how long the stretch from the first to the last used place is, (n,), for (n, places)."""
    size = used.shape[1]
    stretch = size - used.argmax(axis=1) - used[:, ::-1].argmax(axis=1)
    result: npt.NDArray[np.intp] = np.where(used.any(axis=1), stretch, 0)
    return result


def _centre_of_mass(ink: Floats) -> npt.NDArray[np.float64]:
    """Return x and y, in pixels from the upper left corner."""
    rows, columns = ink.shape
    total = max(float(ink.sum()), 1e-9)
    x = float((ink.sum(axis=0) * (np.arange(columns) + 0.5)).sum()) / total
    y = float((ink.sum(axis=1) * (np.arange(rows) + 0.5)).sum()) / total
    return np.array([x, y])
